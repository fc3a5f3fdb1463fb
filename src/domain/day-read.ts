/** Reads days as people type them; what is left out is found from today. */
import { addDays, type Day, dayFromParts, daysBetween, weekday } from './calendar-day.ts'
import { readChineseNumber } from './chinese-number.ts'
import { fold, visible } from './normalise.ts'

/** A Map, not an object: people also type words that every object answers to (“valueOf”). */
const NAMED: ReadonlyMap<string, number> = new Map([
  ['前天', -2],
  ['昨天', -1],
  ['昨日', -1],
  ['今天', 0],
  ['今日', 0],
  ['明天', 1],
  ['明日', 1],
  ['后天', 2],
  ['大后天', 3],
])
const NUMBER = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
/** A date without a year further away than this is meant in the neighbouring year. */
const FAR = 274

/**
 * The day of '今天', '9月12日', '9.12', '9/12', '2023-09-12', '2023年9月12日', '12日', '下周三', '9月底', '年底'; null when it is none.
 * A date without a year is this year's, unless that is more than nine months away: then the neighbouring year's.
 * A day without a month is this month's.
 */
export function readDay(text: string, today: Day): Day | null {
  return read(text, today, nearest)
}

/**
 * The day of something that has happened (办结、到账、回访): as `readDay`, but a date without a year is never next year's:
 * '1月5日' in November is this January's.
 */
export function readPastDay(text: string, today: Day): Day | null {
  return read(text, today, nearestPast)
}

/** Which of the years a date without a year is meant in. */
type Choice = (inYear: (year: number) => Day | null, today: Day) => Day | null

function nearest(inYear: (year: number) => Day | null, today: Day): Day | null {
  return closeOf(inYear, today, [0, 1, -1])
}

function nearestPast(inYear: (year: number) => Day | null, today: Day): Day | null {
  return closeOf(inYear, today, [0, -1]) ?? inYear(Number(today.slice(0, 4)))
}

/** 2月29日 may not exist in a year; the nearest year that has it and is not far away is meant. */
function closeOf(inYear: (year: number) => Day | null, today: Day, shifts: readonly number[]): Day | null {
  const near = shifts.flatMap((shift) => inYear(Number(today.slice(0, 4)) + shift) ?? [])
  return near.find((on) => Math.abs(daysBetween(today, on)) <= FAR) ?? null
}

function read(text: string, today: Day, choice: Choice): Day | null {
  const word = fold(visible(text))
    .replace(/\s/g, '')
    .replace(/(?:之?前|以前|止)$/, '')
  const named = NAMED.get(word)
  if (named !== undefined) return addDays(today, named)
  return (
    full(word) ??
    withoutYear(word, today, choice) ??
    withinMonth(word, today) ??
    inWeek(word, today) ??
    atEnd(word, today, choice)
  )
}

function full(word: string): Day | null {
  const match =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(word) ??
    /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/.exec(word) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(word)
  if (!match) return null
  const [year, month, dayOfMonth] = match
    .slice(1)
    .filter((part) => /\d/.test(part))
    .map(Number)
  return dayFromParts(year ?? 0, month ?? 0, dayOfMonth ?? 0)
}

function withoutYear(word: string, today: Day, choice: Choice): Day | null {
  const match =
    new RegExp(`^([今去明]年)?${NUMBER}月${NUMBER}[日号]?$`).exec(word) ?? /^()(\d{1,2})[-./](\d{1,2})$/.exec(word)
  if (!match) return null
  const month = numberOf(match[2])
  const dayOfMonth = numberOf(match[3])
  const inYear = (year: number) => dayFromParts(year, month, dayOfMonth)
  if (match[1]) return inYear(Number(today.slice(0, 4)) + '去今明'.indexOf(match[1].charAt(0)) - 1)
  return choice(inYear, today)
}

function withinMonth(word: string, today: Day): Day | null {
  const match = new RegExp(`^(本|这个?|上个?|下个?)?月?${NUMBER}[日号]$`).exec(word)
  if (!match) return null
  const { year, month } = shiftedMonth(today, match[1])
  return dayFromParts(year, month, numberOf(match[2]))
}

/** '周五' is this week's, Monday to Sunday. */
function inWeek(word: string, today: Day): Day | null {
  const match = /^(本|这|上|下)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(word)
  if (!match) return null
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  const weeks = match[1] === '上' ? -1 : match[1] === '下' ? 1 : 0
  return addDays(monday, weeks * 7 + '一二三四五六日'.indexOf((match[2] ?? '').replace('天', '日')))
}

function atEnd(word: string, today: Day, choice: Choice): Day | null {
  if (/^(?:今年|本年)?年?[底末]$/.test(word) && word.includes('年'))
    return dayFromParts(Number(today.slice(0, 4)), 12, 31)
  const named = new RegExp(`^${NUMBER}月(?:底|末)$`).exec(word)
  if (named) return lastOfMonth(withoutYear(`${named[1]}月1日`, today, choice))
  const match = /^(本|这个?|上个?|下个?)?月[底末]$/.exec(word)
  if (!match) return null
  const { year, month } = shiftedMonth(today, match[1])
  return lastOfMonth(dayFromParts(year, month, 1))
}

function lastOfMonth(first: Day | null): Day | null {
  if (!first) return null
  const inNext = addDays(first, 31)
  return addDays(inNext, -Number(inNext.slice(8)))
}

function shiftedMonth(today: Day, which: string | undefined): { year: number; month: number } {
  const shift = which?.startsWith('上') ? -1 : which?.startsWith('下') ? 1 : 0
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + shift
  return { year: Math.floor(index / 12), month: (index % 12) + 1 }
}

function numberOf(text: string | undefined): number {
  const number = readChineseNumber(text ?? '')
  return number ? Number(number.digits) : 0
}
