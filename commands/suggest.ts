import { z } from 'zod'
import { optional, restText, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { dayOf, showDay } from '../src/domain/calendar-day.ts'
import { UserError } from '../src/errors.ts'
import { tellOffice } from '../src/services/office-push.ts'

const LONGEST = 500
const LISTED = 10

export const suggestCommand = defineCommand({
  id: 'suggest',
  name: '提意见',
  aliases: ['意见', '投诉', '建议'],
  summary: '对填报、通报、机器人提意见，转项目办',
  usage: ['提意见 想说的话', '提意见（项目办看最近的意见）'],
  examples: [
    { text: '提意见 每旬填一次就够了', in: 'private', as: 'liaison' },
    { text: '提意见', in: 'private', as: 'office' },
  ],
  who: ['observer'],
  where: 'anywhere',
  args: z.object({ text: z.string().max(LONGEST).nullable() }),
  read: words({ text: optional(restText('意见', '填得太多')) }),
  run: async (ctx, { text }) => {
    if (text !== null) return { card: await keep(ctx, text) }
    if (!ctx.speaker.roles.has('office')) throw new UserError('请写上意见，例如：提意见 填得太多')
    return { card: await recent(ctx), discreet: true }
  },
})

/** The text goes to 项目办 without a name: whoever complains about the work should not have to fear for it. */
async function keep(ctx: Context, text: string): Promise<Card> {
  const { tx, district, speaker, at } = ctx
  const { id } = await tx.suggestion.create({
    data: { districtId: district.id, personId: speaker.personId, text, at },
  })
  await ctx.audit({ subject: 'suggestion', subjectId: id, before: null, after: { length: text.length } })
  const card = say('有人提了一条意见', {
    blocks: [
      { kind: 'text', text },
      { kind: 'note', text: '转来时不带姓名。发“提意见”看最近的意见。' },
    ],
  })
  await tellOffice(ctx, { key: `suggestion:${id}`, card, except: speaker.personId })
  return say('已记下，转给项目办，不带您的姓名。')
}

async function recent({ tx, district }: Context): Promise<Card> {
  const rows = await tx.suggestion.findMany({
    where: { districtId: district.id },
    orderBy: { id: 'desc' },
    take: LISTED,
    select: { text: true, at: true },
  })
  if (rows.length === 0) return say('还没有人提意见')
  return say(`最近 ${rows.length} 条意见`, {
    blocks: [{ kind: 'list', items: rows.map(({ text, at }) => ({ text, detail: showDay(dayOf(at)) })) }],
  })
}
