/** The lead unit's part: 反馈 on the way, 报结 with a result and what shows it (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type OrderRow, orderLabel, orderLine, orderName } from './find.ts'
import { makeOrderStep } from './move.ts'
import { mustWorkOnOrder } from './rights.ts'
import { tellSigners } from './tell.ts'

/** 反馈: how far it is; 督查室 hears of it. */
export async function giveOrderFeedback(ctx: Context, order: OrderRow, text: string): Promise<OrderRow> {
  mustWorkOnOrder(ctx, order)
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, { move: 'FEEDBACK', by, text, change: { feedback: text } })
  const item = { text: `反馈：${orderLine(after)}`, detail: text, matter: `signing:${order.id}/feedback` }
  await tellSigners(ctx, after, item, by)
  return after
}

export interface OrderResult {
  readonly result: string
  /** A document or permit number, minutes, or what picture shows it. */
  readonly evidence: string
}

/** 报结: puts it to review. Word of mouth closes nothing. */
export async function submitOrder(ctx: Context, order: OrderRow, { result, evidence }: OrderResult): Promise<OrderRow> {
  mustWorkOnOrder(ctx, order)
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, {
    move: 'SUBMIT',
    by,
    text: `${result}（依据：${evidence}）`,
    change: { feedback: result, evidence, submittedOn: dayToDb(ctx.today) },
  })
  const name = orderName(after)
  const item = {
    text: `待审核：${orderLine(after)}`,
    detail: `办理结果：${result}；依据：${evidence}。认可请发：同意办结 ${name}；不认可请发：退回督办 ${name} 原因`,
    way: { label: `审核${orderLabel(after)}`, action: `督办 ${name}` },
    matter: `signing:${order.id}`,
  }
  await tellSigners(ctx, after, item, by)
  return after
}
