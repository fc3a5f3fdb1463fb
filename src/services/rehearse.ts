/** 演示报数: made-up reports for the liaisons of a demo district, filed the way a person's line is. */
import { money, moneyText, sum } from '../domain/money.ts'
import { previousTenDay, type TenDay } from '../domain/period.ts'
import type { Project } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { askedUnlocked, momentsOf, periodState } from './periods.ts'
import { raiseProblem } from './problems/raise.ts'
import { type EntryArgs, saidBy } from './reports-entry.ts'
import { type Filing, fileSoundOnes } from './reports-file.ts'
import { missedBefore } from './reports-missed.ts'
import { loadStandings, type Standing } from './standing.ts'

export interface RehearsedPeriod {
  readonly period: TenDay
  readonly filed: number
  readonly liaisons: number
  readonly problems: number
  /** Short names of the projects that stay without a report. */
  readonly out: readonly string[]
}

/** Answers every 旬 that is asked for and open, the oldest first; what was reported by hand stays as it is. */
export async function rehearse(acting: Acting): Promise<RehearsedPeriod[]> {
  const done: RehearsedPeriod[] = []
  for (const period of await askedUnlocked(acting.tx, acting.district.id)) {
    done.push(await rehearsePeriod(acting, period))
  }
  return done
}

async function rehearsePeriod(acting: Acting, period: TenDay): Promise<RehearsedPeriod> {
  const { tx, district } = acting
  const standings = await loadStandings(tx, district, period)
  const ids = standings.map(({ id }) => id)
  const projects = new Map((await tx.project.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]))
  // One that was returned waits for a person, too.
  const reports = await tx.report.findMany({ where: { period, projectId: { in: ids } }, select: { projectId: true } })
  const reported = new Set(reports.map(({ projectId }) => projectId))
  const missed = await missedBefore(tx, district.id, period, ids)
  const span = await spanOf(acting, period)
  const open = standings.filter(({ id }) => !reported.has(id))
  const filings: Filing[] = []
  for (const standing of open) {
    const project = projects.get(standing.id)
    const missedLast = (missed.get(standing.id) ?? []).includes(previousTenDay(period))
    const filing = project && (await filingFor({ project, standing, period, missedLast, span }))
    if (filing) filings.push(filing)
  }
  // No check may have anything to say against one: nobody is there to confirm.
  const filed = await fileSoundOnes(acting, period, filings)
  let problems = 0
  for (const filing of filed) if (await raise(acting, filing, standings)) problems += 1
  const done = new Set(filed.map(({ project }) => project.id))
  return {
    period,
    filed: done.size,
    liaisons: new Set(filed.map(({ by }) => by)).size,
    problems,
    out: open.filter(({ id }) => !done.has(id)).map(({ shortName }) => shortName),
  }
}

interface Span {
  readonly from: Date
  readonly to: Date
}

/** From the reminder until now, and no later than the deadline. */
async function spanOf({ tx, district, calendar, now }: Acting, period: TenDay): Promise<Span> {
  const { deadlineAt } = await momentsOf(tx, district.id, calendar, period)
  const { askedAt } = await periodState(tx, district.id, period)
  return { from: askedAt ?? now, to: now < deadlineAt ? now : deadlineAt }
}

interface Asked {
  readonly project: Project
  readonly standing: Standing
  readonly period: TenDay
  readonly missedLast: boolean
  readonly span: Span
}

/** Null for who stays out this time. */
async function filingFor({ project, standing, period, missedLast, span: { from, to } }: Asked): Promise<Filing | null> {
  const { shortName, yearToDate, progress, liaison } = standing
  // Loaded only when wanted: a real district never needs the demonstration's data.
  const { rehearsed } = await import('../../seeds/rehearsal.ts')
  const report = rehearsed({ shortName, done: Number(yearToDate / 100n), said: progress }, period)
  if (report === null) return null
  const amount = money(String(report.amount))
  const entry: EntryArgs = {
    ...{ project: shortName, percent: null, note: report.sentence, problem: report.problem, period },
    periodAmount: moneyText(amount),
    // Who left out the last 旬 gives the year's total, with as much again for it.
    yearToDate: missedLast ? moneyText(sum([yearToDate, amount, amount])) : null,
  }
  const at = new Date(from.getTime() + Math.max(0, to.getTime() - from.getTime()) * report.when)
  return { project, said: saidBy(entry), by: liaison?.personId ?? null, at }
}

async function raise(
  acting: Acting,
  { project, said, by, at }: Filing,
  standings: readonly Standing[],
): Promise<boolean> {
  if (said.problem === null) return false
  const { liaison = null, unit = null } = standings.find(({ id }) => id === project.id) ?? {}
  const raisedBy = { personId: by, name: liaison?.name ?? '联络员', unitId: unit?.id ?? null }
  const raising = { project, category: null, statement: said.problem, raisedBy, at, source: 'REPORT' } as const
  const { fresh } = await raiseProblem(acting, raising)
  return fresh
}
