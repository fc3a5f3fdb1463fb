import { z } from 'zod'
import { aNumber, aQuarter, oneOf, optional, restText, words } from '../src/chat/arguments.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { askReason } from '../src/chat/reason-form.ts'
import { quarter } from '../src/domain/period.ts'
import { rewardCard, rewardName, rewardsCard } from '../src/services/ranking/rewards-card.ts'
import { decideReward, rewardNumbered, rewardsOf } from '../src/services/ranking/rewards-decide.ts'

const args = z.object({
  quarter: z.string().nullable(),
  number: z.number().int().nullable(),
  decision: z.enum(['agree', 'decline']).nullable(),
  reason: z.string().min(1).nullable(),
  /** The first row of the list to show. */
  from: z.number().int().nullable(),
})
type Args = z.infer<typeof args>

const NOTHING: Args = { quarter: null, number: null, decision: null, reason: null, from: null }

const readWords = words({
  quarter: optional(aQuarter()),
  number: optional(aNumber('编号', '3')),
  decision: optional(oneOf('决定', { 同意: 'agree', 采纳: 'agree', 不采纳: 'decline', 不同意: 'decline' } as const)),
  reason: optional(restText('理由', '经区政府专题会议研究')),
})

export const rewardCommand = defineCommand({
  id: 'reward',
  name: '奖惩',
  aliases: ['奖惩建议'],
  summary: '季排名发布后的奖惩建议，逐条同意或不采纳；只记录决定，机器人不执行',
  usage: ['奖惩', '奖惩 二季度', '奖惩 3 同意 经区政府专题会议研究', '奖惩 3 不采纳 另行研究'],
  examples: [
    { text: '奖惩', in: 'private', as: 'office' },
    { text: '奖惩 3 同意 经区政府专题会议研究', in: 'private', as: 'supervision' },
    { text: '奖惩 3 不采纳 另行研究', in: 'private', as: 'office' },
  ],
  who: ['office', 'supervision'],
  where: 'private',
  args,
  read: async (line, ctx) => {
    const page = /^第(\d{1,5})条起$/.exec(line.text)
    if (page !== null) return { ok: true, value: { ...NOTHING, from: Number(page[1]) } }
    const reading = await readWords(line, ctx)
    return reading.ok ? complete({ ...NOTHING, ...reading.value }, line, ctx) : reading
  },
  run: async (ctx, { quarter: of, number, decision, reason, from }) => {
    if (number === null) {
      const rewards = await rewardsOf(ctx, of === null ? null : quarter(of))
      return { card: rewardsCard(rewards, Math.max(0, (from ?? 1) - 1)) }
    }
    if (decision === null || reason === null) return { card: rewardCard(await rewardNumbered(ctx, number)) }
    const by = ctx.speaker.personId
    const decided = await decideReward(ctx, number, { agreed: decision === 'agree', reason, by })
    return { card: rewardCard(decided), toast: { tone: 'good', text: `已记录：${rewardName(decided)}` } }
  },
})

/** A decision needs a reason: typed behind it, or in the form. */
function complete(said: Args, { alias }: Line, ctx: Context): Reading<Args> {
  const { number, decision } = said
  if (number === null || decision === null) return { ok: true, value: { ...said, decision: null, reason: null } }
  const reason = said.reason ?? ctx.form?.reason?.trim() ?? ''
  if (reason !== '') return { ok: true, value: { ...said, reason } }
  const action = `${alias} ${number} ${decision === 'agree' ? '同意' : '不采纳'}`
  return { ok: false, card: askReason(`${action}，请写理由`, action, '经区政府专题会议研究') }
}
