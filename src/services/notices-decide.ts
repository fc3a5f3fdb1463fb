/** Decisions of 项目办 on a notice, and the word to its colleagues. */
import { type Card, say } from '../chat/card.ts'
import type { Context } from '../chat/command.ts'
import { showDayTime } from '../domain/calendar-day.ts'
import { UserError } from '../errors.ts'
import { type Notice, NoticeState } from '../generated/prisma/client.ts'
import { whyNot } from './notice-due.ts'
import { noticeName } from './notice-kinds.ts'
import { practiceOf } from './notice-practices.ts'
import { noticeActions, previewCard } from './notice-preview.ts'
import { publishNotice } from './notice-publish.ts'
import { holdNotice, noticeNumbered, returnNotice } from './notices.ts'
import { tellOffice } from './office-push.ts'

/** The notice of a number; without one the newest that waits or is held. */
export async function noticeMeant({ tx, district }: Context, id: number | null): Promise<Notice> {
  if (id !== null) return await noticeNumbered(tx, district.id, id)
  const waiting = await tx.notice.findFirst({
    where: { districtId: district.id, state: { in: [NoticeState.PREVIEW, NoticeState.HELD] } },
    orderBy: { id: 'desc' },
  })
  if (waiting !== null) return waiting
  throw new UserError('现在没有待发的通报。发“旬调度”“月考评”“季排名”看最近一期', ['旬调度', '月考评'])
}

/** 发布: posts the notice now, or at the end of the quiet hours. */
export async function publish(ctx: Context, notice: Notice): Promise<Card> {
  const published = await publishNotice(ctx, notice, ctx.speaker.personId)
  if (published.outcome !== 'published') throw new UserError(`${noticeName(notice)}${whyNot(published)}`)
  const { at } = published
  const card = await after(ctx, notice)
  if (at <= ctx.now) return card
  return { ...card, title: `${noticeName(notice)}已定，现在是静默时段，${showDayTime(at)} 发到群里` }
}

/** What to think of before publishing by hand, as a question; null when there is nothing, or nothing to publish. */
export async function publishDoubt(ctx: Context, notice: Notice): Promise<string | null> {
  const open = notice.state === NoticeState.PREVIEW || notice.state === NoticeState.HELD
  return open ? await practiceOf(notice).doubt(ctx, notice) : null
}

/** 暂缓: it does not go out until somebody publishes it. */
export async function hold(ctx: Context, notice: Notice): Promise<Card> {
  await holdNotice(ctx, notice, ctx.speaker.personId)
  await tellColleagues(ctx, notice, '暂缓了', 'held')
  return await after(ctx, notice)
}

/** 退回: it has to be made anew. */
export async function sendBack(ctx: Context, notice: Notice, reason: string): Promise<Card> {
  await returnNotice(ctx, notice, ctx.speaker.personId, reason)
  await tellColleagues(ctx, notice, '退回了', 'returned', reason)
  return await after(ctx, notice)
}

async function after(ctx: Context, { id }: Notice): Promise<Card> {
  return await previewCard(ctx, await noticeNumbered(ctx.tx, ctx.district.id, id))
}

async function tellColleagues(
  ctx: Context,
  { id }: Notice,
  verb: string,
  state: string,
  reason: string | null = null,
): Promise<void> {
  const notice = await noticeNumbered(ctx.tx, ctx.district.id, id)
  await tellOffice(ctx, {
    key: `notice:${id}:${state}:${ctx.now.getTime()}`,
    except: ctx.speaker.personId,
    card: say(`${ctx.speaker.name}${verb}${noticeName(notice)}（${id} 号）${reason === null ? '' : `：${reason}`}`, {
      actions: noticeActions(notice),
    }),
  })
}
