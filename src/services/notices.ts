/** Notices from preview to publication: who may still stop one, and what was published stays as published. */
import { type Card, cardSchema } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import { plainObject } from '../database/json.ts'
import { showDayTime } from '../domain/calendar-day.ts'
import type { PublishMode } from '../domain/rules.ts'
import { UserError } from '../errors.ts'
import { type Notice, type NoticeKind, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { newestNotice, noticeName, redoOf } from './notice-kinds.ts'

/** Where a notice stands, in words: '待发，9月13日 14:30 自动发布'. */
export function showNoticeState(notice: Notice, now: Date): string {
  switch (notice.state) {
    case NoticeState.PREVIEW:
      if (notice.mode === 'auto' && notice.dueAt > now) return `待发，${showDayTime(notice.dueAt)} 自动发到调度群`
      return '待发，点发布后才发到调度群'
    case NoticeState.HELD:
      return '已暂缓'
    case NoticeState.RETURNED:
      return `已退回：${notice.reason ?? ''}`
    case NoticeState.PUBLISHED:
      return notice.publishedAt === null ? '已发布' : `已于 ${showDayTime(notice.publishedAt)} 发布`
    case NoticeState.OFF:
      return '本区没有启用这种通报，不会发到群里'
    case NoticeState.EXPIRED:
      return '已过期，没有发出'
  }
}

/** The card as it was previewed or published. */
export function noticeCard(notice: Notice): Card {
  return cardSchema.parse(notice.card)
}

/** The district's notice of a number; throws the sentence for a number that is none. */
export async function noticeNumbered(tx: Tx, districtId: number, id: number): Promise<Notice> {
  const notice = await tx.notice.findFirst({ where: { id, districtId } })
  if (notice === null)
    throw new UserError(`没有 ${id} 号通报。发“旬调度”“月考评”“季排名”看最近一期`, ['旬调度', '月考评'])
  return notice
}

export interface Draft {
  readonly kind: NoticeKind
  readonly period: string
  readonly mode: PublishMode
  readonly card: Card
  /** When it goes out by itself (mode auto). */
  readonly dueAt: Date
  /** Made anew without anybody having asked: one that is held or returned stays so, only its content is new. */
  readonly byItself?: boolean
}

/** Stores the preview of a notice, in the place of an earlier one that was not published. */
export async function draftNotice({ tx, district, audit }: Acting, draft: Draft): Promise<Notice> {
  const { kind, period, mode, dueAt } = draft
  const key = { districtId: district.id, kind, period }
  // Held until the end of the transaction: nobody publishes the old content while the new one is being written.
  await tx.$queryRaw`
    SELECT 1 FROM notice WHERE district_id = ${district.id} AND period = ${period} FOR UPDATE`
  const before = await tx.notice.findUnique({ where: { districtId_kind_period: key } })
  if (before?.state === NoticeState.PUBLISHED) throw new UserError(`${noticeName(before)}已经发布，不再改动`)
  const stopped = before?.state === NoticeState.HELD || before?.state === NoticeState.RETURNED
  const fresh = { state: mode === 'off' ? NoticeState.OFF : NoticeState.PREVIEW, reason: null, decidedBy: null }
  const content = {
    mode,
    dueAt,
    card: plainObject(draft.card),
    ...(stopped && draft.byItself === true ? {} : fresh),
  }
  const notice = await tx.notice.upsert({
    where: { districtId_kind_period: key },
    create: { ...key, ...content },
    update: content,
  })
  await audit({
    subject: 'notice',
    subjectId: notice.id,
    before: before === null ? null : { state: before.state },
    after: { state: notice.state, period, mode },
  })
  return notice
}

/** [暂缓]: it does not go out by itself; 发布 still sends it. */
export async function holdNotice(acting: Acting, notice: Notice, by: number | null): Promise<void> {
  refuseUnless(notice, [NoticeState.PREVIEW], '暂缓')
  await decideNotice(acting, notice, { state: NoticeState.HELD, decidedBy: by })
}

/** [退回]: it has to be made anew before it can go out. */
export async function returnNotice(acting: Acting, notice: Notice, by: number | null, reason: string): Promise<void> {
  refuseUnless(notice, [NoticeState.PREVIEW, NoticeState.HELD], '退回')
  await decideNotice(acting, notice, { state: NoticeState.RETURNED, decidedBy: by, reason })
}

/** Throws the sentence when the notice is in none of the states in which one may `verb` it. */
export function refuseUnless(notice: Notice, states: readonly NoticeState[], verb: string): void {
  if (states.includes(notice.state)) return
  const name = noticeName(notice)
  switch (notice.state) {
    case NoticeState.PUBLISHED:
      throw new UserError(`${name}已经发布，不能再${verb}。数字有误请用“更正”，以后各期会随之调整`)
    case NoticeState.HELD:
      throw new UserError(`${name}已经暂缓。要发出请发：发布 ${notice.id}`, [`发布 ${notice.id}`])
    case NoticeState.RETURNED: {
      const { action } = redoOf(notice)
      throw new UserError(`${name}已退回。改好数据后请发：${action}`, [action])
    }
    default:
      throw new UserError(`${name}不能${verb}：${showNoticeState(notice, notice.dueAt)}`)
  }
}

/** Changes the state only from the one that was read: of two people at once, one decides. */
export async function decideNotice(
  { tx, audit }: Acting,
  notice: Notice,
  data: { state: NoticeState; decidedBy: number | null; reason?: string; publishedAt?: Date },
): Promise<void> {
  const { count } = await tx.notice.updateMany({ where: { id: notice.id, state: notice.state }, data })
  if (count === 0)
    throw new UserError(`${noticeName(notice)}刚刚被别人处理过，请发“${newestNotice(notice)}”看现在的情况`, [
      newestNotice(notice),
    ])
  await audit({
    subject: 'notice',
    subjectId: notice.id,
    before: { state: notice.state },
    after: { state: data.state, decidedBy: data.decidedBy },
  })
}
