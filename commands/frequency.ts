import { z } from 'zod'
import { oneOf, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { UserError } from '../src/errors.ts'
import {
  digestFrequencies,
  type Frequency,
  frequencies,
  setDigestFrequency,
  showFrequency,
} from '../src/services/leader-digest-frequency.ts'

const WORDS: Readonly<Record<string, Frequency>> = {
  每旬: 'every',
  旬: 'every',
  每月: 'monthly',
  月: 'monthly',
  只要红牌: 'red',
  红牌: 'red',
  不要: 'none',
  不收: 'none',
}

const MEANING = '每旬：旬、月、季都收\n每月：只收月报和季报\n只要红牌：您的项目有红牌时才收'

export const frequencyCommand = defineCommand({
  id: 'frequency',
  name: '接收频率',
  aliases: ['改接收频率', '日报频率'],
  summary: '包联日报、月报、季报收哪些',
  usage: ['接收频率', '接收频率 每月'],
  examples: [{ text: '接收频率 每月', in: 'private', as: 'leader' }],
  who: ['leader'],
  where: 'private',
  args: z.object({ frequency: z.enum(['every', 'monthly', 'red', 'none']).nullable() }),
  read: words({ frequency: optional(oneOf('频率', WORDS)) }),
  run: async (ctx, { frequency }) => ({ card: await chosen(ctx, frequency) }),
})

async function chosen(ctx: Context, frequency: Frequency | null): Promise<Card> {
  const { tx, district, speaker } = ctx
  if (speaker.personId === null) throw new UserError('请先绑定身份：绑定 姓名 单位')
  const before = (await digestFrequencies(tx, district.id)).get(speaker.personId) ?? 'every'
  if (frequency === null) {
    return say(`包联日报现在是${showFrequency(before)}`, {
      blocks: [{ kind: 'note', text: MEANING }],
      actions: frequencies.map((one) => button(showFrequency(one), `接收频率 ${showFrequency(one)}`)),
    })
  }
  await setDigestFrequency(tx, district.id, speaker.personId, frequency)
  await ctx.audit({
    subject: 'preference',
    subjectId: speaker.personId,
    before: { digest: before },
    after: { digest: frequency },
  })
  return say(`好的，包联日报改为${showFrequency(frequency)}`, { tone: 'good' })
}
