/** One step of a problem: its change, the words of the step, the record of it. Of two people at once, one makes it. */
import { afterMove, type ProblemMove, showProblemMove, showProblemState } from '../../domain/problem.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { dropFromBundle } from '../daily-bundle.ts'
import { type ProblemRow, problemNumbered } from './find.ts'

export interface Step {
  readonly move: ProblemMove
  readonly by: number | null
  readonly text?: string
  readonly change?: Prisma.ProblemUncheckedUpdateManyInput
}

/** Throws the sentence when the step cannot follow on where the problem stands. */
export function mustMayMove({ id, state }: Pick<ProblemRow, 'id' | 'state'>, move: ProblemMove): void {
  if (afterMove(state, move) !== null) return
  throw new UserError(
    `${id} 号问题现在是“${showProblemState(state)}”，不能${showProblemMove(move)}。发“问题清单 ${id}”看办理过程`,
    [`问题清单 ${id}`],
  )
}

/** Makes the step and gives the problem as it stands then. */
export async function makeStep(acting: Acting, problem: ProblemRow, step: Step): Promise<ProblemRow> {
  const { tx, audit, now } = acting
  const { move, by, text = null, change = {} } = step
  mustMayMove(problem, move)
  const state = afterMove(problem.state, move) ?? problem.state
  const { count } = await tx.problem.updateMany({
    where: { id: problem.id, state: problem.state },
    data: { ...change, state },
  })
  if (count === 0) throw new UserError(`${problem.id} 号问题刚刚被别人处理过，请发“问题清单 ${problem.id}”看现在的情况`)
  await tx.problemStep.create({ data: { problemId: problem.id, move, state, at: now, personId: by, text } })
  // What still waits for whoever moves it was of a moment before: 待受理, of one that he has just accepted.
  const matters = ['problem', 'office-problem', 'raised'].map((part) => `${part}:${problem.id}`)
  if (by !== null) await dropFromBundle(acting, by, matters)
  const after = await problemNumbered(acting, problem.id)
  await audit({
    subject: 'problem',
    subjectId: problem.id,
    before: facts(problem),
    after: facts(after),
  })
  return after
}

/** What the audit keeps: no words of people. */
function facts({ projectId, state, level, leadUnitId, dueOn }: ProblemRow) {
  return { project: projectId, state, level, unitId: leadUnitId, dueOn: dueOn?.toISOString().slice(0, 10) ?? null }
}
