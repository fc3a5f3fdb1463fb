import { z } from 'zod'
import { aTenDay, oneOf, optional, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { monthOf, showTenDayShort, type TenDay, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { type Notice, NoticeKind, NoticeState } from '../src/generated/prisma/client.ts'
import { rulesOfMonth } from '../src/services/district-rules.ts'
import { meetingCard } from '../src/services/meeting-list.ts'
import { meetingUnits } from '../src/services/meeting-list-facts.ts'
import { previewCard } from '../src/services/notice-preview.ts'
import { noticeCard } from '../src/services/notices.ts'
import { askedUnlocked, lastLocked, momentsOf, periodState } from '../src/services/periods.ts'
import { redoDispatch } from '../src/services/periods-lock.ts'

export const dispatchCommand = defineCommand({
  id: 'dispatch',
  name: '旬调度',
  aliases: ['调度', '旬调度通报'],
  summary: '看旬调度通报；项目办还可以看预览、重做、列调度会名单',
  usage: ['旬调度', '旬调度 8月下旬', '旬调度 重做', '旬调度 会议', '旬调度 会议 全部'],
  examples: [
    { text: '旬调度', in: 'private', as: 'office' },
    { text: '/旬调度', in: 'group', as: 'unit' },
    { text: '旬调度 会议', in: 'private', as: 'office' },
    { text: '旬调度 名单 全部', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({
    period: z.string().nullable(),
    redo: z.boolean().nullable(),
    meeting: z.boolean().nullable(),
    whole: z.boolean().nullable(),
  }),
  read: words({
    period: optional(aTenDay()),
    redo: optional(oneOf('重做', { 重做: true, 重新生成: true })),
    meeting: optional(oneOf('会议', { 会议: true, 名单: true, 会议名单: true, 参会名单: true })),
    whole: optional(oneOf('全部', { 全部: true, 全部名单: true })),
  }),
  run: async (ctx, { period, redo, meeting, whole }) => {
    const named = period === null ? null : tenDay(period)
    if (meeting === true || whole === true)
      return { card: await meetingList(ctx, named, whole === true), discreet: true }
    if (redo === true) return { card: await redone(ctx, named), discreet: true }
    if (ctx.speaker.roles.has('office') && ctx.place.kind === 'private') return { card: await forOffice(ctx, named) }
    return { card: await published(ctx, named) }
  },
})

/** Who is to come, for what: for the last locked 旬 unless another one is named. */
async function meetingList(ctx: Context, named: TenDay | null, whole: boolean): Promise<Card> {
  const { tx, district, today } = ctx
  if (!ctx.speaker.roles.has('office')) throw new UserError('只有项目办可以看调度会名单')
  const period = named ?? (await lastLocked(tx, district.id))
  if (period === null) throw new UserError('还没有锁定过一旬，名单要在锁定后才有')
  if ((await periodState(tx, district.id, period)).lockedAt === null) return await notYet(ctx, period)
  const { lagging } = await rulesOfMonth(tx, district.id, monthOf(period))
  const units = await meetingUnits(tx, { district, period, today, laggingPoints: lagging.points })
  return meetingCard(period, units, whole)
}

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
