import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { orderAndReason, orderNamed } from '../src/chat/order-arguments.ts'
import { day, dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { readDay } from '../src/domain/day-read.ts'
import { orderName } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { sendOrderBack } from '../src/services/supervision/review.ts'
import { mustSign } from '../src/services/supervision/rights.ts'

export const returnOrderCommand = defineCommand({
  id: 'return-order',
  name: '退回督办',
  aliases: ['退回重办', '督办退回'],
  summary: '督查室审核报结，不认可的退回重办，可另定日期',
  usage: ['退回督办 督办003 没有验收单', '退回督办 督办003 9月28日 没有验收单'],
  examples: [{ text: '退回督办 督办001 还没有验收单', in: 'private', as: 'supervision' }],
  who: ['supervision', 'office'],
  where: 'private',
  args: z.object({ order: z.string(), reason: z.string().min(2).max(500), due: z.string().nullable() }),
  read: async (line, ctx) => {
    const reading = await orderAndReason(line, ctx, {
      ...{ command: '退回督办', example: '没有验收单' },
      check: async (order) => {
        await mustSign(ctx, '审核')
        mustFollow(order, 'SEND_BACK')
      },
    })
    if (!reading.ok) return reading
    const { order, reason } = reading.value
    const [, first = '', rest = ''] = /^(\S+?)[\s,，:：]+([\s\S]+)$/.exec(reason) ?? []
    const due = first === '' ? null : readDay(first, ctx.today)
    return { ok: true, value: { order, reason: due === null ? reason : rest, due } }
  },
  run: async (ctx, { order: name, reason, due }) => {
    const order = await orderNamed(ctx, name)
    const after = await sendOrderBack(ctx, order, { reason, dueOn: due === null ? null : day(due) })
    const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}到期`
    return {
      card: say(`已退回 ${orderName(after)}，主办单位重办${until}`, {
        actions: [button('看这一份', `督办 ${orderName(after)}`)],
      }),
    }
  },
})
