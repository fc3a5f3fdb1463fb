/** What the checks of a report look at, read from the database (rules.md §4). */
import type { Tx } from '../database/client.ts'
import { dayFromDb, dayToDb } from '../domain/calendar-day.ts'
import { type Money, moneyFromDb, ZERO } from '../domain/money.ts'
import { firstDay, lastDay, previousTenDay, type TenDay, yearOf } from '../domain/period.ts'
import type { ReportFacts } from '../domain/report-facts.ts'
import { type Project, type Report, ReportState } from '../generated/prisma/client.ts'
import { ledgerAt } from './ledger.ts'
import { isLocked } from './periods.ts'
import { openPermitsOf } from './permits/open-before-start.ts'
import type { Said } from './reports-entry.ts'
import { saysNothing } from './reports-entry.ts'
import { missedBefore } from './reports-missed.ts'

/** Enough history for six amounts that are not 0 and for a long winter. */
const HISTORY_YEARS = 2

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

export async function reportFacts(tx: Tx, question: Question): Promise<ReportFacts> {
  const [facts] = await reportFactsOfMany(tx, question.said.period, [question])
  if (facts === undefined) throw new Error('no facts of a report')
  return facts
}

/** The facts of several projects of one district in one 旬, in a fixed number of queries; in the order of the questions. */
export async function reportFactsOfMany(
  tx: Tx,
  period: TenDay,
  questions: readonly Question[],
): Promise<ReportFacts[]> {
  const [first] = questions
  if (first === undefined) return []
  const { districtId } = first.project
  const ids = questions.map(({ project }) => project.id)
  const ledger = await ledgerAt(tx, ids, period)
  const missed = await missedBefore(tx, districtId, period, ids)
  const locked = await isLocked(tx, districtId, period)
  const own = locked ? await tx.report.findMany({ where: { projectId: { in: ids }, period } }) : []
  const plans = await plansOf(tx, ids, period)
  const history = await reportsBefore(tx, ids, period)
  const stopped = await stoppedIn(tx, ids, period)
  const permits = await openPermitsOf(tx, ids)
  return questions.map(({ project, said, at, unitConfirmed }) => ({
    project: project.shortName,
    period,
    locked: locked && !isReopened(own.find(({ projectId }) => projectId === project.id) ?? null, at),
    given: {
      periodAmount: said.periodAmount,
      yearToDate: said.yearToDate,
      sentence: said.sentence,
      overallPercent: said.overallPercent,
      noChange: saysNothing(said),
    },
    before: ledger.get(project.id)?.before ?? ZERO,
    missedPrevious: (missed.get(project.id) ?? []).includes(previousTenDay(period)),
    plan: plans.get(project.id) ?? null,
    totalInvestment: project.totalInvestment === null ? null : moneyFromDb(project.totalInvestment),
    investedBefore: moneyFromDb(project.investedBefore),
    ...historyOf(
      history.filter(({ projectId }) => projectId === project.id),
      period,
    ),
    stopped: stopped.has(project.id),
    nature: project.nature,
    startedOn: startOf(project),
    openPermits: permits.get(project.id) ?? [],
    unitConfirmed,
  }))
}

function startOf({ startedOn, verifiedStartOn }: Project): ReportFacts['startedOn'] {
  const on = verifiedStartOn ?? startedOn
  return on === null ? null : dayFromDb(on)
}

async function plansOf(tx: Tx, projectIds: number[], period: TenDay): Promise<ReadonlyMap<number, Money>> {
  const plans = await tx.annualPlan.findMany({
    where: { projectId: { in: projectIds }, year: yearOf(period), validFrom: { lte: dayToDb(lastDay(period)) } },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    select: { projectId: true, amount: true },
  })
  return new Map(plans.map(({ projectId, amount }) => [projectId, moneyFromDb(amount)]))
}

type Earlier = Pick<Report, 'projectId' | 'period' | 'amount' | 'backfill' | 'progress' | 'overallPercent'>

/** The accepted reports of the last two years, the newest first. */
async function reportsBefore(tx: Tx, projectIds: number[], period: TenDay): Promise<Earlier[]> {
  return await tx.report.findMany({
    where: {
      projectId: { in: projectIds },
      period: { lt: period, gte: `${yearOf(period) - HISTORY_YEARS}${period.slice(4)}` },
      state: { not: ReportState.RETURNED },
    },
    orderBy: { period: 'desc' },
    select: { projectId: true, period: true, amount: true, backfill: true, progress: true, overallPercent: true },
  })
}

type History = Pick<ReportFacts, 'lastNonZero' | 'lastSentence' | 'lastOverallPercent' | 'zeroStreak'>

function historyOf(rows: readonly Earlier[], period: TenDay): History {
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

async function stoppedIn(tx: Tx, projectIds: number[], period: TenDay): Promise<ReadonlySet<number>> {
  const marks = await tx.stoppage.findMany({
    where: {
      projectId: { in: projectIds },
      since: { lte: dayToDb(lastDay(period)) },
      OR: [{ until: null }, { until: { gt: dayToDb(firstDay(period)) } }],
    },
    select: { projectId: true, since: true, until: true },
  })
  // A stop that was taken back ends on the day it began.
  const held = marks.filter(({ since, until }) => until === null || until > since)
  return new Set(held.map(({ projectId }) => projectId))
}
