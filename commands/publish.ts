import { z } from 'zod'
import { aNumber, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { noticeMeant, publish, publishDoubt } from '../src/services/notices-decide.ts'

export const publishCommand = defineCommand({
  id: 'publish',
  name: '发布',
  aliases: ['发布通报'],
  summary: '把待发的通报现在发到调度群',
  usage: ['发布 3', '发布'],
  examples: [{ text: '发布 3', in: 'private', as: 'office' }],
  who: ['office'],
  where: 'anywhere',
  args: z.object({ number: z.number().int().nullable() }),
  read: words({ number: optional(aNumber('通报编号', '3')) }),
  confirm: async (ctx, { number }) => {
    const doubt = await publishDoubt(ctx, await noticeMeant(ctx, number))
    return doubt === null ? [] : [{ sentence: doubt }]
  },
  run: async (ctx, { number }) => ({
    card: await publish(ctx, await noticeMeant(ctx, number)),
    replace: true,
    discreet: true,
  }),
})
