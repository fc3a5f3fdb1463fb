/** The reminders of an order: before its due day, on it, and once when it has passed (rules.md §7). */
import { type Day, dayFromDb, dayOf, showDay } from '../../domain/calendar-day.ts'
import { type DueStage, dueStage, UNDER_WAY } from '../../domain/order.ts'
import type { Acting } from '../acting.ts'
import { listOrders, type OrderRow, orderLabel, orderLine, orderName } from './find.ts'
import { tellSigners, tellUnitsOf } from './tell.ts'

/** Tells of every order that has come nearer to its due day than it was told of; each stage once. */
export async function remindOfOrders(acting: Acting): Promise<void> {
  const { now, calendar, rules } = acting
  const today = dayOf(now)
  for (const order of await listOrders(acting, { states: UNDER_WAY, within: {} }, today)) {
    if (order.dueOn === null) continue
    const dueOn = dayFromDb(order.dueOn)
    const stage = dueStage(calendar, today, dueOn, rules.supervision.remindBefore)
    if (stage > order.remindedStage) await remind(acting, order, { stage, dueOn, today })
  }
}

interface Near {
  readonly stage: DueStage
  readonly dueOn: Day
  readonly today: Day
}

async function remind(acting: Acting, order: OrderRow, near: Near): Promise<void> {
  const { tx, audit } = acting
  const { id, remindedStage, state, revision } = order
  const { count } = await tx.supervisionOrder.updateMany({
    where: { id, remindedStage, state, revision },
    data: { remindedStage: near.stage },
  })
  if (count === 0) return
  await audit({
    subject: 'order',
    subjectId: id,
    before: { remindedStage },
    after: { remindedStage: near.stage },
  })
  const name = orderName(order)
  const item = {
    text: `${words(near)}：${orderLine(order)}`,
    detail: wayOn(order, near),
    way: { label: `看${orderLabel(order)}`, action: `督办 ${name}` },
  }
  await tellUnitsOf(acting, order, { ...item, matter: `order:${id}/due` }, null)
  const led = { ...item, detail: `${order.leadUnit?.shortName ?? ''}主办`, matter: `signing:${id}/due` }
  if (near.stage === 3) await tellSigners(acting, order, led, null)
}

function words({ stage, dueOn, today }: Near): string {
  if (stage === 3) return `已超过${showDay(dueOn)}的时限`
  return dueOn === today ? '今天到期' : `${showDay(dueOn)}到期`
}

function wayOn(order: OrderRow, { stage, dueOn, today }: Near): string {
  const name = orderName(order)
  const report = `进展请发：反馈 ${name} 进展；办完请发：报结 ${name} 结果 依据：文号`
  const mayAsk = stage < 3 && today < dueOn && order.extensionState === null
  return mayAsk ? `${report}；办不完的在到期日前申请：延期 ${name} 日期 原因` : report
}
