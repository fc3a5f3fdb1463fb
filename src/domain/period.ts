/**
 * 旬, month and quarter as codes whose text order is time order (rules.md §1):
 * 上旬 1–10, 中旬 11–20, 下旬 21 to the month's end; '2023-09-1|2|3', '2023-09', '2023-Q3'.
 */
import { addDays, type Day, day } from './calendar-day.ts'

declare const tenDayBrand: unique symbol
declare const monthBrand: unique symbol
declare const quarterBrand: unique symbol

/** A ten-day period, 旬: '2023-09-1'. */
export type TenDay = string & { readonly [tenDayBrand]: 'TenDay' }
/** '2023-09' */
export type Month = string & { readonly [monthBrand]: 'Month' }
/** '2023-Q3' */
export type Quarter = string & { readonly [quarterBrand]: 'Quarter' }
/** 1 上旬, 2 中旬, 3 下旬 */
export type Part = 1 | 2 | 3

const PART_NAMES = { 1: '上旬', 2: '中旬', 3: '下旬' } as const
const TEN_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-[123]$/
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

function isTenDay(text: string): text is TenDay {
  return TEN_DAY.test(text)
}

function isMonth(text: string): text is Month {
  return MONTH.test(text)
}

function isQuarter(text: string): text is Quarter {
  return /^\d{4}-Q[1-4]$/.test(text)
}

/** The 旬 of a code, or null. */
export function parseTenDay(code: string): TenDay | null {
  return isTenDay(code) ? code : null
}

/** The 旬 of a code; throws RangeError. */
export function tenDay(code: string): TenDay {
  if (isTenDay(code)) return code
  throw new RangeError(`not a ten-day period: ${code}`)
}

/** The month of a code; throws RangeError. */
export function month(code: string): Month {
  if (isMonth(code)) return code
  throw new RangeError(`not a month: ${code}`)
}

/** The quarter of a code; throws RangeError. */
export function quarter(code: string): Quarter {
  if (isQuarter(code)) return code
  throw new RangeError(`not a quarter: ${code}`)
}

/** The 旬 that a day lies in. */
export function tenDayOf(on: Day): TenDay {
  const dayOfMonth = Number(on.slice(8))
  return tenDay(`${on.slice(0, 7)}-${dayOfMonth <= 10 ? 1 : dayOfMonth <= 20 ? 2 : 3}`)
}

export function firstDay(period: TenDay): Day {
  return day(`${monthOf(period)}-${partOf(period) - 1}1`)
}

export function lastDay(period: TenDay): Day {
  return addDays(firstDay(nextTenDay(period)), -1)
}

export function nextTenDay(period: TenDay): TenDay {
  return tenDayAt(indexOf(period) + 1)
}

export function previousTenDay(period: TenDay): TenDay {
  return tenDayAt(indexOf(period) - 1)
}

/** Negative, 0 or positive, as Array.sort wants it. */
export function compareTenDay(a: TenDay, b: TenDay): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function monthOf(period: TenDay): Month {
  return month(period.slice(0, 7))
}

export function quarterOfMonth(of: Month): Quarter {
  return quarter(`${of.slice(0, 4)}-Q${Math.ceil(Number(of.slice(5)) / 3)}`)
}

/** The three months of a quarter, in order. */
export function monthsOfQuarter(of: Quarter): readonly Month[] {
  const first = (Number(of.at(-1)) - 1) * 3 + 1
  return [0, 1, 2].map((i) => month(`${yearOf(of)}-${String(first + i).padStart(2, '0')}`))
}

export function yearOf(period: TenDay | Month | Quarter): number {
  return Number(period.slice(0, 4))
}

/** 1–12 */
export function monthNumber(of: TenDay | Month): number {
  return Number(of.slice(5, 7))
}

export function partOf(period: TenDay): Part {
  const part = period.at(-1)
  return part === '1' ? 1 : part === '2' ? 2 : 3
}

/** The 36 旬 of a year, in order. */
export function tenDaysOfYear(year: number): readonly TenDay[] {
  return Array.from({ length: 36 }, (_, i) => tenDayAt(year * 36 + i))
}

/** '2023年9月上旬' */
export function showTenDay(period: TenDay): string {
  return `${showMonth(monthOf(period))}${PART_NAMES[partOf(period)]}`
}

/** '9月上旬' */
export function showTenDayShort(period: TenDay): string {
  return `${monthNumber(period)}月${PART_NAMES[partOf(period)]}`
}

/** '2023年9月' */
export function showMonth(of: Month): string {
  return `${yearOf(of)}年${monthNumber(of)}月`
}

/** '2023年三季度' */
export function showQuarter(of: Quarter): string {
  return `${yearOf(of)}年${'一二三四'.charAt(Number(of.at(-1)) - 1)}季度`
}

function indexOf(period: TenDay): number {
  return (yearOf(period) * 12 + monthNumber(period) - 1) * 3 + partOf(period) - 1
}

function tenDayAt(index: number): TenDay {
  const months = Math.floor(index / 3)
  const year = String(Math.floor(months / 12)).padStart(4, '0')
  return tenDay(`${year}-${String((months % 12) + 1).padStart(2, '0')}-${(index % 3) + 1}`)
}
