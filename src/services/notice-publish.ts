/** The publication of a notice of any kind: posted to the 调度群 once, with all that goes with it. */
import { nextOpenMinute } from '../domain/quiet-hours.ts'
import { type Notice, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { dispatchChat } from './chats.ts'
import { practiceOf } from './notice-practices.ts'
import { decideNotice, noticeCard, refuseUnless } from './notices.ts'

export type Publication =
  /** Owed to the group; `at` is when it goes out: at once, or when the quiet hours end. */
  | { readonly outcome: 'published'; readonly at: Date }
  /** The district has no 调度群 to post it in. */
  | { readonly outcome: 'no-group' }
  /** Something of its kind keeps it back; `why` is the end of a sentence that begins with its name. */
  | { readonly outcome: 'kept-back'; readonly why: string }

/**
 * Posts a notice that waits or is held to the 调度群, once whoever asks.
 * Throws the sentence when there is nothing to publish.
 */
export async function publishNotice(acting: Acting, notice: Notice, by: number | null): Promise<Publication> {
  const { tx, district, now } = acting
  refuseUnless(notice, [NoticeState.PREVIEW, NoticeState.HELD], '发布')
  const practice = practiceOf(notice)
  const why = await practice.obstacle(acting, notice)
  if (why !== null) return { outcome: 'kept-back', why }
  const group = await dispatchChat(tx, district.id)
  if (group === null) return { outcome: 'no-group' }
  await decideNotice(acting, notice, { state: NoticeState.PUBLISHED, decidedBy: by, publishedAt: now })
  await acting.owe({
    to: { chatId: group.id },
    key: `${district.id}:notice:${notice.id}:group`,
    card: noticeCard(notice),
    noticeId: notice.id,
  })
  await practice.published(acting, notice)
  return { outcome: 'published', at: nextOpenMinute(acting.calendar, now, acting.rules.calendar) }
}
