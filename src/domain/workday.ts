/**
 * Working days of the State Council's calendar, with a district's own holidays laid over it (rules.md §1).
 * Only the tables of chinese-days are used: its functions ask a date for its local day and so depend on the machine's
 * time zone.
 */
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { addDays, type Day, weekday } from './calendar-day.ts'

const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(arrangement.holidays))
const MOVED_WORKDAYS: ReadonlySet<string> = new Set(Object.keys(arrangement.workdays))

export interface WorkCalendar {
  isWorkday(on: Day): boolean
  /** Whether the year's official arrangement is at hand; if not, Monday to Friday count. */
  knows(year: number): boolean
}

/** A day that a district sets itself: a local holiday, or a working day in its place. */
export interface LocalDay {
  readonly date: Day
  readonly isWorkday: boolean
}

/** The official calendar with a district's own days laid over it. */
export function stateCalendar(local: readonly LocalDay[] = []): WorkCalendar {
  const own = new Map(local.map((entry) => [entry.date, entry.isWorkday]))
  return {
    isWorkday: (on) => own.get(on) ?? isStateWorkday(on),
    // 国庆节 stands in every year's arrangement; a year without it has not been announced yet.
    knows: (year) => HOLIDAYS.has(`${year}-10-01`),
  }
}

function isStateWorkday(on: Day): boolean {
  if (MOVED_WORKDAYS.has(on)) return true
  const onWeekend = weekday(on) % 6 === 0
  return !onWeekend && !HOLIDAYS.has(on)
}

export function isWorkday(calendar: WorkCalendar, on: Day): boolean {
  return calendar.isWorkday(on)
}

/** The day n working days later (earlier when n is negative), not counting the day itself; 0 gives the day itself. */
export function addWorkdays(calendar: WorkCalendar, from: Day, n: number): Day {
  if (!Number.isInteger(n)) throw new RangeError(`not a number of working days: ${n}`)
  const step = Math.sign(n)
  let on = from
  for (let left = Math.abs(n); left > 0; ) {
    on = addDays(on, step)
    if (calendar.isWorkday(on)) left -= 1
  }
  return on
}

/** The nth working day after a day: counting starts on the day after (rules.md §1). */
export function nthWorkdayAfter(calendar: WorkCalendar, from: Day, n: number): Day {
  if (n < 1) throw new RangeError(`not an ordinal: ${n}`)
  return addWorkdays(calendar, from, n)
}

/** The day itself when it is a working day, else the last one before it. */
export function lastWorkdayOnOrBefore(calendar: WorkCalendar, on: Day): Day {
  return calendar.isWorkday(on) ? on : addWorkdays(calendar, on, -1)
}

export function firstWorkdayAfter(calendar: WorkCalendar, on: Day): Day {
  return addWorkdays(calendar, on, 1)
}

/** The sentence that every answer carries which used a year without an official arrangement; null when all are known. */
export function calendarCaveat(calendar: WorkCalendar, years: Iterable<number>): string | null {
  const unknown = [...new Set(years)].filter((year) => !calendar.knows(year)).sort((a, b) => a - b)
  if (unknown.length === 0) return null
  return `${unknown.join('、')} 年的放假安排尚未收录，工作日按周一至周五计算`
}
