/** What a leader's digest says of each project: figures, the last published plate, problems that need a hand. */
import type { Tx } from '../database/client.ts'
import { type Day, dayFromDb, dayOf, daysBetween } from '../domain/calendar-day.ts'
import { type PlateColour, ProblemState, PublishState } from '../generated/prisma/client.ts'
import type { Standing } from './standing.ts'

/** From this level on a problem is the 包联 leader's (rules.md §7). */
const LEADER_LEVEL = 3

export interface DigestProblem {
  readonly statement: string
  /** Whole days past its due date; 0 when it is not overdue. */
  readonly daysOver: number
  readonly dueOn: Day | null
  readonly leadUnit: string | null
  /** Overdue, or escalated to the leader. */
  readonly needsHand: boolean
}

export interface DigestProject {
  readonly standing: Standing
  /** As last published; null before the first. */
  readonly plate: PlateColour | null
  /** Open ones, those that need a hand first. */
  readonly problems: readonly DigestProblem[]
}

/** The projects with their plates and open problems, at `at` (business time). */
export async function digestProjects(tx: Tx, standings: readonly Standing[], at: Date): Promise<DigestProject[]> {
  const ids = standings.map(({ id }) => id)
  const plates = await lastPlates(tx, ids)
  const problems = await openProblems(tx, ids, dayOf(at))
  return standings.map((standing) => ({
    standing,
    plate: plates.get(standing.id) ?? null,
    problems: problems.get(standing.id) ?? [],
  }))
}

async function lastPlates(tx: Tx, projectIds: readonly number[]): Promise<ReadonlyMap<number, PlateColour>> {
  const rows = await tx.plate.findMany({
    where: { projectId: { in: [...projectIds] }, state: PublishState.PUBLISHED },
    orderBy: { month: 'asc' },
    select: { projectId: true, colour: true },
  })
  return new Map(rows.map(({ projectId, colour }) => [projectId, colour]))
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
      leadUnit: { select: { shortName: true } },
    },
  })
  const byProject = new Map<number, DigestProblem[]>()
  for (const { projectId, statement, dueOn, level, state, leadUnit } of rows) {
    const due = dueOn === null ? null : dayFromDb(dueOn)
    const waits = state === ProblemState.CONFIRMING
    const daysOver = due === null || waits ? 0 : Math.max(0, daysBetween(due, today))
    const own = byProject.get(projectId) ?? []
    const needsHand = !waits && (daysOver > 0 || level >= LEADER_LEVEL)
    own.push({ statement, daysOver, dueOn: due, leadUnit: leadUnit?.shortName ?? null, needsHand })
    byProject.set(projectId, own)
  }
  for (const own of byProject.values()) own.sort((a, b) => Number(b.needsHand) - Number(a.needsHand))
  return byProject
}
