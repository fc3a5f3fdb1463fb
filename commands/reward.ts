import { z } from 'zod'
import { aNumber, aQuarter, optional, words } from '../src/chat/arguments.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { askReason } from '../src/chat/reason-form.ts'
import { fold } from '../src/domain/normalise.ts'
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

const DECISIONS = new Map<string, 'agree' | 'decline'>([
  ['同意', 'agree'],
  ['采纳', 'agree'],
  ['不采纳', 'decline'],
  ['不同意', 'decline'],
])

/** '3 同意 经区政府专题会议研究': whatever stands behind the decision is its reason, in the person's own words. */
const DECIDING = /^[#第]?\s*([\d０-９]{1,9})\s*[号条]?[\s,，:：]*(同意|采纳|不采纳|不同意)[\s,，:：]*(.*)$/s

const readWords = words({ quarter: optional(aQuarter()), number: optional(aNumber('编号', '3')) })

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
    const deciding = readDecision(line, ctx)
    if (deciding !== null) return deciding
    const reading = await readWords(line, ctx)
    return reading.ok ? { ok: true, value: { ...NOTHING, ...reading.value } } : reading
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

/** A decision needs a reason: typed behind it, or in the form. Null: the line decides nothing. */
function readDecision({ raw, alias }: Line, ctx: Context): Reading<Args> | null {
  const [, digits = '', word = '', rest = ''] = DECIDING.exec(raw) ?? []
  const decision = DECISIONS.get(word)
  if (decision === undefined) return null
  const number = Number(fold(digits))
  const reason = rest.trim() || (ctx.form?.reason ?? '').trim()
  if (reason !== '') return { ok: true, value: { ...NOTHING, number, decision, reason } }
  const action = `${alias} ${number} ${word}`
  return { ok: false, card: askReason(`${action}，请写理由`, action, '经区政府专题会议研究') }
}
