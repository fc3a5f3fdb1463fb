import { month } from '../../domain/period.ts'
import { NoticeKind } from '../../generated/prisma/enums.ts'
import { lastTenDay } from '../../services/evaluation/cut-off.ts'
import { publishWhenDue } from '../../services/notice-due.ts'
import { lockedForNotices } from '../../services/periods-begun.ts'
import type { Job } from '../job.ts'
import { monthSlots } from './month-slots.ts'

/** Posts 月考评亮牌 to the 调度群, unless it is held, returned, waits for 发布, or an 异议 is undecided (rules.md §5). */
export const publishEvaluationJob: Job = {
  id: 'publish-evaluation',
  title: '月考评亮牌发到调度群',
  slots: (question) =>
    monthSlots(question, ({ publishAt }, next) => ({ dueAt: publishAt, usefulUntil: next.publishAt })),
  run: async (ctx) => {
    const of = month(ctx.period)
    if (await lockedForNotices(ctx, lastTenDay(of))) await publishWhenDue(ctx, NoticeKind.EVALUATION, of)
  },
}
