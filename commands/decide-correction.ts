import { z } from 'zod'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { askReason, reasonIn } from '../src/chat/reason-form.ts'
import { approveCorrection, pendingCorrection, refuseCorrection } from '../src/services/corrections.ts'
import { decidedCard } from '../src/services/corrections-card.ts'

export const decideCorrectionCommand = defineCommand({
  id: 'approve',
  name: '同意更正',
  aliases: ['不同意更正'],
  summary: '审核锁定后的更正申请',
  usage: ['同意更正 5', '不同意更正 5 依据不足'],
  examples: [
    { text: '同意更正 5', in: 'private', as: 'office' },
    { text: '不同意更正 5 依据不足', in: 'private', as: 'office' },
  ],
  who: ['office'],
  where: 'private',
  /** `refusal`: why not; null when it is agreed to. */
  args: z.object({ number: z.number().int(), refusal: z.string().min(1).nullable() }),
  read: async (line, ctx) => {
    const agreed = !line.alias.startsWith('不')
    const number = Number(/\d+/.exec(line.text)?.[0] ?? Number.NaN)
    if (!Number.isSafeInteger(number)) {
      return { ok: false, card: say(`请写明几号更正，例如：${line.alias} 5`, { tone: 'warning' }) }
    }
    if (agreed) return { ok: true, value: { number, refusal: null } }
    const refusal = reasonIn(line, ctx)
    if (refusal !== null) return { ok: true, value: { number, refusal } }
    return { ok: false, card: askReason(`不同意更正 ${number} 号，请写原因`, `不同意更正 ${number}`, '依据不足') }
  },
  run: async (ctx, { number, refusal }) => {
    const request = await pendingCorrection(ctx, number)
    const { personId } = ctx.speaker
    if (refusal === null) await approveCorrection(ctx, request, personId)
    else await refuseCorrection(ctx, request, personId, refusal)
    const card = decidedCard(request, refusal)
    if (request.requestedBy !== null && request.requestedBy !== personId) {
      await ctx.owe({
        to: { personId: request.requestedBy },
        key: `${ctx.district.id}:correction:${number}:decided`,
        card,
      })
    }
    return { card }
  },
})
