/** From the tables of a file to what importing them would do in this district today. */
import { setImmediate } from 'node:timers/promises'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { nameOfKind, type TableKind } from '../../documents/tables/kinds.ts'
import type { ReadTable, ReadTables } from '../../documents/tables/table.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { readDecimal } from '../../domain/decimal-text.ts'
import type { TenDay } from '../../domain/period.ts'
import type { Role } from '../../domain/roles.ts'
import { calendarOf } from '../district-rules.ts'
import { isLocked } from '../periods.ts'
import { type Choice, type Draft, type DraftDesk, draftOf, type Placed, planRow, type RowPlan } from './draft.ts'
import { loadKnown } from './known.ts'
import { type LedgerGround, planProject } from './ledger.ts'
import { loadKept, loadLedger, loadSums } from './ledger-known.ts'
import { planPerson } from './people.ts'
import { loadPermits, type PermitGround, planPermit } from './permits.ts'
import { loadPromotions, type PromotionGround, planPromotion } from './promotion.ts'
import { planUnit } from './units.ts'

/** What a person has to say first. */
export type Question =
  | { readonly asks: 'kind'; readonly sheet: string; readonly kinds: readonly TableKind[] }
  | { readonly asks: 'period'; readonly sheet: string }

export interface PlanOrder {
  readonly district: DistrictRef
  readonly today: Day
  readonly choice: Choice
  /** Roles of whoever imports: what he may not appoint, his list may not either. */
  readonly by: ReadonlySet<Role>
}

/** The draft, or what the file leaves open. Reads only. */
export async function planImport(tx: Tx, read: ReadTables, order: PlanOrder): Promise<Draft | Question> {
  const [unclear] = read.unclear
  if (unclear !== undefined) return { asks: 'kind', ...unclear }
  const timeless = read.tables.find((table) => tellsYearToDate(table) && momentOf(table, order.choice) === null)
  if (timeless !== undefined) return { asks: 'period', sheet: timeless.sheet }
  const desk: DraftDesk = { tx, ...order, operations: [], notes: [...read.notes], items: [], unchanged: 0 }
  const known = await loadKnown(desk)
  let shared: Shared | null = null
  const made: Shared['made'] = new Map()
  let permits: PermitGround | null = null
  let promotions: PromotionGround | null = null
  // Whom a row can name stands in front of the row.
  const tables = read.tables.toSorted((a, b) => rank(a) - rank(b))
  for (const table of tables) {
    desk.notes.push(...table.notes)
    for (const { sheet, cell, subject, reason } of table.refused)
      desk.items.push({ is: 'refused', of: nameOfKind(table.kind), subject, text: reason, where: `${sheet} ${cell}` })
    if (table.kind === 'units') await each(desk, table, 'unitName', (at) => planUnit(desk, known, at))
    else if (table.kind === 'people') await each(desk, table, 'person', (at) => planPerson(desk, known, at))
    else if (table.kind === 'ledger') {
      shared ??= { desk, known, ledger: await loadLedger(desk), made, told: new Map() }
      await planLedger(shared, table)
    } else if (table.kind === 'permits') {
      permits ??= await loadPermits(desk, await loadLedger(desk), made, await calendarOf(tx, order.district.id))
      const ground = permits
      await each(desk, table, 'project', (at) => planPermit(ground, at))
      if (ground.untaken.size > 0)
        desk.notes.push(`表“${table.sheet}”：没有登记，请用“手续 项目 事项”办：${some([...ground.untaken])}`)
    } else {
      promotions ??= await loadPromotions(desk, known)
      const ground = promotions
      await each(desk, table, 'name', (at) => planPromotion(ground, at))
      if (ground.missing.size > 0)
        desk.notes.push(`表“${table.sheet}”：责任单位的人员里没有 ${some([...ground.missing])}，招商责任人没有登记`)
    }
  }
  return draftOf(desk)
}

const ORDER: readonly TableKind[] = ['units', 'people', 'ledger', 'permits', 'promotion']
/** A ledger that only names projects (年度计划) stands behind those that make them. */
const rank = ({ kind, places }: ReadTable): number =>
  ORDER.indexOf(kind) * 2 + (kind === 'ledger' && places.name === undefined ? 1 : 0)

function tellsYearToDate({ kind, rows }: ReadTable): boolean {
  return kind === 'ledger' && rows.some(({ values }) => values.yearToDate !== undefined)
}

/** What a person said goes before what the title says. */
function momentOf({ asOf }: ReadTable, { period }: Choice): TenDay | null {
  return period ?? asOf
}

/** Rows are planned some hundreds at a time, so that others get their turn. */
async function each(desk: DraftDesk, table: ReadTable, name: string, plan: (at: Placed) => RowPlan): Promise<void> {
  const kindName = nameOfKind(table.kind)
  for (const [i, row] of table.rows.entries()) {
    if (i % 250 === 249) await setImmediate()
    const at = { table, kindName, row, subject: row.values[name] ?? row.values.shortName ?? '' }
    planRow(desk, at, () => plan(at))
  }
}

/** What all ledgers of a file share. */
type Shared = Pick<LedgerGround, 'ledger' | 'known' | 'made' | 'told' | 'desk'>

async function planLedger(shared: Shared, table: ReadTable): Promise<void> {
  const { desk } = shared
  const asOf = tellsYearToDate(table) ? momentOf(table, desk.choice) : null
  const ground: LedgerGround = {
    ...shared,
    figures: {
      desk,
      year: table.year ?? Number((asOf ?? desk.today).slice(0, 4)),
      begun: shared.ledger.begun,
      asOf,
      locked: asOf !== null && (await isLocked(desk.tx, desk.district.id, asOf)),
      sums: asOf === null ? new Map() : await loadSums(desk, asOf),
      kept: asOf === null ? new Map() : await loadKept(desk, asOf),
    },
    missing: new Set(),
  }
  await each(desk, table, 'name', (at) => planProject(ground, at))
  if (ground.missing.size > 0)
    desk.notes.push(
      `表“${table.sheet}”：责任单位的人员里没有 ${some([...ground.missing])}，对应的包联领导、联络员先空着`,
    )
  const odd = oddRates(table)
  if (odd.length > 0) desk.notes.push(`表“${table.sheet}”：完成率与“年度累计÷年度计划”对不上，请核对：${some(odd)}`)
}

/** Rows whose own 完成率 is more than a point away from what their amounts come to: most often a wrong unit. */
function oddRates({ rows }: ReadTable): string[] {
  return rows.flatMap(({ line, values }) => {
    const [rate, done, plan] = [values.completionRate, values.yearToDate, values.annualPlan].map((text) =>
      text === undefined ? null : readDecimal(text),
    )
    if (!rate || !done || !plan || plan.digits <= 0n) return []
    const scale = (one: { digits: bigint; places: number }): bigint =>
      one.digits * 10n ** BigInt(2 - Math.min(2, one.places))
    // Both sides times the plan: |rate − 100 × done ÷ plan| > 1.
    const difference = scale(rate) * scale(plan) - scale(done) * 10_000n
    return (difference < 0n ? -difference : difference) > scale(plan) * 100n ? [`第${line}行`] : []
  })
}

function some(words: readonly string[]): string {
  return `${words.slice(0, 5).join('、')}${words.length > 5 ? ` 等 ${words.length} 个` : ''}`
}
