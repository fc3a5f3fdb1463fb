/**
 * 台账: 年度累计 is the sum of the year's entries (rules.md §4). A report has one REPORT and at most one BACKFILL entry,
 * each correction that came after it an entry of its own; all are signed. A returned report has no entries: what was
 * not accepted does not count.
 */
import type { Tx } from '../database/client.ts'
import { type Money, moneyFromDb, moneyText, sum, ZERO } from '../domain/money.ts'
import { type TenDay, yearOf } from '../domain/period.ts'
import { LedgerKind } from '../generated/prisma/client.ts'

/** What the ledger says of one project around one 旬; all in 万元. */
export interface LedgerView {
  /** 年度累计 before the 旬's own report: earlier entries, an imported opening, and the corrections of the 旬. */
  readonly before: Money
  /** The 旬's report, without 补报 and corrections. */
  readonly reported: Money
  readonly backfill: Money
  /** The 旬's corrections. */
  readonly corrected: Money
  /** 年度累计 at the 旬's end. */
  readonly yearToDate: Money
}

/** The ledger of several projects at one 旬, by project id; a project without entries has zeros. */
export async function ledgerAt(
  tx: Tx,
  projectIds: readonly number[],
  period: TenDay,
): Promise<ReadonlyMap<number, LedgerView>> {
  const rows = await tx.ledgerEntry.findMany({
    where: { projectId: { in: [...projectIds] }, year: yearOf(period), period: { lte: period } },
    select: { projectId: true, period: true, kind: true, amount: true },
  })
  return new Map(
    projectIds.map((id) => {
      const own = rows.filter((row) => row.projectId === id)
      const total = (keep: (row: (typeof rows)[number]) => boolean): Money =>
        sum(own.filter(keep).map((row) => moneyFromDb(row.amount)))
      const here = (kind: LedgerKind): Money => total((row) => row.period === period && row.kind === kind)
      const corrected = here(LedgerKind.CORRECTION)
      return [
        id,
        {
          before: sum([total((row) => row.period < period), corrected, here(LedgerKind.OPENING)]),
          reported: here(LedgerKind.REPORT),
          backfill: here(LedgerKind.BACKFILL),
          corrected,
          yearToDate: total(() => true),
        },
      ]
    }),
  )
}

/** The ledger of one project at one 旬. */
export async function ledgerOf(tx: Tx, projectId: number, period: TenDay): Promise<LedgerView> {
  const view = (await ledgerAt(tx, [projectId], period)).get(projectId)
  return view ?? { before: ZERO, reported: ZERO, backfill: ZERO, corrected: ZERO, yearToDate: ZERO }
}

/** Books a report in the place of what its 旬 had before. */
export async function bookReport(
  tx: Tx,
  projectId: number,
  period: TenDay,
  booked: { readonly amount: Money; readonly backfill: Money },
): Promise<void> {
  await unbookReport(tx, projectId, period)
  await bookReports(tx, period, [{ projectId, ...booked }])
}

/** Books reports of projects that have nothing booked for the 旬. */
export async function bookReports(
  tx: Tx,
  period: TenDay,
  booked: readonly { readonly projectId: number; readonly amount: Money; readonly backfill: Money }[],
): Promise<void> {
  await tx.ledgerEntry.createMany({
    data: booked.flatMap(({ projectId, amount, backfill }) => {
      const base = { projectId, year: yearOf(period), period }
      const entry = { ...base, kind: LedgerKind.REPORT, amount: moneyText(amount) }
      if (backfill === ZERO) return [entry]
      return [entry, { ...base, kind: LedgerKind.BACKFILL, amount: moneyText(backfill) }]
    }),
  })
}

/** Takes a returned report out of the sums. */
export async function unbookReport(tx: Tx, projectId: number, period: TenDay): Promise<void> {
  await tx.ledgerEntry.deleteMany({
    where: { projectId, period, kind: { in: [LedgerKind.REPORT, LedgerKind.BACKFILL] } },
  })
}

/** Books a correction: the signed difference, in its own 旬. */
export async function bookCorrection(
  tx: Tx,
  correction: {
    readonly id: number
    readonly projectId: number
    readonly period: TenDay
    readonly difference: Money
  },
): Promise<void> {
  const { id, projectId, period, difference } = correction
  await tx.ledgerEntry.create({
    data: {
      projectId,
      year: yearOf(period),
      period,
      kind: LedgerKind.CORRECTION,
      amount: moneyText(difference),
      correctionId: id,
    },
  })
}
