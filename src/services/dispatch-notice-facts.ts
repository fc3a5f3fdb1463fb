/** What a 旬调度通报 says, gathered at the lock: figures, units by progress, lagging projects, problems, 未报. */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { dayOf, dayToDb, instantAt } from '../domain/calendar-day.ts'
import { type GroupRows, laggingProjects, type Totals, totals, unitRows } from '../domain/figures.ts'
import { firstDay, previousTenDay, type TenDay } from '../domain/period.ts'
import { ProblemState, ReportState } from '../generated/prisma/client.ts'
import { periodState } from './periods.ts'
import { loadStandings, type Standing, type UnitRef } from './standing.ts'

/** A unit with projects that have no report, and those projects. */
export interface MissingUnit {
  /** Null: the projects have no responsible unit. */
  readonly unit: UnitRef | null
  readonly projects: readonly Standing[]
}

export interface ProblemCounts {
  readonly raised: number
  readonly closed: number
  readonly overdue: number
}

export interface DispatchFacts {
  readonly period: TenDay
  readonly standings: readonly Standing[]
  readonly totals: Totals
  readonly groups: readonly GroupRows[]
  readonly unitNames: ReadonlyMap<number, string>
  /** How many projects are at least `laggingPoints` percentage points behind. */
  readonly lagging: number
  readonly laggingPoints: number
  readonly problems: ProblemCounts
  readonly missing: readonly MissingUnit[]
  /** 退回待改: reported, not accepted yet. */
  readonly returned: readonly Standing[]
}

/** Gathers the facts of a 旬 as they stand at `at` (business time). */
export async function dispatchFacts(
  tx: Tx,
  asked: {
    readonly district: DistrictRef
    readonly period: TenDay
    readonly at: Date
    readonly laggingPoints: number
    /** False where the district does not rank (rules.md §8): units stand in the order of the list. Default true. */
    readonly ranks?: boolean
  },
): Promise<DispatchFacts> {
  const { district, period, at, laggingPoints, ranks = true } = asked
  const standings = await loadStandings(tx, district, period)
  const { missing, returned } = await unreported(tx, period, standings)
  const units = new Map(standings.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  const groups = unitRows(standings, [...units.values()])
  return {
    period,
    standings,
    totals: totals(standings),
    groups: ranks ? groups : groups.map(unranked),
    unitNames: new Map([...units.values()].map(({ id, shortName }) => [id, shortName])),
    lagging: laggingProjects(standings, laggingPoints).length,
    laggingPoints,
    problems: await problemCounts(tx, district.id, period, at),
    missing,
    returned,
  }
}

function unranked({ group, rows }: GroupRows): GroupRows {
  return { group, rows: rows.toSorted((a, b) => a.unitId - b.unitId) }
}

/** The projects without a report by unit, the unit with most of them first; those whose report was returned apart. */
export async function unreported(
  tx: Tx,
  period: TenDay,
  standings: readonly Standing[],
): Promise<{ missing: MissingUnit[]; returned: Standing[] }> {
  const open = standings.filter(({ reported }) => !reported)
  const rows = await tx.report.findMany({
    where: { period, state: ReportState.RETURNED, projectId: { in: open.map(({ id }) => id) } },
    select: { projectId: true },
  })
  const returnedIds = new Set(rows.map(({ projectId }) => projectId))
  const byUnit = new Map<number, { unit: UnitRef | null; projects: Standing[] }>()
  for (const standing of open) {
    if (returnedIds.has(standing.id)) continue
    const entry = byUnit.get(standing.unitId) ?? { unit: standing.unit, projects: [] }
    entry.projects.push(standing)
    byUnit.set(standing.unitId, entry)
  }
  return {
    missing: [...byUnit.values()].sort((a, b) => b.projects.length - a.projects.length),
    returned: open.filter(({ id }) => returnedIds.has(id)),
  }
}

/** Raised and closed since the 旬 before was locked, so that none falls between two bulletins; overdue on the day. */
async function problemCounts(tx: Tx, districtId: number, period: TenDay, at: Date): Promise<ProblemCounts> {
  const before = await periodState(tx, districtId, previousTenDay(period))
  const since = { gt: before.lockedAt ?? instantAt(firstDay(period), '00:00'), lte: at }
  const [raised, closed, overdue] = [
    await tx.problem.count({ where: { districtId, raisedAt: since } }),
    await tx.problem.count({ where: { districtId, state: ProblemState.CLOSED, closedAt: since } }),
    await tx.problem.count({
      where: {
        districtId,
        dueOn: { lt: dayToDb(dayOf(at)) },
        state: { in: [ProblemState.OPEN, ProblemState.ASSIGNED, ProblemState.WORKING, ProblemState.RETURNED] },
      },
    }),
  ]
  return { raised, closed, overdue }
}
