/** Who is to come to the 旬调度会 and for what: projects that lag, stand still or are not reported, problems that press. */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayFromDb, daysBetween, dayToDb } from '../domain/calendar-day.ts'
import { laggingProjects } from '../domain/figures.ts'
import { NOUGHT } from '../domain/fraction.ts'
import { lastDay, previousTenDay, type TenDay } from '../domain/period.ts'
import { type Prisma, ProblemState, ProjectStage, ReportState } from '../generated/prisma/client.ts'
import { standingsAsOf } from './locked-standing.ts'
import { heldOn } from './people.ts'
import { periodState } from './periods.ts'
import type { Standing, UnitRef } from './standing.ts'

/** From this level on a problem goes to the meeting before it is overdue. */
const MEETING_LEVEL = 2
const STREAK = 3
/** For the order only: a third 旬 in a row weighs as much as ten percentage points or one level of a problem. */
const WEIGHT = 10
const MOST_DAYS = 30

export interface MeetingProblem {
  readonly id: number
  readonly statement: string
  readonly level: number
  /** 0: not overdue. */
  readonly daysOver: number
  readonly leadUnit: string | null
}

/** missing: three 旬 in a row without a report; zero: with nothing done; mixed: some of each. */
export type Streak = 'missing' | 'zero' | 'mixed'

export interface MeetingProject {
  readonly standing: Standing
  readonly lagging: boolean
  readonly streak: Streak | null
  readonly problems: readonly MeetingProblem[]
}

export interface MeetingUnit {
  /** Null: the projects have no responsible unit. */
  readonly unit: UnitRef | null
  /** Who answers for the unit. */
  readonly heads: readonly string[]
  readonly projects: readonly MeetingProject[]
}

export interface MeetingQuestion {
  readonly district: DistrictRef
  /** A locked 旬. */
  readonly period: TenDay
  readonly today: Day
  readonly laggingPoints: number
}

/** The units with the most pressing matters first. The order is one of need and no rank: nothing is scored by it. */
export async function meetingUnits(tx: Tx, question: MeetingQuestion): Promise<MeetingUnit[]> {
  const { district, period, today, laggingPoints } = question
  const standings = await standingsAsOf(tx, district, { period, locked: true })
  const excused = await excusedProjects(tx, district.id, period)
  const judged = standings.filter(({ id }) => !excused.has(id))
  const lagging = new Set(laggingProjects(judged, laggingPoints).map(({ project }) => project.id))
  const streaks = await streaksOf(tx, district.id, period, judged)
  const problems = await pressingProblems(tx, district.id, today)
  const projects = standings
    .map((standing) => ({
      standing,
      lagging: lagging.has(standing.id),
      streak: streaks.get(standing.id) ?? null,
      problems: problems.get(standing.id) ?? [],
    }))
    .filter((project) => needOf(project) > 0)
  return await byUnit(tx, district.id, today, projects)
}

function needOf({ standing, lagging, streak, problems }: MeetingProject): number {
  const pressing = problems.reduce(
    (sum, { level, daysOver }) => sum + level * WEIGHT + Math.min(daysOver, MOST_DAYS),
    0,
  )
  return (lagging ? standing.g.valueOf() : 0) + (streak === null ? 0 : WEIGHT) + pressing
}

async function byUnit(
  tx: Tx,
  districtId: number,
  today: Day,
  projects: readonly MeetingProject[],
): Promise<MeetingUnit[]> {
  const heads = await tx.membership.findMany({
    where: { districtId, role: 'UNIT', unitId: { not: null }, ...heldOn(today) },
    select: { unitId: true, person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  const units = new Map<number, MeetingProject[]>()
  for (const project of projects) {
    units.set(project.standing.unitId, [...(units.get(project.standing.unitId) ?? []), project])
  }
  return [...units]
    .map(([unitId, own]) => ({
      unit: own[0]?.standing.unit ?? null,
      heads: heads.filter((row) => row.unitId === unitId).map(({ person }) => person.name),
      projects: own.toSorted((a, b) => needOf(b) - needOf(a)),
    }))
    .sort((a, b) => sumOf(b) - sumOf(a))
}

function sumOf({ projects }: MeetingUnit): number {
  return projects.reduce((sum, project) => sum + needOf(project), 0)
}

/** Exempt, marked as stopped, or finished: nobody is called for what was decided. */
async function excusedProjects(tx: Tx, districtId: number, period: TenDay): Promise<ReadonlySet<number>> {
  const held = heldOn(lastDay(period))
  const on = dayToDb(lastDay(period))
  const where: Prisma.ProjectWhereInput = {
    districtId,
    OR: [
      { stage: ProjectStage.COMPLETED },
      { stoppages: { some: held } },
      { exemptions: { some: { since: { lte: on }, until: { gt: on } } } },
    ],
  }
  const rows = await tx.project.findMany({ where, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/**
 * Projects short of their target that for three locked 旬 in a row were not reported or reported with nothing done. One
 * that has reached its target is not called for it: a missing report is for 催报.
 */
async function streaksOf(
  tx: Tx,
  districtId: number,
  period: TenDay,
  standings: readonly Standing[],
): Promise<ReadonlyMap<number, Streak>> {
  const periods: TenDay[] = [period]
  while (periods.length < STREAK) periods.push(previousTenDay(periods.at(-1) ?? period))
  for (const code of periods) if ((await periodState(tx, districtId, code)).lockedAt === null) return new Map()
  const first = periods.at(-1) ?? period
  const short = standings.filter(({ g, plan }) => plan > 0n && g.gt(NOUGHT))
  const reports = await tx.report.findMany({
    where: {
      projectId: { in: short.map(({ id }) => id) },
      period: { in: periods },
      state: { not: ReportState.RETURNED },
    },
    select: { projectId: true, amount: true, backfill: true },
  })
  const listed = await tx.annualPlan.findMany({
    where: { projectId: { in: short.map(({ id }) => id) }, addedMonth: { lte: first.slice(0, 7) } },
    select: { projectId: true },
  })
  const known = new Set(listed.map(({ projectId }) => projectId))
  const found = new Map<number, Streak>()
  for (const { id } of short) {
    const own = reports.filter(({ projectId }) => projectId === id)
    if (!known.has(id) || own.some(({ amount, backfill }) => !amount.isZero() || !backfill.isZero())) continue
    found.set(id, own.length === 0 ? 'missing' : own.length === STREAK ? 'zero' : 'mixed')
  }
  return found
}

/** Overdue, or at a level that is coordinated above the unit. */
async function pressingProblems(
  tx: Tx,
  districtId: number,
  today: Day,
): Promise<ReadonlyMap<number, readonly MeetingProblem[]>> {
  const rows = await tx.problem.findMany({
    where: {
      districtId,
      state: { notIn: [ProblemState.CLOSED, ProblemState.SUSPENDED, ProblemState.CONFIRMING] },
      OR: [{ dueOn: { lt: dayToDb(today) } }, { level: { gte: MEETING_LEVEL } }],
    },
    orderBy: [{ level: 'desc' }, { dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: {
      ...{ id: true, projectId: true, statement: true, level: true, dueOn: true },
      leadUnit: { select: { shortName: true } },
    },
  })
  const byProject = new Map<number, MeetingProblem[]>()
  for (const { id, projectId, statement, level, dueOn, leadUnit } of rows) {
    const daysOver = dueOn === null ? 0 : Math.max(0, daysBetween(dayFromDb(dueOn), today))
    const problem = { id, statement, level, daysOver, leadUnit: leadUnit?.shortName ?? null }
    byProject.set(projectId, [...(byProject.get(projectId) ?? []), problem])
  }
  return byProject
}
