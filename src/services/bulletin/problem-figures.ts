/** The problems of a span in figures, as they stood when it was locked. */
import type { Tx } from '../../database/client.ts'
import { dayFromDb, dayOf, dayToDb, instantAt } from '../../domain/calendar-day.ts'
import { firstDay, previousTenDay, type TenDay } from '../../domain/period.ts'
import { ProblemMove, ProblemState } from '../../generated/prisma/client.ts'
import { periodState } from '../periods.ts'
import { openAt } from '../problems/open-at.ts'

/** A problem that was open when the span was locked. */
export interface OpenProblem {
  readonly projectId: number
  readonly project: string
  readonly category: string | null
  readonly level: number
  /** Short name; null: not assigned yet. */
  readonly lead: string | null
  readonly dueOn: string | null
  /** Past its date, not handed in to be closed, not suspended. */
  readonly overdue: boolean
}

export interface ProblemFigures {
  readonly raised: number
  readonly closed: number
  readonly escalated: number
  readonly open: readonly OpenProblem[]
}

/** Raised, closed and escalated since the 旬 before `first` was locked (as 旬调度通报 counts), open and overdue at `at`. */
export async function problemFigures(tx: Tx, districtId: number, first: TenDay, at: Date): Promise<ProblemFigures> {
  const before = await periodState(tx, districtId, previousTenDay(first))
  const within = { gt: before.lockedAt ?? instantAt(firstDay(first), '00:00'), lte: at }
  const raised = await tx.problem.count({ where: { districtId, raisedAt: within } })
  const closed = await tx.problem.count({ where: { districtId, state: ProblemState.CLOSED, closedAt: within } })
  const escalated = await tx.problemStep.count({
    where: { move: ProblemMove.ESCALATE, at: within, problem: { districtId } },
  })
  const rows = await tx.problem.findMany({
    where: {
      ...{ districtId, ...openAt(at) },
    },
    include: { project: { select: { shortName: true } }, leadUnit: { select: { shortName: true } } },
    orderBy: [{ project: { number: 'asc' } }, { id: 'asc' }],
  })
  const today = dayToDb(dayOf(at))
  return {
    ...{ raised, closed, escalated },
    open: rows.map((row) => ({
      projectId: row.projectId,
      project: row.project.shortName,
      category: row.category,
      level: row.level,
      lead: row.leadUnit?.shortName ?? null,
      dueOn: row.dueOn === null ? null : dayFromDb(row.dueOn),
      overdue:
        row.dueOn !== null &&
        row.dueOn < today &&
        row.state !== ProblemState.SUSPENDED &&
        (row.submittedOn === null || row.submittedOn > today),
    })),
  }
}
