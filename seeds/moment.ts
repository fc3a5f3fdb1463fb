/** Where and when the demonstration stands: everything up to 2023年8月下旬 is locked, 9月上旬 is about to be asked for. */
import { type Day, day, instantAt } from '../src/domain/calendar-day.ts'
import { type TenDay, tenDay, tenDaysOfYear } from '../src/domain/period.ts'

export const YEAR = 2023
export const DISTRICT = '海南区'
export const CITY = '乌海市'

/** Where the demo clock starts: two minutes before the first reminder of 9月上旬 (9月8日 is its last working day). */
export const demoStart = instantAt(day('2023-09-08'), '08:58')

/** Slots before this moment count as passed, so nothing of August fires again. */
export const activatedAt = instantAt(day('2023-09-08'), '08:50')

/** Membership, assignments and plans hold from here. */
export const YEAR_START: Day = day('2023-01-01')

/** The 旬 of which the article's totals are taken: the last locked one. */
export const AS_OF: TenDay = tenDay('2023-08-3')

/** The 24 旬 of the history, January to August. */
export const HISTORY: readonly TenDay[] = tenDaysOfYear(YEAR).filter((period) => period <= AS_OF)
