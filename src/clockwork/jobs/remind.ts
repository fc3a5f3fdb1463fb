import { remindAll } from '../../services/reminders.ts'
import type { Job } from '../job.ts'
import { tenDayRun, tenDaySlots } from './ten-day-slots.ts'

/** The first reminder: it opens the 旬 and asks each liaison in private about all of his projects (rules.md §5). */
export const remindJob: Job = {
  id: 'remind',
  title: '旬报提醒',
  slots: (question) =>
    tenDaySlots(question, ({ reminderAt, deadlineAt }) => ({ dueAt: reminderAt, usefulUntil: deadlineAt })),
  run: async (ctx) => {
    const { period, moments } = tenDayRun(ctx)
    await remindAll(ctx, period, moments)
  },
}
