/** Nothing is pushed outside the open hours of working days (rules.md §1); an answer to a person who wrote is no push. */
import { dayOf, instantAt, timeOf } from './calendar-day.ts'
import { firstWorkdayAfter, type WorkCalendar } from './workday.ts'

/** The hours in which a push may go out, 'HH:mm', the end excluded. `rules.calendar` is one. */
export interface OpenHours {
  readonly quietTo: string
  readonly quietFrom: string
}

/** Whether a push may go out at the instant. */
export function isOpen(calendar: WorkCalendar, at: Date, hours: OpenHours): boolean {
  const time = timeOf(at)
  return calendar.isWorkday(dayOf(at)) && hours.quietFrom <= time && time < hours.quietTo
}

/** The instant itself when pushes are open, else the minute in which they open next. */
export function nextOpenMinute(calendar: WorkCalendar, at: Date, hours: OpenHours): Date {
  if (isOpen(calendar, at, hours)) return at
  const today = dayOf(at)
  const opensToday = calendar.isWorkday(today) && timeOf(at) < hours.quietFrom
  return instantAt(opensToday ? today : firstWorkdayAfter(calendar, today), hours.quietFrom)
}
