import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { orderAndReason, orderNamed } from '../src/chat/order-arguments.ts'
import { type OrderRow, orderLine, orderName } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { voidOrder } from '../src/services/supervision/review.ts'
import { mustDraft, mustSign } from '../src/services/supervision/rights.ts'

export const voidOrderCommand = defineCommand({
  id: 'void-order',
  name: '作废督办',
  aliases: ['督办作废', '弃稿'],
  summary: '作废一份督办单（编号保留），或弃掉一份拟稿',
  usage: ['作废督办 督办003 事项已并入另一份', '作废督办 拟稿12 重复'],
  examples: [{ text: '作废督办 拟稿3 重复', in: 'private', as: 'office' }],
  who: ['supervision', 'office'],
  where: 'private',
  args: z.object({ order: z.string(), reason: z.string().min(2).max(500) }),
  read: async (line, ctx) =>
    await orderAndReason(line, ctx, {
      ...{ drafts: line.alias === '弃稿', command: '作废督办', example: '事项重复' },
      check: (order) => mustMayVoid(ctx, order),
    }),
  confirm: async (ctx, { order: name }) => {
    const order = await orderNamed(ctx, name)
    await mustMayVoid(ctx, order)
    // A draft went out to nobody and can be written again.
    if (order.number === null) return []
    return [{ sentence: `作废 ${orderLine(order)}。作废后不能恢复，编号保留，对吗？` }]
  },
  run: async (ctx, { order: name, reason }) => {
    const after = await voidOrder(ctx, await orderNamed(ctx, name), reason)
    const kept = after.number === null ? '拟稿没有编号' : '编号保留，不再使用'
    return {
      card: say(`已作废 ${orderName(after)}`, { blocks: [{ kind: 'note', text: kept }], actions: [button('督办')] }),
    }
  },
})

async function mustMayVoid(ctx: Context, order: OrderRow): Promise<void> {
  if (order.number === null) mustDraft(ctx)
  else await mustSign(ctx, '作废')
  mustFollow(order, 'VOID')
}
