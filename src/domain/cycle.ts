/** The moments of a 旬: reminders, deadline, lock and bulletin (rules.md §5). */
import { type Day, daysBetween, instantAt } from './calendar-day.ts'
import { lastDay, type TenDay } from './period.ts'
import type { Rules } from './rules.ts'
import { firstWorkdayAfter, lastWorkdayOnOrBefore, nthWorkdayAfter, type WorkCalendar } from './workday.ts'

export interface CycleMoments {
  readonly reminderAt: Date
  /** Null when a district's times leave no room for it between the first reminder and the deadline. */
  readonly secondReminderAt: Date | null
  readonly deadlineAt: Date
  readonly lockAt: Date
  readonly publishAt: Date
}

/** A first reminder earlier than this many days before the 旬 ends would ask for what has not happened yet. */
const EARLIEST_REMINDER_DAYS = 3

/** When the 旬 is asked for, due, locked and published, by a district's calendar and rules. */
export function cycleMoments(calendar: WorkCalendar, rules: Pick<Rules, 'calendar'>, period: TenDay): CycleMoments {
  const times = rules.calendar
  const end = lastDay(period)
  const deadlineDay = nthWorkdayAfter(calendar, end, times.deadlineWorkday)
  const lockDay = nthWorkdayAfter(calendar, end, times.lockWorkday)
  const deadlineAt = instantAt(deadlineDay, times.deadlineTime)
  const reminderAt = firstReminder(calendar, end, times.reminderTime, deadlineAt)
  const again = instantAt(deadlineDay, times.reminderTime)
  return {
    reminderAt,
    secondReminderAt: reminderAt < again && again < deadlineAt ? again : null,
    deadlineAt,
    lockAt: instantAt(lockDay, times.lockTime),
    publishAt: instantAt(lockDay, times.publishTime),
  }
}

function firstReminder(calendar: WorkCalendar, end: Day, time: string, deadlineAt: Date): Date {
  const before = lastWorkdayOnOrBefore(calendar, end)
  const early = instantAt(before, time)
  if (daysBetween(before, end) <= EARLIEST_REMINDER_DAYS) return early
  const late = instantAt(firstWorkdayAfter(calendar, end), time)
  // A reminder after its deadline is of no use; then rather too early than never.
  return late < deadlineAt ? late : early
}
