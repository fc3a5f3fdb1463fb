/** The moment of publication: the bulletin goes out, or 项目办 hears why it does not. */
import { say } from '../chat/card.ts'
import type { TenDay } from '../domain/period.ts'
import { type Notice, NoticeKind, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { noticeActions } from './dispatch-notice-preview.ts'
import { noticeName, publishNotice } from './notices.ts'
import { tellOffice } from './office-push.ts'

/**
 * Publishes the bulletin of a 旬 that goes out by itself. One that is held, returned or waits for a person stays, and
 * 项目办 is told. A 旬 that was locked without a bulletin (a district's imported history) has none to publish.
 */
export async function publishDispatchWhenDue(acting: Acting, period: TenDay): Promise<void> {
  const { tx, district } = acting
  const key = { districtId: district.id, kind: NoticeKind.DISPATCH, period }
  const notice = await tx.notice.findUnique({ where: { districtId_kind_period: key } })
  if (notice === null) return
  const waits = whyItWaits(notice)
  if (waits !== null) return await tell(acting, notice, waits)
  if (notice.state !== NoticeState.PREVIEW) return
  const { outcome } = await publishNotice(acting, notice, null)
  if (outcome === 'no-group') await tell(acting, notice, NO_GROUP)
}

/** Why a notice could not be posted although it may be. */
export const NO_GROUP = '还没有绑定调度群，没有发出。请先在群里对我说“绑定”'

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
