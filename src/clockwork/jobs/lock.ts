import { beganBeforeActivation } from '../../services/periods-begun.ts'
import { lockPeriod } from '../../services/periods-lock.ts'
import type { Job } from '../job.ts'
import { tenDayRun, tenDaySlots } from './ten-day-slots.ts'

/** Locks the 旬 and previews its bulletin to 项目办. A change of state never lapses (rules.md §1). */
export const lockJob: Job = {
  id: 'lock',
  title: '旬报锁定，通报预览发项目办',
  slots: (question) => tenDaySlots(question, ({ lockAt }) => ({ dueAt: lockAt, usefulUntil: null })),
  run: async (ctx) => {
    const { period } = tenDayRun(ctx)
    if (await beganBeforeActivation(ctx, period)) return
    await lockPeriod(ctx, period, null)
  },
}
