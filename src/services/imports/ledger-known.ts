/** The district's projects as a ledger's rows are compared with them. */
import { dayToDb } from '../../domain/calendar-day.ts'
import { add, type Money, money, moneyFromDb, ZERO } from '../../domain/money.ts'
import { type TenDay, yearOf } from '../../domain/period.ts'
import { type AssignmentKind, LedgerKind, type Project } from '../../generated/prisma/client.ts'
import { lockedLedger } from '../ledger-book/keep.ts'
import { heldOn } from '../people.ts'
import type { DraftDesk } from './draft.ts'

export interface KnownProject {
  readonly project: Project
  readonly aliases: readonly string[]
  readonly held: readonly KnownAssignment[]
  /** The plan in force of each year. */
  readonly plans: ReadonlyMap<number, { readonly amount: Money; readonly addedMonth: string }>
  /** The newest cumulative target of each month. */
  readonly targets: ReadonlyMap<string, Money>
}

export interface KnownAssignment {
  readonly id: number
  readonly kind: AssignmentKind
  readonly personId: number | null
  readonly unitId: number | null
  readonly text: string | null
}

export interface KnownLedger {
  readonly byShortName: ReadonlyMap<string, KnownProject>
  readonly byCode: ReadonlyMap<string, KnownProject>
  /** By full name and alias, blanks left out; null: several. */
  readonly byName: ReadonlyMap<string, KnownProject | null>
  readonly numbers: Set<number>
  /** The highest number given so far. */
  highest: number
  readonly shortNames: Set<string>
  /** Years for which there are plans. */
  readonly begun: ReadonlySet<number>
}

export async function loadLedger({ tx, district, today }: DraftDesk): Promise<KnownLedger> {
  const where = { project: { districtId: district.id } }
  const projects = await tx.project.findMany({ where: { districtId: district.id }, orderBy: { number: 'asc' } })
  const aliases = grouped(
    await tx.projectAlias.findMany({ where: { districtId: district.id }, orderBy: { id: 'asc' } }),
  )
  const held = grouped(await tx.assignment.findMany({ where: { ...where, ...heldOn(today) }, orderBy: { id: 'asc' } }))
  // The newest row that counts from a day that has come holds; a later row of the same day goes before.
  const inForce = { ...where, validFrom: { lte: dayToDb(today) } }
  const oldestFirst = [{ validFrom: 'asc' as const }, { id: 'asc' as const }]
  const plans = grouped(await tx.annualPlan.findMany({ where: inForce, orderBy: oldestFirst }))
  const targets = grouped(await tx.targetPoint.findMany({ where: inForce, orderBy: oldestFirst }))
  const known = projects.map((project) => ({
    project,
    aliases: (aliases.get(project.id) ?? []).map(({ alias }) => alias),
    held: held.get(project.id) ?? [],
    plans: new Map(
      (plans.get(project.id) ?? []).map(({ year, amount, addedMonth }) => [
        year,
        { amount: moneyFromDb(amount), addedMonth },
      ]),
    ),
    targets: new Map(
      (targets.get(project.id) ?? []).flatMap(({ period, cumulative }) =>
        cumulative === null ? [] : [[period, moneyFromDb(cumulative)] as const],
      ),
    ),
  }))
  return {
    byShortName: new Map(known.map((one) => [one.project.shortName, one])),
    byCode: new Map(known.flatMap((one) => (one.project.code === null ? [] : [[one.project.code, one] as const]))),
    byName: namesOf(known),
    numbers: new Set(projects.map(({ number }) => number)),
    highest: projects.reduce((most, { number }) => Math.max(most, number), 0),
    shortNames: new Set(projects.map(({ shortName }) => shortName)),
    begun: new Set(known.flatMap((one) => [...one.plans.keys()])),
  }
}

function namesOf(known: readonly KnownProject[]): Map<string, KnownProject | null> {
  const names = new Map<string, KnownProject | null>()
  const add = (name: string, one: KnownProject): void => {
    const key = bareName(name)
    const other = names.get(key)
    names.set(key, other === undefined || other === one ? one : null)
  }
  for (const one of known) add(one.project.name, one)
  // A full name goes before somebody else's alias.
  const full = new Set(names.keys())
  for (const one of known) for (const alias of one.aliases) if (!full.has(bareName(alias))) add(alias, one)
  return names
}

/** Without blanks and signs, which two typists never set alike. */
export function bareName(name: string): string {
  return name.replace(/[\s·・.,，。、“”"'（）()《》【】\-—]/g, '')
}

export interface KnownSum {
  /** 年度累计 at the 旬's end. */
  readonly amount: Money
  /** There is more than an imported opening. */
  readonly reported: boolean
}

/** 年度累计 as it was kept at the lock of a 旬, by project id; of an open 旬 none. */
export async function loadKept({ tx, district }: DraftDesk, period: TenDay): Promise<ReadonlyMap<number, Money>> {
  const ledger = await lockedLedger(tx, district, period)
  return new Map(ledger?.rows.map(({ projectId, yearToDate }) => [projectId, money(yearToDate)]))
}

/** What the ledger says of the year up to a 旬, by project id; a project without entries has none. */
export async function loadSums({ tx, district }: DraftDesk, period: TenDay): Promise<ReadonlyMap<number, KnownSum>> {
  const rows = await tx.ledgerEntry.groupBy({
    by: ['projectId', 'kind'],
    where: { project: { districtId: district.id }, year: yearOf(period), period: { lte: period } },
    _sum: { amount: true },
  })
  const sums = new Map<number, KnownSum>()
  for (const { projectId, kind, _sum } of rows) {
    const known = sums.get(projectId)
    const amount = _sum.amount === null ? ZERO : moneyFromDb(_sum.amount)
    sums.set(projectId, {
      amount: add(known?.amount ?? ZERO, amount),
      reported: (known?.reported ?? false) || kind !== LedgerKind.OPENING,
    })
  }
  return sums
}

function grouped<T extends { readonly projectId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(row.projectId)
    if (group === undefined) groups.set(row.projectId, [row])
    else group.push(row)
  }
  return groups
}
