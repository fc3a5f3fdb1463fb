/** 签发: a person gives the order its number and its due day, and only then the units hear of it (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { dayToDb, showDay } from '../../domain/calendar-day.ts'
import { dueStage, orderDueOn, showOrderKind, showOrderNumber } from '../../domain/order.ts'
import { UserError } from '../../errors.ts'
import { type OrderRow, orderLabel, orderLine, orderName } from './find.ts'
import { makeOrderStep, mustFollow } from './move.ts'
import { nextOrderNumber } from './number.ts'
import { mustSign } from './rights.ts'
import { tellUnitsOf } from './tell.ts'

/** Throws the sentence when the speaker may not sign it, or it cannot be signed yet. */
export async function mustBeReadyToSign(ctx: Context, order: OrderRow): Promise<void> {
  await mustSign(ctx, '签发')
  mustFollow(order, 'SIGN')
  if (order.leadUnitId !== null) return
  throw new UserError(`${orderName(order)}还没有主办单位，请先发：改稿 ${order.id} 主办 单位简称`, [
    { label: '改稿', action: `改稿 ${order.id}` },
  ])
}

/** Signs the draft and gives it as it stands then. */
export async function signOrder(ctx: Context, order: OrderRow): Promise<OrderRow> {
  await mustBeReadyToSign(ctx, order)
  const { tx, district, today, calendar, rules, speaker } = ctx
  const { kind, limitDays } = order
  const year = Number(today.slice(0, 4))
  const dueOn = orderDueOn(calendar, kind, today, limitDays)
  const number = await nextOrderNumber(tx, { districtId: district.id, kind, year })
  const after = await makeOrderStep(ctx, order, {
    move: 'SIGN',
    by: speaker.personId,
    text: `${showOrderNumber({ kind, year, number })}，${showDay(dueOn)}到期`,
    change: {
      ...{ year, number, signedById: speaker.personId, issuedOn: dayToDb(today), dueOn: dayToDb(dueOn) },
      // A limit so short that the reminder's day is here already: the signing itself has told them.
      remindedStage: dueStage(calendar, today, dueOn, rules.supervision.remindBefore),
    },
  })
  const name = orderName(after)
  const item = {
    text: `${showOrderKind(kind)}：${orderLine(after)}`,
    detail: `${after.leadUnit?.shortName ?? ''}主办，${showDay(dueOn)}前办结。看全文请发：督办 ${name}；进展请发：反馈 ${name} 进展`,
    way: { label: `看${orderLabel(after)}`, action: `督办 ${name}` },
    matter: `order:${after.id}`,
  }
  await tellUnitsOf(ctx, after, item, speaker.personId)
  return after
}
