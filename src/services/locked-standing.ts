/**
 * Where the projects stand as an answer shows it: of a locked 旬 as its ledger was kept, so that 总览, 台账 and the
 * bulletin of that 旬 agree for ever, whatever is imported or corrected later (rules.md §4).
 */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { targetAmount } from '../domain/curve.ts'
import { gapPoints, targetRatio } from '../domain/figures.ts'
import { money } from '../domain/money.ts'
import type { AsOf } from './as-of.ts'
import { keptRows, lockedLedger } from './ledger-book/keep.ts'
import { figuresOf, type LedgerRow } from './ledger-book/row.ts'
import { loadStandings, type Standing, type StandingFilter } from './standing.ts'

/** The list as it was locked; of a 旬 that is not locked, as it stands now. */
export async function standingsAsOf(tx: Tx, district: DistrictRef, { period, locked }: AsOf): Promise<Standing[]> {
  const ledger = locked ? await lockedLedger(tx, district, period) : null
  return ledger === null ? await loadStandings(tx, district, period) : ledger.rows.map(standingOf)
}

/**
 * Projects as they are now, with the figures that were locked: for the answers about single projects. One that the
 * locked list does not have is shown as it stands.
 */
export async function projectsAsOf(
  tx: Tx,
  district: DistrictRef,
  { period, locked }: AsOf,
  filter: StandingFilter,
): Promise<Standing[]> {
  const standings = await loadStandings(tx, district, period, filter)
  if (!locked) return standings
  const ids = standings.map(({ id }) => id)
  const kept = new Map((await keptRows(tx, district, period, ids)).map((row) => [row.projectId, row]))
  return standings.map((standing) => {
    const row = kept.get(standing.id)
    return row === undefined ? standing : { ...standing, ...lockedPart(row) }
  })
}

/** A kept row as a standing. */
export function standingOf(row: LedgerRow): Standing {
  const { number, shortName, name, nature, stage, chain, unit } = row
  const holder = (personId: number | null, held: string | null) =>
    personId === null || held === null ? null : { personId, name: held }
  return {
    ...{ number, shortName, name, nature, stage, chain, unit },
    ...lockedPart(row),
    id: row.projectId,
    unitId: unit?.id ?? 0,
    leader: holder(row.leaderId, row.leader),
    liaison: holder(row.liaisonId, row.liaison),
    totalInvestment: row.totalInvestment === null ? null : money(row.totalInvestment),
    investedBefore: money(row.investedBefore),
    openProblems: row.openProblems,
  }
}

/** What a lock settles: figures and what was reported. */
function lockedPart(row: LedgerRow) {
  const { plan, periodAmount, yearToDate, curve, running, due } = figuresOf(row)
  const target = targetAmount(plan, curve)
  return {
    ...{ plan, periodAmount, yearToDate, curve, running, due, target },
    r: targetRatio(yearToDate, target),
    g: gapPoints(yearToDate, plan, curve),
    reported: row.reported,
    progress: row.progress,
    progressPeriod: row.progressPeriod,
  }
}
