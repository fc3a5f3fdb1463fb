/** What the checks of a report look at, read from the database (rules.md §4). */
import type { Tx } from '../database/client.ts'
import { dayFromDb, dayToDb } from '../domain/calendar-day.ts'
import { type Money, moneyFromDb, ZERO } from '../domain/money.ts'
import { firstDay, lastDay, previousTenDay, type TenDay, yearOf } from '../domain/period.ts'
import type { ReportFacts } from '../domain/report-facts.ts'
import { type Project, type Report, ReportState } from '../generated/prisma/client.ts'
import { ledgerOf } from './ledger.ts'
import { isLocked } from './periods.ts'
import type { Said } from './reports-entry.ts'
import { saysNothing } from './reports-entry.ts'
import { missedBefore } from './reports-missed.ts'

/** Enough history for six amounts that are not 0 and for a long winter. */
const HISTORY = 72

export interface Question {
  readonly project: Project
  readonly said: Said
  /** Business time of the message. */
  readonly at: Date
  readonly unitConfirmed: boolean
}

/** The report that the project has in the 旬, if any. */
export async function reportIn(tx: Tx, projectId: number, period: TenDay): Promise<Report | null> {
  return await tx.report.findUnique({ where: { projectId_period: { projectId, period } } })
}

/** Whether a returned report is still open although its 旬 is locked. */
export function isReopened(report: Report | null, at: Date): boolean {
  return report?.state === ReportState.RETURNED && report.reopenUntil !== null && at < report.reopenUntil
}

export async function reportFacts(tx: Tx, { project, said, at, unitConfirmed }: Question): Promise<ReportFacts> {
  const { period } = said
  const { before } = await ledgerOf(tx, project.id, period)
  const missed = await missedBefore(tx, project.districtId, period, [project.id])
  const locked =
    (await isLocked(tx, project.districtId, period)) && !isReopened(await reportIn(tx, project.id, period), at)
  return {
    project: project.shortName,
    period,
    locked,
    given: {
      periodAmount: said.periodAmount,
      yearToDate: said.yearToDate,
      sentence: said.sentence,
      overallPercent: said.overallPercent,
      noChange: saysNothing(said),
    },
    before,
    missedPrevious: (missed.get(project.id) ?? []).includes(previousTenDay(period)),
    plan: await planOf(tx, project.id, period),
    totalInvestment: project.totalInvestment === null ? null : moneyFromDb(project.totalInvestment),
    investedBefore: moneyFromDb(project.investedBefore),
    ...(await historyOf(tx, project.id, period)),
    stopped: await isStopped(tx, project.id, period),
    nature: project.nature,
    startedOn: startOf(project),
    openPermits: [],
    unitConfirmed,
  }
}

function startOf({ startedOn, verifiedStartOn }: Project): ReportFacts['startedOn'] {
  const on = verifiedStartOn ?? startedOn
  return on === null ? null : dayFromDb(on)
}

async function planOf(tx: Tx, projectId: number, period: TenDay): Promise<Money | null> {
  const plan = await tx.annualPlan.findFirst({
    where: { projectId, year: yearOf(period), validFrom: { lte: dayToDb(lastDay(period)) } },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
    select: { amount: true },
  })
  return plan === null ? null : moneyFromDb(plan.amount)
}

type History = Pick<ReportFacts, 'lastNonZero' | 'lastSentence' | 'lastOverallPercent' | 'zeroStreak'>

async function historyOf(tx: Tx, projectId: number, period: TenDay): Promise<History> {
  const rows = await tx.report.findMany({
    where: { projectId, period: { lt: period }, state: { not: ReportState.RETURNED } },
    orderBy: { period: 'desc' },
    take: HISTORY,
    select: { period: true, amount: true, backfill: true, progress: true, overallPercent: true },
  })
  const amounts = rows.map((row) => moneyFromDb(row.amount))
  return {
    lastNonZero: amounts.filter((amount) => amount > ZERO).slice(0, 6),
    lastSentence: rows.find(({ progress }) => progress !== null)?.progress ?? null,
    lastOverallPercent: rows.find(({ overallPercent }) => overallPercent !== null)?.overallPercent?.toNumber() ?? null,
    zeroStreak: zeroStreak(rows, period),
  }
}

/** So many 旬 right before this one were reported with nothing done; a 旬 that was left out ends the row. */
function zeroStreak(
  rows: readonly { period: string; amount: { isZero(): boolean }; backfill: { isZero(): boolean } }[],
  period: TenDay,
): number {
  let expected = previousTenDay(period)
  let streak = 0
  for (const row of rows) {
    if (row.period !== expected || !row.amount.isZero() || !row.backfill.isZero()) break
    streak += 1
    expected = previousTenDay(expected)
  }
  return streak
}

async function isStopped(tx: Tx, projectId: number, period: TenDay): Promise<boolean> {
  const marks = await tx.stoppage.findMany({
    where: {
      projectId,
      since: { lte: dayToDb(lastDay(period)) },
      OR: [{ until: null }, { until: { gt: dayToDb(firstDay(period)) } }],
    },
    select: { since: true, until: true },
  })
  // A stop that was taken back ends on the day it began.
  return marks.some(({ since, until }) => until === null || until > since)
}
