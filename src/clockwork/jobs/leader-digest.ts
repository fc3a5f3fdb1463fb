import { sendLeaderDigests } from '../../services/leader-digest.ts'
import { lockedForNotices } from '../../services/periods-begun.ts'
import type { Job } from '../job.ts'
import { tenDayRun, tenDaySlots } from './ten-day-slots.ts'

/** 包联日报, at the time of the bulletin; a job of its own, so that a held bulletin does not hold it. */
export const leaderDigestJob: Job = {
  id: 'leader-digest',
  title: '包联日报发各包联领导',
  slots: (question) =>
    tenDaySlots(question, ({ publishAt }, next) => ({ dueAt: publishAt, usefulUntil: next.publishAt })),
  run: async (ctx) => {
    const { period } = tenDayRun(ctx)
    if (await lockedForNotices(ctx, period)) await sendLeaderDigests(ctx, period, ctx.slot.usefulUntil)
  },
}
