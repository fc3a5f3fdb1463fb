import { z } from 'zod'
import { aNumber, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { hold, noticeMeant } from '../src/services/notices-decide.ts'

export const holdCommand = defineCommand({
  id: 'hold',
  name: '暂缓',
  aliases: ['暂缓发布'],
  summary: '待发的通报先不发',
  usage: ['暂缓 3', '暂缓'],
  examples: [{ text: '暂缓 3', in: 'private', as: 'office' }],
  who: ['office'],
  where: 'anywhere',
  args: z.object({ number: z.number().int().nullable() }),
  read: words({ number: optional(aNumber('通报编号', '3')) }),
  run: async (ctx, { number }) => ({
    card: await hold(ctx, await noticeMeant(ctx, number)),
    replace: true,
    discreet: true,
  }),
})
