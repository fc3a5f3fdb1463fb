import { z } from 'zod'
import { aNumber, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { ANSWERING } from '../src/services/problems/rights.ts'
import { confirmClosing } from '../src/services/problems/work.ts'

export const confirmCloseCommand = defineCommand({
  id: 'confirm-close',
  name: '确认销号',
  aliases: ['同意销号'],
  summary: '提出方认可办理结果，问题销号',
  usage: ['确认销号 12'],
  examples: [{ text: '确认销号 12', in: 'private', as: 'liaison' }],
  who: ANSWERING,
  where: 'private',
  args: z.object({ number: z.number().int() }),
  read: words({ number: aNumber('问题编号') }),
  run: async (ctx, { number }) => {
    await confirmClosing(ctx, await problemNumbered(ctx, number))
    return { card: say(`${number} 号问题已销号`, { tone: 'good', actions: [button('问题清单')] }) }
  },
})
