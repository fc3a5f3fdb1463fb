/** The lead unit's part and the answer to it: 反馈, 提交销号, 确认 or 退回, 挂起 and 恢复 (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { levelDueOn } from '../../domain/problem.ts'
import { UserError } from '../../errors.ts'
import type { ProblemRow } from './find.ts'
import { makeStep, mustMayMove } from './move.ts'
import { mustWorkOn, whyNotAnswer, whyNotConfirm } from './rights.ts'
import { problemLine, tellOfficeOf, tellRaiser, tellUnits } from './tell.ts'

/** 受理: the lead unit takes on what it was given. Throws the sentence when it has done so already. */
export async function acceptProblem(ctx: Context, problem: ProblemRow): Promise<ProblemRow> {
  mustWorkOn(ctx, problem)
  return await makeStep(ctx, problem, { move: 'ACCEPT', by: ctx.speaker.personId })
}

/** 反馈: how far it is. */
export async function giveFeedback(ctx: Context, problem: ProblemRow, text: string): Promise<ProblemRow> {
  mustWorkOn(ctx, problem)
  return await makeStep(ctx, problem, { move: 'FEEDBACK', by: ctx.speaker.personId, text })
}

export interface Closing {
  readonly result: string
  /** A document or permit number, minutes, or what picture shows it. */
  readonly evidence: string
}

/** 提交销号: needs a result and evidence; who raised it is asked to confirm. Word of mouth closes nothing. */
export async function submitForClosing(ctx: Context, problem: ProblemRow, closing: Closing): Promise<ProblemRow> {
  mustWorkOn(ctx, problem)
  const by = ctx.speaker.personId
  const after = await makeStep(ctx, problem, {
    move: 'SUBMIT',
    by,
    text: `${closing.result}（依据：${closing.evidence}）`,
    change: { ...closing, submittedOn: dayToDb(ctx.today) },
  })
  const item = {
    text: `请确认销号：${problemLine(after)}`,
    detail: `办理结果：${closing.result}；依据：${closing.evidence}。认可请发：确认销号 ${problem.id}；不认可请发：退回问题 ${problem.id} 原因`,
    way: { label: `确认销号 ${problem.id}`, action: `确认销号 ${problem.id}` },
  }
  const own = after.raisedUnitId !== null && after.raisedUnitId === after.leadUnitId
  const nobody = after.raiser === null && after.raisedUnit === null
  await (own || nobody
    ? tellOfficeOf(ctx, { ...item, matter: `office-problem:${problem.id}` }, by)
    : tellRaiser(ctx, after, { ...item, matter: `raised:${problem.id}` }, by))
  return after
}

/** 确认销号. */
export async function confirmClosing(ctx: Context, problem: ProblemRow): Promise<ProblemRow> {
  mustMayMove(problem, 'CONFIRM')
  mustNot(whyNotConfirm(ctx, problem))
  const by = ctx.speaker.personId
  const after = await makeStep(ctx, problem, { move: 'CONFIRM', by, change: { closedAt: ctx.now } })
  await tellUnits(
    ctx,
    [after.leadUnitId],
    { text: `已销号：${problemLine(after)}`, matter: `problem:${problem.id}` },
    by,
  )
  return after
}

/** 退回: the result is not accepted; the lead unit goes on. */
export async function sendProblemBack(ctx: Context, problem: ProblemRow, reason: string): Promise<ProblemRow> {
  mustMayMove(problem, 'SEND_BACK')
  mustNot(whyNotAnswer(ctx, problem))
  const by = ctx.speaker.personId
  const after = await makeStep(ctx, problem, { move: 'SEND_BACK', by, text: reason, change: { submittedOn: null } })
  const item = {
    text: `没有通过销号：${problemLine(after)}`,
    detail: `${reason}。请继续办理，办完再发：销号 ${problem.id} 结果 依据`,
    matter: `problem:${problem.id}/result`,
  }
  await tellUnits(ctx, [after.leadUnitId], item, by)
  return after
}

/** 挂起: what cannot go on for reasons outside; it counts neither as overdue nor against anybody. */
export async function suspendProblem(ctx: Context, problem: ProblemRow, reason: string): Promise<ProblemRow> {
  const after = await makeStep(ctx, problem, { move: 'SUSPEND', by: ctx.speaker.personId, text: reason })
  const item = { text: `已挂起：${problemLine(after)}`, detail: reason, matter: `problem:${problem.id}/course` }
  await tellUnits(ctx, [after.leadUnitId], item, ctx.speaker.personId)
  return after
}

/** 恢复办理, with a new date. */
export async function resumeProblem(ctx: Context, problem: ProblemRow, dueOn: Day | null): Promise<ProblemRow> {
  if (problem.leadUnit === null)
    throw new UserError(`${problem.id} 号问题还没有牵头单位，请发：交办 ${problem.id} 牵头单位`)
  const due = dueOn ?? levelDueOn(ctx.calendar, ctx.today, problem.level)
  if (due === null || due < ctx.today) throw new UserError(`请写明今天以后的办结日期：恢复问题 ${problem.id} 9月30日`)
  const after = await makeStep(ctx, problem, {
    move: 'RESUME',
    by: ctx.speaker.personId,
    text: `${showDay(due)}前办结`,
    change: { dueOn: dayToDb(due) },
  })
  const item = {
    text: `恢复办理：${problemLine(after)}`,
    detail: `${showDay(due)}前办结`,
    matter: `problem:${problem.id}/course`,
  }
  await tellUnits(ctx, [after.leadUnitId], item, ctx.speaker.personId)
  return after
}

function mustNot(refusal: string | null): void {
  if (refusal !== null) throw new UserError(refusal)
}
