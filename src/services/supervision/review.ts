/** 督查室's answer: 同意办结, 退回重办, 作废 (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type OrderRow, orderLine, orderName } from './find.ts'
import { makeOrderStep, mustFollow } from './move.ts'
import { mustDraft, mustSign } from './rights.ts'
import { tellLeadUnit, tellUnitsOf } from './tell.ts'

/** 同意办结. */
export async function closeOrder(ctx: Context, order: OrderRow, opinion: string | null): Promise<OrderRow> {
  await mustSign(ctx, '审核')
  mustFollow(order, 'CLOSE')
  const by = ctx.speaker.personId
  const review = opinion ?? '同意办结'
  const after = await makeOrderStep(ctx, order, {
    move: 'CLOSE',
    by,
    text: review,
    change: { review, closedAt: ctx.now },
  })
  await tellUnitsOf(ctx, after, { text: `已办结：${orderLine(after)}`, matter: `order:${order.id}` }, by)
  return after
}

export interface SendingBack {
  readonly reason: string
  /** A new due day; null: the old one stands. */
  readonly dueOn: Day | null
}

/** 退回重办: the result is not accepted, the lead unit goes on. */
export async function sendOrderBack(ctx: Context, order: OrderRow, { reason, dueOn }: SendingBack): Promise<OrderRow> {
  await mustSign(ctx, '审核')
  mustFollow(order, 'SEND_BACK')
  if (dueOn !== null && dueOn < ctx.today) throw new UserError(`日期 ${showDay(dueOn)} 已经过了，请写今天以后的日期`)
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, {
    move: 'SEND_BACK',
    by,
    text: dueOn === null ? reason : `${reason}（${showDay(dueOn)}前重报）`,
    change: {
      ...{ review: reason, submittedOn: null },
      ...(dueOn === null ? {} : { dueOn: dayToDb(dueOn), remindedStage: 0 }),
    },
  })
  const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`
  const item = {
    text: `退回重办：${orderLine(after)}`,
    detail: `${reason}${until}。办完请再发：报结 ${orderName(after)} 结果 依据：文号`,
    matter: `order:${order.id}`,
  }
  await tellLeadUnit(ctx, after, item, by)
  return after
}

/** 作废: a signed one keeps its number; a draft thrown away never had one. */
export async function voidOrder(ctx: Context, order: OrderRow, reason: string): Promise<OrderRow> {
  const signed = order.number !== null
  if (signed) await mustSign(ctx, '作废')
  else mustDraft(ctx)
  const by = ctx.speaker.personId
  // Not so of a plate: what a person has thrown away does not come back when the month is evaluated again.
  const change = order.problemId === null ? {} : { voided: order.id }
  const after = await makeOrderStep(ctx, order, { move: 'VOID', by, text: reason, change })
  const item = { text: `已作废：${orderLine(after)}`, detail: reason, matter: `order:${order.id}` }
  if (signed) await tellUnitsOf(ctx, after, item, by)
  return after
}
