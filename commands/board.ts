import { z } from 'zod'
import { aMonth, oneOf, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { month } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { boardCard } from '../src/services/board/card.ts'

export const boardCommand = defineCommand({
  id: 'board',
  name: '挂图',
  aliases: ['作战图', '图', '挂图贴牌'],
  summary: '一个项目一块牌的挂图（图片），和指挥大屏、手机都能看的挂图链接',
  usage: ['挂图', '挂图 8月', '挂图 大屏'],
  examples: [
    { text: '/挂图', in: 'group', as: 'unit' },
    { text: '挂图 8月', in: 'private', as: 'leader' },
    { text: '挂图 大屏', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ month: z.string().nullable(), link: z.enum(['phone', 'screen']) }),
  read: async (line, ctx) => {
    const reading = await readWords(line, ctx)
    if (!reading.ok) return reading
    return { ok: true, value: { month: reading.value.month, link: reading.value.link ?? 'phone' } }
  },
  run: async (ctx, args) => {
    const long = args.link === 'screen'
    if (long && !ctx.speaker.roles.has('office')) {
      throw new UserError('大屏用的长期链接由项目办来取。您发“挂图”，可以得到一周内有效的链接')
    }
    const named = args.month === null ? null : month(args.month)
    return { card: await boardCard(ctx, named, args.link), ...(long ? { discreet: true } : {}) }
  },
})

const readWords = words({
  month: optional(aMonth()),
  link: optional(oneOf('做什么用', { 大屏: 'screen', 图片: 'phone', 链接: 'phone' } as const)),
})
