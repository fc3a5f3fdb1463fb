import { z } from 'zod'
import { aMonth, oneOf, optional, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { type Month, month, monthOf, previousTenDay, showMonth, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { newestMonth } from '../src/services/evaluation/months-visible.ts'
import { ownMonthCard } from '../src/services/evaluation/own-month.ts'
import { notTriedYet, redoMonth } from '../src/services/evaluation/trial.ts'
import { previewCard } from '../src/services/notice-preview.ts'
import { noticeCard } from '../src/services/notices.ts'

export const evaluateCommand = defineCommand({
  id: 'evaluate',
  name: '月考评',
  aliases: ['考评', '月考评亮牌'],
  summary: '看一个月的考评；责任单位看自己的，项目办看预览、重算',
  usage: ['月考评', '月考评 8月', '月考评 8月 重算'],
  examples: [
    { text: '月考评', in: 'private', as: 'office' },
    { text: '考评 8月', in: 'private', as: 'unit' },
    { text: '/月考评 8月', in: 'group', as: 'leader' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ month: z.string().nullable(), redo: z.boolean().nullable() }),
  read: words({ month: optional(aMonth()), redo: optional(oneOf('重算', { 重算: true, 重做: true, 重新计算: true })) }),
  run: async (ctx, args) => {
    const named = args.month === null ? null : month(args.month)
    if (args.redo === true) return { card: await redone(ctx, named), discreet: true }
    if (ctx.place.kind !== 'private') return { card: await published(ctx, named) }
    if (ctx.speaker.roles.has('office')) return { card: await forOffice(ctx, named) }
    return { card: (await own(ctx, named)) ?? (await published(ctx, named)) }
  },
})

async function forOffice(ctx: Context, named: Month | null): Promise<Card> {
  const notice = await newestMonth(ctx, 'all', named)
  if (notice !== null) return await previewCard(ctx, notice)
  const last = monthOf(previousTenDay(tenDay(`${ctx.today.slice(0, 7)}-1`)))
  return say(await notTriedYet(ctx, named ?? last))
}

/** A trial is private to those whose projects it is about. */
async function own(ctx: Context, named: Month | null): Promise<Card | null> {
  const notice = await newestMonth(ctx, 'tried', named)
  return notice === null ? null : await ownMonthCard(ctx, notice)
}

async function published(ctx: Context, named: Month | null): Promise<Card> {
  const notice = await newestMonth(ctx, 'published', named)
  if (notice !== null) return noticeCard(notice)
  return say(named === null ? '还没有发布过月考评' : `${showMonth(named)}的考评还没有发布`)
}

async function redone(ctx: Context, named: Month | null): Promise<Card> {
  if (!ctx.speaker.roles.has('office')) throw new UserError('只有项目办可以重算考评')
  const found = await newestMonth(ctx, 'all', named)
  if (found === null) throw new UserError(named === null ? '还没有可以重算的考评' : await notTriedYet(ctx, named))
  const { notice } = await redoMonth(ctx, month(found.period), { by: ctx.speaker.personId, byItself: false })
  return await previewCard(ctx, notice)
}
