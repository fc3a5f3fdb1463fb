/** What a leader's digest says of each project: figures, the last published plates, the open problems. */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import { type Day, dayFromDb, dayOf, daysBetween } from '../domain/calendar-day.ts'
import { OPEN } from '../domain/order.ts'
import { type Month, month } from '../domain/period.ts'
import { type PlateColour, ProblemState, PublishState } from '../generated/prisma/client.ts'
import type { CountdownItem } from './permits/countdown.ts'
import type { Standing } from './standing.ts'
import { orderName, overdueDays } from './supervision/find.ts'

/** From this level on a problem is the 包联 leader's (rules.md §7). */
const LEADER_LEVEL = 3

export interface DigestProblem {
  readonly statement: string
  /** Whole days past its due date; 0 when it is not overdue. */
  readonly daysOver: number
  readonly dueOn: Day | null
  readonly leadUnit: string | null
  readonly raisedAt: Date
  /** Overdue, or escalated to the leader. */
  readonly needsHand: boolean
}

export interface DigestPlate {
  readonly month: Month
  readonly colour: PlateColour
  readonly reasons: readonly string[]
}

/** A signed order that is not closed yet. */
export interface DigestOrder {
  /** '督办〔2023〕003号' */
  readonly name: string
  readonly matter: string
  /** Whole days past its due day; 0 when it is not overdue. */
  readonly daysOver: number
  readonly leadUnit: string | null
}

export interface DigestProject {
  readonly standing: Standing
  /** As last published; null before the first. */
  readonly plate: DigestPlate | null
  /** The published one before it. */
  readonly plateBefore: DigestPlate | null
  /** Open ones, those that need a hand first. */
  readonly problems: readonly DigestProblem[]
  /** Permits past their promised day, the longest first. */
  readonly overduePermits: readonly CountdownItem[]
  /** The longest overdue first. */
  readonly orders: readonly DigestOrder[]
}

/**
 * The projects with their plates and open problems, at `at` (business time).
 *
 * @param overdue permits past their promised day
 * @param until plates of later months are left out
 */
export async function digestProjects(
  tx: Tx,
  standings: readonly Standing[],
  at: Date,
  overdue: readonly CountdownItem[],
  until: Month | null,
): Promise<DigestProject[]> {
  const ids = standings.map(({ id }) => id)
  const plates = await publishedPlates(tx, ids, until)
  const problems = await openProblems(tx, ids, dayOf(at))
  const orders = await openOrders(tx, ids, dayOf(at))
  return standings.map((standing) => {
    const own = plates.get(standing.id) ?? []
    return {
      standing,
      plate: own.at(-1) ?? null,
      plateBefore: own.at(-2) ?? null,
      problems: problems.get(standing.id) ?? [],
      overduePermits: overdue.filter(({ projectId }) => projectId === standing.id),
      orders: orders.get(standing.id) ?? [],
    }
  })
}

/** What cannot be read is left out: a digest goes out without a reason rather than not at all. */
const reasonsSchema = z.array(z.string()).catch([])

/** The published plates of each project, the oldest first. */
export async function publishedPlates(
  tx: Tx,
  projectIds: readonly number[],
  until: Month | null,
): Promise<ReadonlyMap<number, readonly DigestPlate[]>> {
  const rows = await tx.plate.findMany({
    where: {
      projectId: { in: [...projectIds] },
      state: PublishState.PUBLISHED,
      ...(until === null ? {} : { month: { lte: until } }),
    },
    orderBy: { month: 'asc' },
    select: { projectId: true, month: true, colour: true, reasons: true },
  })
  const byProject = new Map<number, DigestPlate[]>()
  for (const { projectId, month: code, colour, reasons } of rows) {
    const plate = { month: month(code), colour, reasons: reasonsSchema.parse(reasons) }
    byProject.set(projectId, [...(byProject.get(projectId) ?? []), plate])
  }
  return byProject
}

async function openProblems(
  tx: Tx,
  projectIds: readonly number[],
  today: Day,
): Promise<ReadonlyMap<number, readonly DigestProblem[]>> {
  const rows = await tx.problem.findMany({
    where: { projectId: { in: [...projectIds] }, state: { notIn: [ProblemState.CLOSED, ProblemState.SUSPENDED] } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: {
      projectId: true,
      statement: true,
      dueOn: true,
      level: true,
      state: true,
      raisedAt: true,
      leadUnit: { select: { shortName: true } },
    },
  })
  const byProject = new Map<number, DigestProblem[]>()
  for (const { projectId, statement, dueOn, level, state, raisedAt, leadUnit } of rows) {
    const due = dueOn === null ? null : dayFromDb(dueOn)
    const waits = state === ProblemState.CONFIRMING
    const daysOver = due === null || waits ? 0 : Math.max(0, daysBetween(due, today))
    const own = byProject.get(projectId) ?? []
    const needsHand = !waits && (daysOver > 0 || level >= LEADER_LEVEL)
    own.push({ statement, daysOver, dueOn: due, leadUnit: leadUnit?.shortName ?? null, raisedAt, needsHand })
    byProject.set(projectId, own)
  }
  for (const own of byProject.values()) own.sort((a, b) => Number(b.needsHand) - Number(a.needsHand))
  return byProject
}

async function openOrders(
  tx: Tx,
  projectIds: readonly number[],
  today: Day,
): Promise<ReadonlyMap<number, readonly DigestOrder[]>> {
  const rows = await tx.supervisionOrder.findMany({
    where: { projectId: { in: [...projectIds] }, state: { in: [...OPEN] } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    include: { leadUnit: { select: { shortName: true } } },
  })
  const byProject = new Map<number, DigestOrder[]>()
  for (const row of rows) {
    const order = {
      ...{ name: orderName(row), matter: row.matter, daysOver: overdueDays(row, today) },
      leadUnit: row.leadUnit?.shortName ?? null,
    }
    byProject.set(row.projectId, [...(byProject.get(row.projectId) ?? []), order])
  }
  for (const own of byProject.values()) own.sort((a, b) => b.daysOver - a.daysOver)
  return byProject
}
