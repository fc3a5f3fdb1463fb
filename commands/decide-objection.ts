import { z } from 'zod'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { askReason, reasonIn } from '../src/chat/reason-form.ts'
import { pendingObjection } from '../src/services/evaluation/objections.ts'
import { refuseObjection, upholdObjection } from '../src/services/evaluation/objections-decide.ts'

export const decideObjectionCommand = defineCommand({
  id: 'uphold',
  name: '采纳异议',
  aliases: ['驳回异议'],
  summary: '对月考评的异议作出决定，写明理由',
  usage: ['采纳异议 12 节点已按期完成', '驳回异议 12 依据不足'],
  examples: [
    { text: '采纳异议 12 节点已按期完成', in: 'private', as: 'office' },
    { text: '驳回异议 12 依据不足', in: 'private', as: 'office' },
  ],
  who: ['office'],
  where: 'private',
  args: z.object({ number: z.number().int(), uphold: z.boolean(), reason: z.string().min(1) }),
  read: async (line, ctx) => {
    const uphold = !line.alias.startsWith('驳回')
    const number = Number(/\d+/.exec(line.text)?.[0] ?? Number.NaN)
    if (!Number.isSafeInteger(number)) {
      return { ok: false, card: say(`请写明几号异议，例如：${line.alias} 12 理由`, { tone: 'warning' }) }
    }
    const reason = reasonIn(line, ctx)
    if (reason !== null) return { ok: true, value: { number, uphold, reason } }
    const sample = uphold ? '节点已按期完成' : '依据不足'
    return { ok: false, card: askReason(`${line.alias} ${number} 号，请写理由`, `${line.alias} ${number}`, sample) }
  },
  run: async (ctx, { number, uphold, reason }) => {
    const objection = await pendingObjection(ctx, number)
    const card = uphold ? await upholdObjection(ctx, objection, reason) : await refuseObjection(ctx, objection, reason)
    return { card }
  },
})
