import { z } from 'zod'
import { aTenDay, oneOf, optional, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { showTenDayShort, type TenDay, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { type Notice, NoticeKind, NoticeState } from '../src/generated/prisma/client.ts'
import { previewCard } from '../src/services/notice-preview.ts'
import { noticeCard } from '../src/services/notices.ts'
import { askedUnlocked, momentsOf } from '../src/services/periods.ts'
import { redoDispatch } from '../src/services/periods-lock.ts'

export const dispatchCommand = defineCommand({
  id: 'dispatch',
  name: '旬调度',
  aliases: ['调度', '旬调度通报'],
  summary: '看旬调度通报；项目办还可以看预览、重做',
  usage: ['旬调度', '旬调度 8月下旬', '旬调度 重做'],
  examples: [
    { text: '旬调度', in: 'private', as: 'office' },
    { text: '/旬调度', in: 'group', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ period: z.string().nullable(), redo: z.boolean().nullable() }),
  read: words({ period: optional(aTenDay()), redo: optional(oneOf('重做', { 重做: true, 重新生成: true })) }),
  run: async (ctx, { period, redo }) => {
    const named = period === null ? null : tenDay(period)
    if (redo === true) return { card: await redone(ctx, named), discreet: true }
    if (ctx.speaker.roles.has('office') && ctx.place.kind === 'private') return { card: await forOffice(ctx, named) }
    return { card: await published(ctx, named) }
  },
})

async function newest(
  { tx, district }: Context,
  period: TenDay | null,
  states: readonly NoticeState[] | null,
): Promise<Notice | null> {
  return await tx.notice.findFirst({
    where: {
      districtId: district.id,
      kind: NoticeKind.DISPATCH,
      ...(period === null ? {} : { period }),
      ...(states === null ? {} : { state: { in: [...states] } }),
    },
    orderBy: { period: 'desc' },
  })
}

/** What was published; a preview is 项目办's alone. */
async function published(ctx: Context, period: TenDay | null): Promise<Card> {
  const notice = await newest(ctx, period, [NoticeState.PUBLISHED])
  if (notice !== null) return noticeCard(notice)
  return say(period === null ? '还没有发布过旬调度通报' : `${showTenDayShort(period)}的调度通报还没有发布`)
}

async function forOffice(ctx: Context, period: TenDay | null): Promise<Card> {
  const notice = await newest(ctx, period, null)
  const [open] = await askedUnlocked(ctx.tx, ctx.district.id)
  if (notice === null) return await notYet(ctx, period ?? open ?? null)
  return await previewCard(ctx, notice)
}

async function notYet({ tx, district, calendar }: Context, period: TenDay | null): Promise<Card> {
  if (period === null) return say('还没有旬调度通报')
  const { lockAt } = await momentsOf(tx, district.id, calendar, period)
  return say(`${showTenDayShort(period)}还没有锁定，${showDayTime(lockAt)} 锁定后生成通报预览`)
}

async function redone(ctx: Context, period: TenDay | null): Promise<Card> {
  if (!ctx.speaker.roles.has('office')) throw new UserError('只有项目办可以重做通报')
  const notice = await newest(ctx, period, null)
  if (notice === null) throw new UserError('还没有可以重做的通报')
  return await previewCard(ctx, await redoDispatch(ctx, tenDay(notice.period)))
}
