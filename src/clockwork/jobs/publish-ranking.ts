import { NoticeKind } from '../../generated/prisma/enums.ts'
import { publishWhenDue } from '../../services/notice-due.ts'
import type { Job } from '../job.ts'
import { quarterRun, quarterSlots } from './quarter-slots.ts'

/** Posts the 季排名 to the 调度群 and to the leaders, unless it was held, returned or waits for 发布 (rules.md §5). */
export const publishRankingJob: Job = {
  id: 'publish-ranking',
  title: '季排名发到调度群和各包联领导',
  slots: (question) =>
    quarterSlots(question, ({ publishAt }, next) => ({ dueAt: publishAt, usefulUntil: next.previewAt })),
  run: async (ctx) => await publishWhenDue(ctx, NoticeKind.RANKING, quarterRun(ctx)),
}
