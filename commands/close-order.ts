import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { dayFromDb } from '../src/domain/calendar-day.ts'
import { showClosing } from '../src/domain/order.ts'
import { orderName } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { closeOrder } from '../src/services/supervision/review.ts'
import { mustSign } from '../src/services/supervision/rights.ts'

export const closeOrderCommand = defineCommand({
  id: 'close-order',
  name: '同意办结',
  aliases: ['督办办结', '审核办结'],
  summary: '督查室审核报结，认可的办结',
  usage: ['同意办结 督办003', '同意办结 督办003 已现场核实'],
  examples: [{ text: '同意办结 督办001', in: 'private', as: 'supervision' }],
  who: ['supervision', 'office'],
  where: 'private',
  args: z.object({ order: z.string(), opinion: z.string().max(500).nullable() }),
  read: async (line, ctx) => {
    const { order, rest } = await leadingOrder(line, ctx, {
      bare: async (one) => {
        await mustSign(ctx, '审核')
        mustFollow(one, 'CLOSE')
      },
      sample: '同意办结 督办003',
    })
    return { ok: true, value: { order: orderName(order), opinion: rest === '' ? null : rest } }
  },
  run: async (ctx, { order: name, opinion }) => {
    const after = await closeOrder(ctx, await orderNamed(ctx, name), opinion)
    const { submittedOn, dueOn } = after
    const how =
      submittedOn === null || dueOn === null ? '' : `（${showClosing(dayFromDb(submittedOn), dayFromDb(dueOn))}）`
    return {
      card: say(`${orderName(after)}已办结${how}`, {
        tone: 'good',
        actions: [button('看这一份', `督办 ${orderName(after)}`), button('待审核', '督办 待审核')],
      }),
    }
  },
})
