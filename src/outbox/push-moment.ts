import { nextOpenMinute } from '../domain/quiet-hours.ts'
import type { Rules } from '../domain/rules.ts'
import type { WorkCalendar } from '../domain/workday.ts'

export interface PushQuestion {
  /** Business time at which the push falls due. */
  readonly at: Date
  readonly calendar: WorkCalendar
  readonly rules: Pick<Rules, 'calendar'>
}

/** When a push goes out: at once within the open hours of a working day, else in the next open minute (rules.md §1). */
export function pushMoment({ at, calendar, rules }: PushQuestion): Date {
  return nextOpenMinute(calendar, at, rules.calendar)
}
