/**
 * Where each project of the year's list stands at the end of a ten-day period (rules.md §3): plan, 年度累计, target,
 * r and g, who is responsible. Everything that shows or ranks figures reads this one view.
 */
import { z } from 'zod'
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { targetAmount, targetCurve } from '../domain/curve.ts'
import { gapPoints, type ProjectFigures, type StartState, targetRatio } from '../domain/figures.ts'
import type { Exact } from '../domain/fraction.ts'
import { type Money, money, moneyFromDb, ZERO } from '../domain/money.ts'
import { lastDay, type Month, month, parseTenDay, type TenDay, tenDay, yearOf } from '../domain/period.ts'
import { targetsInForce } from '../domain/target-points.ts'
import { AssignmentKind, type ProjectNature, ProjectStage, type UnitGroup } from '../generated/prisma/client.ts'
import { rulesOf } from './district-rules.ts'
import { unitTargetsOn } from './unit-targets.ts'

/** No unit has this id: a project without a responsible unit is in no unit's row. */
const NO_UNIT = 0

export interface Holder {
  readonly personId: number
  readonly name: string
}

export interface UnitRef {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
}

export interface Standing extends ProjectFigures, StartState {
  readonly number: number
  readonly shortName: string
  readonly name: string
  readonly nature: ProjectNature
  readonly stage: ProjectStage
  readonly chain: string | null
  readonly unit: UnitRef | null
  readonly leader: Holder | null
  readonly liaison: Holder | null
  readonly totalInvestment: Money | null
  readonly investedBefore: Money
  /** 目标累计, exact 万元. */
  readonly target: Exact
  /** 年度累计 ÷ 目标累计; 1 when the target is 0. */
  readonly r: Exact
  /** Percentage points behind the target; negative: ahead. */
  readonly g: Exact
  /** There is an accepted (not returned) report for this very period. */
  readonly reported: boolean
  /** The last accepted sentence of 形象进度, and the period it was given for. */
  readonly progress: string | null
  readonly progressPeriod: TenDay | null
  readonly openProblems: number
}

export interface StandingFilter {
  readonly projectIds?: readonly number[]
  readonly unitIds?: readonly number[]
  readonly leaderId?: number
  readonly liaisonId?: number
}

/**
 * The standings of all projects with a plan for the period's year, in the order of the district's list.
 * Assignments are those of the period's last day, so July still reads as July in October.
 */
export async function loadStandings(
  tx: Tx,
  district: DistrictRef,
  period: TenDay,
  filter: StandingFilter = {},
): Promise<Standing[]> {
  const day = lastDay(period)
  const rules = await rulesOf(tx, district.id, day)
  const projects = await loadProjects(tx, district.id, period, filter)
  const ids = projects.map((project) => project.id)
  // One after the other: a transaction is one connection.
  const amounts = await ledgerSums(tx, ids, period)
  const reports = await lastReports(tx, ids, period)
  const problems = await openProblems(tx, ids)
  const unitTargets = await unitTargetsOn(tx, district.id, day)
  return projects.map((project) => {
    const plan = project.plans[0]
    const amount = plan === undefined ? ZERO : moneyFromDb(plan.amount)
    const holderOf = (kind: AssignmentKind) => project.assignments.find((row) => row.kind === kind)
    const unit = holderOf(AssignmentKind.UNIT)?.unit ?? null
    const curve = targetCurve(
      {
        plan: amount,
        addedMonth: month(plan?.addedMonth ?? `${yearOf(period)}-01`),
        own: targetsInForce(project.targets).flatMap((row) =>
          row.cumulative === null
            ? []
            : [{ period: targetPeriod(row.period), cumulative: moneyFromDb(row.cumulative) }],
        ),
        unit: unitTargets.get(unit?.id ?? NO_UNIT) ?? [],
        monthEnd: rules.curve.monthEnd,
      },
      period,
    )
    const target = targetAmount(amount, curve)
    const { yearToDate, periodAmount } = amounts.get(project.id) ?? { yearToDate: ZERO, periodAmount: ZERO }
    const report = reports.get(project.id)
    return {
      id: project.id,
      unitId: unit?.id ?? NO_UNIT,
      number: project.number,
      shortName: project.shortName,
      name: project.name,
      nature: project.nature,
      stage: project.stage,
      chain: project.chain,
      running: isRunning(project, day),
      due: isDue(project, day),
      unit,
      leader: holder(holderOf(AssignmentKind.LEADER)?.person),
      liaison: holder(holderOf(AssignmentKind.LIAISON)?.person),
      totalInvestment: project.totalInvestment === null ? null : moneyFromDb(project.totalInvestment),
      investedBefore: moneyFromDb(project.investedBefore),
      plan: amount,
      yearToDate,
      periodAmount,
      curve,
      target,
      r: targetRatio(yearToDate, target),
      g: gapPoints(yearToDate, amount, curve),
      reported: report?.period === period,
      progress: report?.progress ?? null,
      progressPeriod: report?.progressPeriod ?? null,
      openProblems: problems.get(project.id) ?? 0,
    }
  })
}

function holder(person: { id: number; name: string } | null | undefined): Holder | null {
  return person ? { personId: person.id, name: person.name } : null
}

interface Dates {
  nature: ProjectNature
  plannedStartOn: Date | null
  verifiedStartOn: Date | null
  plannedResumeOn: Date | null
  verifiedResumeOn: Date | null
}

/** 已开复工: a new project once its start is verified, a continued one once its resumption is (or none was planned). */
function isRunning(project: Dates, day: Day): boolean {
  if (project.nature === 'NEW') return come(project.verifiedStartOn, day)
  return project.plannedResumeOn === null || come(project.verifiedResumeOn, day)
}

/** 到期应开复工: its planned start or resumption has come; a continued project without one is due all year. */
function isDue(project: Dates, day: Day): boolean {
  if (project.nature === 'NEW') return come(project.plannedStartOn ?? project.verifiedStartOn, day)
  return project.plannedResumeOn === null || come(project.plannedResumeOn, day)
}

function come(date: Date | null, day: Day): boolean {
  return date !== null && date <= dayToDb(day)
}

function targetPeriod(code: string): Month | TenDay {
  return parseTenDay(code) ?? month(code)
}

function loadProjects(tx: Tx, districtId: number, period: TenDay, filter: StandingFilter) {
  const on = dayToDb(lastDay(period))
  const inForce = { since: { lte: on }, OR: [{ until: null }, { until: { gt: on } }] }
  const assigned = [
    ...(filter.unitIds ? [{ kind: AssignmentKind.UNIT, unitId: { in: [...filter.unitIds] } }] : []),
    ...(filter.leaderId === undefined ? [] : [{ kind: AssignmentKind.LEADER, personId: filter.leaderId }]),
    ...(filter.liaisonId === undefined ? [] : [{ kind: AssignmentKind.LIAISON, personId: filter.liaisonId }]),
  ]
  const plansOfYear = { year: yearOf(period), validFrom: { lte: on } }
  return tx.project.findMany({
    where: {
      districtId,
      stage: { not: ProjectStage.WITHDRAWN },
      plans: { some: plansOfYear },
      ...(filter.projectIds ? { id: { in: [...filter.projectIds] } } : {}),
      AND: assigned.map((row) => ({ assignments: { some: { ...row, ...inForce } } })),
    },
    orderBy: { number: 'asc' },
    include: {
      plans: { where: plansOfYear, orderBy: [{ validFrom: 'desc' }, { id: 'desc' }], take: 1 },
      targets: { where: { validFrom: { lte: on } }, orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] },
      assignments: {
        where: inForce,
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
        include: {
          person: { select: { id: true, name: true } },
          unit: { select: { id: true, name: true, shortName: true, group: true } },
        },
      },
    },
  })
}

const sumsSchema = z.array(z.object({ id: z.number(), yearToDate: z.string(), periodAmount: z.string() }))

/** Summed by the database: a year has 36 entries a project, and every answer with a figure comes through here. */
async function ledgerSums(tx: Tx, projectIds: readonly number[], period: TenDay) {
  const rows = await tx.$queryRaw`
    SELECT project_id AS id,
           sum(amount)::text AS "yearToDate",
           coalesce(sum(amount) FILTER (WHERE period = ${period} AND kind NOT IN ('backfill', 'opening')), 0)::numeric(14,2)::text
             AS "periodAmount"
    FROM ledger_entry
    WHERE project_id = ANY(${[...projectIds]}::int[]) AND year = ${yearOf(period)} AND period <= ${period}
    GROUP BY project_id`
  return new Map(
    sumsSchema
      .parse(rows)
      .map((row) => [row.id, { yearToDate: money(row.yearToDate), periodAmount: money(row.periodAmount) }]),
  )
}

const lastSchema = z.array(
  z.object({ id: z.number(), period: z.string(), progress: z.string().nullable(), said: z.string().nullable() }),
)

/** The last accepted report of each project, and the last sentence of 形象进度 with the 旬 it was given for. */
async function lastReports(tx: Tx, projectIds: readonly number[], period: TenDay) {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT ON (last.project_id) last.project_id AS id, last.period, told.progress, told.period AS said
    FROM report last
    LEFT JOIN LATERAL (
      SELECT r.progress, r.period FROM report r
      WHERE r.project_id = last.project_id AND r.period <= ${period} AND r.state <> 'returned' AND r.progress IS NOT NULL
      ORDER BY r.period DESC LIMIT 1
    ) told ON true
    WHERE last.project_id = ANY(${[...projectIds]}::int[]) AND last.period <= ${period} AND last.state <> 'returned'
    ORDER BY last.project_id, last.period DESC`
  return new Map(
    lastSchema.parse(rows).map((row) => [
      row.id,
      {
        period: tenDay(row.period),
        progress: row.progress,
        progressPeriod: row.said === null ? null : tenDay(row.said),
      },
    ]),
  )
}

async function openProblems(tx: Tx, projectIds: number[]) {
  const rows = await tx.problem.groupBy({
    by: ['projectId'],
    where: { projectId: { in: projectIds }, state: { not: 'CLOSED' } },
    _count: { _all: true },
  })
  return new Map(rows.map((row) => [row.projectId, row._count._all]))
}
