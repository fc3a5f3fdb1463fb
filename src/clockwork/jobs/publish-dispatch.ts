import { NoticeKind } from '../../generated/prisma/enums.ts'
import { publishWhenDue } from '../../services/notice-due.ts'
import { lockedForNotices } from '../../services/periods-begun.ts'
import type { Job } from '../job.ts'
import { tenDayRun, tenDaySlots } from './ten-day-slots.ts'

/** Posts the 旬调度通报 to the 调度群, unless it was held, returned or waits for 发布 (rules.md §5). */
export const publishDispatchJob: Job = {
  id: 'publish-dispatch',
  title: '旬调度通报发到调度群',
  slots: (question) =>
    tenDaySlots(question, ({ publishAt }, next) => ({ dueAt: publishAt, usefulUntil: next.publishAt })),
  run: async (ctx) => {
    const { period } = tenDayRun(ctx)
    if (await lockedForNotices(ctx, period)) await publishWhenDue(ctx, NoticeKind.DISPATCH, period)
  },
}
