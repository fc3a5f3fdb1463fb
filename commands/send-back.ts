import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { askReason, reasonIn } from '../src/chat/reason-form.ts'
import { UserError } from '../src/errors.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { ANSWERING } from '../src/services/problems/rights.ts'
import { sendProblemBack } from '../src/services/problems/work.ts'

export const sendBackCommand = defineCommand({
  id: 'send-back',
  name: '退回问题',
  aliases: ['退回销号', '问题退回'],
  summary: '提出方不认可办理结果，退回继续办理',
  usage: ['退回问题 12 变压器还没有送电'],
  examples: [{ text: '退回问题 12 变压器还没有送电', in: 'private', as: 'liaison' }],
  who: ANSWERING,
  where: 'private',
  args: z.object({ number: z.number().int(), reason: z.string().min(2).max(500) }),
  read: async (line, ctx) => {
    const typed = /^[#第]?(\d{1,9})/.exec(line.text)?.[1]
    if (typed === undefined)
      throw new UserError('请写明问题编号和原因，例如：退回问题 12 变压器还没有送电', ['问题清单'])
    const number = Number(typed)
    const reason = reasonIn(line, ctx)
    if (reason !== null && reason.length >= 2) return { ok: true, value: { number, reason } }
    return { ok: false, card: askReason(`退回 ${number} 号问题，请写原因`, `退回问题 ${number}`, '变压器还没有送电') }
  },
  run: async (ctx, { number, reason }) => {
    await sendProblemBack(ctx, await problemNumbered(ctx, number), reason)
    return {
      card: say(`已退回 ${number} 号问题，牵头单位继续办理`, {
        actions: [button('看这个问题', `问题清单 ${number}`)],
      }),
    }
  },
})
