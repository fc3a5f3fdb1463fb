import { periodState } from '../../services/periods.ts'
import { remindMissing } from '../../services/reminders.ts'
import type { Job } from '../job.ts'
import { tenDayRun, tenDaySlots } from './ten-day-slots.ts'

/** The second and last reminder, to those missing; who was urged by hand has had it (rules.md §5). */
export const remindAgainJob: Job = {
  id: 'remind-again',
  title: '旬报二次提醒（只发未报的）',
  slots: (question) =>
    tenDaySlots(question, ({ secondReminderAt, deadlineAt }) =>
      secondReminderAt === null ? null : { dueAt: secondReminderAt, usefulUntil: deadlineAt },
    ),
  run: async (ctx) => {
    const { period, moments } = tenDayRun(ctx)
    const { askedAt } = await periodState(ctx.tx, ctx.district.id, period)
    // Never asked: the district was not in operation then. Asked only now: after a downtime both would go out together.
    if (askedAt === null || askedAt >= ctx.slot.dueAt) return
    await remindMissing(ctx, period, moments)
  },
}
