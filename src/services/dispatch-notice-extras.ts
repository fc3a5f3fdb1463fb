/** What 项目办 alone reads beside a 旬调度通报: whether the 旬 was asked for at all, and its 减负账. */
import type { Block } from '../chat/card.ts'
import { tenDay } from '../domain/period.ts'
import { type Notice, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { burdenLine } from './dispatch-notice-burden.ts'
import { periodState } from './periods.ts'

const UNASKED = '这一旬没有发出过填报提醒，请核对未报名单，确认后再发布'

/** A 旬 that nobody was asked for carries a warning while its notice can still be stopped. */
export async function dispatchExtras({ tx, district }: Acting, notice: Notice): Promise<Block[]> {
  const period = tenDay(notice.period)
  const { askedAt } = await periodState(tx, district.id, period)
  const warns = askedAt === null && notice.state === NoticeState.PREVIEW
  return [
    ...(warns ? [{ kind: 'text' as const, tone: 'warning' as const, text: UNASKED }] : []),
    { kind: 'note', text: await burdenLine(tx, district.id, period) },
  ]
}
