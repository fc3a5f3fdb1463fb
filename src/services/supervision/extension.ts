/** 延期: at most one, asked before the due day, granted or refused by 督查室 or the signer (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type OrderRow, orderLabel, orderLine, orderName } from './find.ts'
import { makeOrderStep, mustFollow } from './move.ts'
import { mayDecideExtension, mustWorkOnOrder, signersOf } from './rights.ts'
import { tellLeadUnit, tellSigners } from './tell.ts'

/** Throws the sentence when an extension can no longer be asked; gives the due day that stands. */
export function mustBeExtendable(ctx: Context, order: OrderRow): Day {
  mustWorkOnOrder(ctx, order)
  mustFollow(order, 'ASK_EXTENSION')
  const name = orderName(order)
  const ways = [`督办 ${name}`]
  if (order.dueOn === null) throw new UserError(`${name}没有到期日，不用延期`, ways)
  if (order.extensionState !== null) throw new UserError(`${name}已经申请过一次延期，只能申请一次`, ways)
  const dueOn = dayFromDb(order.dueOn)
  if (ctx.today < dueOn) return dueOn
  const when = ctx.today === dueOn ? '今天到期' : `${showDay(dueOn)}已经到期`
  throw new UserError(`${name}${when}，延期要在到期日之前申请。请尽快反馈进展：反馈 ${name} 进展和原因`, [
    { label: '反馈', action: `反馈 ${name}` },
  ])
}

/** Asks for it; the due day stands until it is granted. */
export async function askExtension(
  ctx: Context,
  order: OrderRow,
  { to, reason }: { readonly to: Day; readonly reason: string },
): Promise<OrderRow> {
  const dueOn = mustBeExtendable(ctx, order)
  const name = orderName(order)
  if (to <= dueOn) throw new UserError(`延期后的日期要在到期日 ${showDay(dueOn)} 之后，您写的是 ${showDay(to)}`)
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, {
    move: 'ASK_EXTENSION',
    by,
    text: `延到${showDay(to)}：${reason}`,
    change: { extensionState: 'ASKED', extensionTo: dayToDb(to), extensionReason: reason },
  })
  const item = {
    text: `申请延期：${orderLine(after)}`,
    detail: `由${showDay(dueOn)}延到${showDay(to)}：${reason}。同意请发：同意延期 ${name}；不同意请发：不同意延期 ${name} 原因`,
    way: { label: `看${orderLabel(after)}`, action: `督办 ${name}` },
    matter: `signing:${order.id}/extension`,
  }
  await tellSigners(ctx, after, item, by)
  return after
}

/** Throws the sentence when there is nothing to decide, or it is not the speaker's to decide. */
export function mustDecideExtension(ctx: Context, order: OrderRow): void {
  const name = orderName(order)
  if (!mayDecideExtension(ctx, order))
    throw new UserError(`延期由${signersOf(ctx)}或签发人决定，您不能决定`, [`督办 ${name}`])
  if (order.extensionState !== 'ASKED') throw new UserError(`${name}没有待定的延期申请`, [`督办 ${name}`])
}

/** 同意延期: the new day is the due day, and the reminders start over. */
export async function grantExtension(ctx: Context, order: OrderRow): Promise<OrderRow> {
  mustDecideExtension(ctx, order)
  const { extensionTo, dueOn } = order
  const to = extensionTo === null ? ctx.today : dayFromDb(extensionTo)
  if (to < ctx.today)
    throw new UserError(`申请延到的${showDay(to)}已经过了，不能再同意；可以发：不同意延期 ${orderName(order)} 原因`)
  // 退回重办 may have given a later day meanwhile: an extension never shortens.
  if (dueOn !== null && to <= dayFromDb(dueOn))
    throw new UserError(
      `现在的到期日是${showDay(dayFromDb(dueOn))}，申请延到的${showDay(to)}并不更晚；可以发：不同意延期 ${orderName(order)} 原因`,
    )
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, {
    move: 'GRANT_EXTENSION',
    by,
    text: `延到${showDay(to)}`,
    change: { extensionState: 'GRANTED', dueOn: dayToDb(to), dueBefore: dueOn, remindedStage: 0 },
  })
  const item = {
    text: `同意延期：${orderLine(after)}`,
    detail: `${showDay(to)}前办结`,
    matter: `order:${order.id}/due`,
  }
  await tellLeadUnit(ctx, after, item, by)
  return after
}

/** 不同意延期: the due day stands. */
export async function refuseExtension(ctx: Context, order: OrderRow, reason: string): Promise<OrderRow> {
  mustDecideExtension(ctx, order)
  const by = ctx.speaker.personId
  const after = await makeOrderStep(ctx, order, {
    move: 'REFUSE_EXTENSION',
    by,
    text: reason,
    change: { extensionState: 'REFUSED' },
  })
  const until = after.dueOn === null ? '' : `，仍在${showDay(dayFromDb(after.dueOn))}前办结`
  const item = {
    text: `不同意延期：${orderLine(after)}`,
    detail: `${reason}${until}`,
    matter: `order:${order.id}/extension`,
  }
  await tellLeadUnit(ctx, after, item, by)
  return after
}
