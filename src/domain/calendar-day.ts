/**
 * A day of the calendar in Asia/Shanghai, and the way between days and instants.
 * Shanghai is a fixed UTC+8 here: China has kept no daylight saving time since 1991, and nothing the program handles is
 * older.
 */

declare const brand: unique symbol

/** A day, 'YYYY-MM-DD'; text order is date order. */
export type Day = string & { readonly [brand]: 'Day' }

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OFFSET = 8 * HOUR

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

/** The day of 'YYYY-MM-DD'; throws RangeError for anything else. */
export function day(text: string): Day {
  if (isDay(text)) return text
  throw new RangeError(`not a day: ${text}`)
}

/** The day of year, month (1–12) and day of month; null when there is no such day (2月30日). */
export function dayFromParts(year: number, month: number, dayOfMonth: number): Day | null {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`
  return isDay(text) ? text : null
}

/** The day in Shanghai at an instant. */
export function dayOf(instant: Date): Day {
  return day(new Date(instant.getTime() + OFFSET).toISOString().slice(0, 10))
}

/** The time of day in Shanghai at an instant, 'HH:mm'. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET).toISOString().slice(11, 16)
}

/** The instant of a day's 'HH:mm' in Shanghai; throws RangeError when the time is none. */
export function instantAt(on: Day, time: string): Date {
  if (!isTime(time)) throw new RangeError(`not a time of day: ${time}`)
  return new Date(`${on}T${time}:00+08:00`)
}

/** Whether the text is a time of day, 'HH:mm', 00:00 to 23:59. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** The day n days later (earlier when n is negative). */
export function addDays(from: Day, n: number): Day {
  return day(new Date(midnight(from) + n * DAY).toISOString().slice(0, 10))
}

/** Days from one day to another; negative when `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / DAY
}

/** Day of the week, 0 = Sunday to 6 = Saturday. */
export function weekday(on: Day): number {
  return new Date(midnight(on)).getUTCDay()
}

/** '9月12日' */
export function showDay(on: Day): string {
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`
}

/** '2023年9月12日' */
export function showFullDay(on: Day): string {
  return `${Number(on.slice(0, 4))}年${showDay(on)}`
}

/** '9月12日 17:00' */
export function showDayTime(instant: Date): string {
  return `${showDay(dayOf(instant))} ${timeOf(instant)}`
}

/** The day of a DATE column, which the database client hands over as midnight UTC. */
export function dayFromDb(date: Date): Day {
  return day(date.toISOString().slice(0, 10))
}

/** What a DATE column takes: midnight UTC of the day. */
export function dayToDb(on: Day): Date {
  return new Date(midnight(on))
}

function midnight(on: Day): number {
  return Date.parse(`${on}T00:00:00Z`)
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0')
}
