/** One step of an order: its change, the words of the step, the record of it. Of two people at once, one makes it. */
import { afterOrderMove, type OrderMove, showOrderMove, showOrderState } from '../../domain/order.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { dropFromBundle } from '../daily-bundle.ts'
import { type OrderRow, orderName, orderWithId } from './find.ts'

export interface OrderStep {
  readonly move: OrderMove
  readonly by: number | null
  readonly text?: string
  readonly change?: Prisma.SupervisionOrderUncheckedUpdateManyInput
}

/** Throws the sentence when the step cannot follow on where the order stands. */
export function mustFollow(order: Pick<OrderRow, 'id' | 'kind' | 'year' | 'number' | 'state'>, move: OrderMove): void {
  if (afterOrderMove(order.state, move) !== null) return
  const name = orderName(order)
  throw new UserError(
    `${name}现在是“${showOrderState(order.state)}”，不能${showOrderMove(move)}。发“督办 ${name}”看办理过程`,
    [`督办 ${name}`],
  )
}

/** Makes the step and gives the order as it stands then. */
export async function makeOrderStep(acting: Acting, order: OrderRow, step: OrderStep): Promise<OrderRow> {
  const { tx, audit, now } = acting
  const { move, by, text = null, change = {} } = step
  mustFollow(order, move)
  const state = afterOrderMove(order.state, move) ?? order.state
  const { count } = await tx.supervisionOrder.updateMany({
    where: { id: order.id, state: order.state, revision: order.revision },
    data: { ...change, state, revision: { increment: 1 } },
  })
  const name = orderName(order)
  if (count === 0) throw new UserError(`${name}刚刚被别人处理过，请发“督办 ${name}”看现在的情况`)
  await tx.orderStep.create({ data: { orderId: order.id, move, state, at: now, personId: by, text } })
  // What still waits for whoever moves it on was of a moment before: 待审核, of one that he has just closed.
  if (by !== null && state !== order.state)
    await dropFromBundle(acting, by, [`order:${order.id}`, `signing:${order.id}`])
  const after = await orderWithId(acting, order.id)
  await audit({ subject: 'order', subjectId: order.id, before: orderFacts(order), after: orderFacts(after) })
  return after
}

/** What the audit keeps: no words of people. */
export function orderFacts(order: OrderRow) {
  const { projectId, kind, state, leadUnitId, number, limitDays, dueOn, extensionState } = order
  return {
    project: projectId,
    kind: `${kind.toLowerCase()}-order`,
    state: state === 'CLOSED' ? 'ORDER_CLOSED' : state,
    unitId: leadUnitId,
    orderNumber: number,
    limitDays,
    dueOn: dueOn?.toISOString().slice(0, 10) ?? null,
    extension: extensionState,
  }
}
