import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { leadingOrder, orderAndReason, orderNamed } from '../src/chat/order-arguments.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { grantExtension, mustDecideExtension, refuseExtension } from '../src/services/supervision/extension.ts'
import { type OrderRow, orderName } from '../src/services/supervision/find.ts'

export const decideExtensionCommand = defineCommand({
  id: 'decide-extension',
  name: '同意延期',
  aliases: ['不同意延期', '驳回延期'],
  summary: '督查室或签发人决定延期申请；不同意的写原因',
  usage: ['同意延期 督办003', '不同意延期 督办003 影响总工期'],
  examples: [{ text: '同意延期 督办001', in: 'private', as: 'supervision' }],
  who: ['supervision', 'office', 'unit', 'liaison', 'approval', 'admin', 'leader'],
  where: 'private',
  args: z.object({ order: z.string(), reason: z.string().max(500).nullable() }),
  read: async (line, ctx) => {
    const check = (order: OrderRow): void => mustDecideExtension(ctx, order)
    if (line.alias === '同意延期' || line.alias === 'decide-extension') {
      const { order } = await leadingOrder(line, ctx, { bare: check, sample: '同意延期 督办003' })
      return { ok: true, value: { order: orderName(order), reason: null } }
    }
    return await orderAndReason(line, ctx, {
      ...{ command: '不同意延期', example: '影响总工期', check },
    })
  },
  run: async (ctx, { order: name, reason }) => {
    const order = await orderNamed(ctx, name)
    const after = reason === null ? await grantExtension(ctx, order) : await refuseExtension(ctx, order, reason)
    const due = after.dueOn === null ? '' : showDay(dayFromDb(after.dueOn))
    const title =
      reason === null ? `已同意：${orderName(after)}延到${due}` : `已答复：${orderName(after)}不延期，仍在${due}到期`
    return { card: say(title, { tone: 'good', actions: [button('看这一份', `督办 ${orderName(after)}`)] }) }
  },
})
