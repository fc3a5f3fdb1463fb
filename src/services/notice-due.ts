/** The moment of publication: the notice goes out, or 项目办 hears why it does not. */
import { say } from '../chat/card.ts'
import { type Notice, type NoticeKind, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { noticeName } from './notice-kinds.ts'
import { noticeActions } from './notice-preview.ts'
import { type Publication, publishNotice } from './notice-publish.ts'
import { tellOffice } from './office-push.ts'

/**
 * Publishes the notice of a period that goes out by itself. One that is held, returned, kept back or waits for a person
 * stays, and 项目办 is told. A period without a notice (a district's imported history) has none to publish.
 */
export async function publishWhenDue(acting: Acting, kind: NoticeKind, period: string): Promise<void> {
  const { tx, district } = acting
  const key = { districtId: district.id, kind, period }
  const notice = await tx.notice.findUnique({ where: { districtId_kind_period: key } })
  if (notice === null) return
  const waits = whyItWaits(notice)
  if (waits !== null) return await tell(acting, notice, waits)
  if (notice.state !== NoticeState.PREVIEW) return
  const publication = await publishNotice(acting, notice, null)
  if (publication.outcome !== 'published') await tell(acting, notice, whyNot(publication))
}

/** Why a notice was not posted, as the end of a sentence that begins with its name. */
export function whyNot(publication: Exclude<Publication, { outcome: 'published' }>): string {
  return publication.outcome === 'kept-back' ? publication.why : '还没有绑定调度群，没有发出。请先在群里对我说“绑定”'
}

function whyItWaits({ state, mode }: Notice): string | null {
  if (state === NoticeState.HELD) return '已暂缓，没有按时发出'
  if (state === NoticeState.RETURNED) return '已退回，没有按时发出'
  return state === NoticeState.PREVIEW && mode === 'approve' ? '等您确认后才发' : null
}

async function tell(acting: Acting, notice: Notice, why: string): Promise<void> {
  await tellOffice(acting, {
    key: `notice:${notice.id}:due`,
    card: say(`${noticeName(notice)}（${notice.id} 号）${why}`, {
      tone: 'warning',
      actions: noticeActions(notice),
    }),
  })
}
