import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { askReason, reasonIn } from '../src/chat/reason-form.ts'
import { noticeMeant, sendBack } from '../src/services/notices-decide.ts'

export const rejectCommand = defineCommand({
  id: 'reject',
  name: '退回通报',
  aliases: ['通报退回'],
  summary: '退回待发的通报，改好数据后重做',
  usage: ['退回通报 3 区能源局数据待核'],
  examples: [{ text: '退回通报 3 数据待核', in: 'private', as: 'office' }],
  who: ['office'],
  where: 'private',
  args: z.object({ number: z.number().int(), reason: z.string().min(1) }),
  read: async (line, ctx) => {
    const typed = /^[#第]?(\d{1,9})/.exec(line.text)?.[1]
    const number = typed === undefined ? (await noticeMeant(ctx, null)).id : Number(typed)
    const reason = reasonIn(line, ctx)
    if (reason !== null) return { ok: true, value: { number, reason } }
    return { ok: false, card: askReason(`退回通报 ${number} 号，请写原因`, `退回通报 ${number}`, '数据待核') }
  },
  run: async (ctx, { number, reason }) => ({ card: await sendBack(ctx, await noticeMeant(ctx, number), reason) }),
})
