/** Reads 旬, months and quarters as people type them; a year left out is found from today. */
import type { Day } from './calendar-day.ts'
import { fold, visible } from './normalise.ts'
import {
  type Month,
  month,
  monthNumber,
  monthOf,
  nextTenDay,
  type Part,
  parseTenDay,
  partOf,
  previousTenDay,
  type Quarter,
  quarter,
  quarterOfMonth,
  type TenDay,
  tenDay,
  tenDayOf,
  yearOf,
} from './period.ts'

const YEAR = '(?:(\\d{4}|今|本|去|上)年)?'
const MONTH = '(0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])'
const CHINESE_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/**
 * The 旬 of '9月上旬', '2023年9月上旬', '2023-09-1', '上旬', '本旬', '上一旬', '下一旬', '本月上旬', '上月下旬'; null when the text
 * is none. A month without a year is this year's, or last year's when it lies more than nine months ahead. A bare 下旬 in
 * the first ten days of a month is the last month's, which is the one being reported then; any other is this month's.
 */
export function readTenDay(text: string, today: Day): TenDay | null {
  const word = plain(text)
  const current = tenDayOf(today)
  if (/^(?:本|这|这一|当前|今)个?旬$/.test(word)) return current
  if (/^(?:上一|上个|前一|上一个)旬$/.test(word)) return previousTenDay(current)
  if (/^(?:下一|下个|后一|下一个)旬$/.test(word)) return nextTenDay(current)
  const code = /^(\d{4})-(\d{1,2})-([123])$/.exec(word)
  if (code) return parseTenDay(`${code[1]}-${code[2]?.padStart(2, '0')}-${code[3]}`)
  const match = /^(.*?)([上中下])旬$/.exec(word)
  if (!match) return null
  const [, before = '', name = ''] = match
  const part = partOfName(name)
  if (before === '') {
    const here = tenDay(`${monthOf(current)}-${part}`)
    return part === 3 && partOf(current) === 1 ? previousTenDay(current) : here
  }
  const of = readMonth(before, today)
  return of && tenDay(`${of}-${part}`)
}

/** The month of '9月', '2023年9月', '2023-09', '九月', '本月', '上月'; a year left out is found as for a 旬. */
export function readMonth(text: string, today: Day): Month | null {
  const word = plain(text)
  const current = monthOf(tenDayOf(today))
  if (/^(?:本|这个?|当)月$/.test(word)) return current
  if (/^上个?月$/.test(word)) return shifted(current, -1)
  if (/^下个?月$/.test(word)) return shifted(current, 1)
  const code = /^(\d{4})-(\d{1,2})$/.exec(word)
  if (code) return monthOfYear(Number(code[1]), Number(code[2]))
  const match = new RegExp(`^${YEAR}${MONTH}月份?$`).exec(word)
  if (!match) return null
  const number = numberOfMonth(match[2] ?? '')
  return monthOfYear(yearMeant(match[1], number, today), number)
}

/** The quarter of '三季度', '第3季度', '2023年三季度', '2023-Q3', 'Q3', '本季度', '上季度'; a year left out as for a 旬. */
export function readQuarter(text: string, today: Day): Quarter | null {
  const word = plain(text)
  const now = monthOf(tenDayOf(today))
  if (/^(?:本|这个?|当)季度?$/.test(word)) return quarterOfMonth(now)
  if (/^上一?个?季度?$/.test(word)) return quarterOfMonth(shifted(now, -3))
  const match = new RegExp(`^${YEAR}第?([一二三四1-4])季度?$`).exec(word) ?? /^(?:(\d{4})[年-]?)?Q([1-4])$/i.exec(word)
  if (!match) return null
  const number = /\d/.test(match[2] ?? '') ? Number(match[2]) : '一二三四'.indexOf(match[2] ?? '') + 1
  return quarter(`${yearText(yearMeant(match[1], number * 3 - 2, today))}-Q${number}`)
}

/** The year of a month that was typed without one, or with 今年 or 去年. */
function yearMeant(typed: string | undefined, number: number, today: Day): number {
  const year = Number(today.slice(0, 4))
  if (typed === undefined) return number - Number(today.slice(5, 7)) > 9 ? year - 1 : year
  if (/\d/.test(typed)) return Number(typed)
  return typed === '去' || typed === '上' ? year - 1 : year
}

function monthOfYear(year: number, number: number): Month | null {
  return number >= 1 && number <= 12 ? month(`${yearText(year)}-${String(number).padStart(2, '0')}`) : null
}

function shifted(from: Month, months: number): Month {
  const index = yearOf(from) * 12 + monthNumber(from) - 1 + months
  return month(`${yearText(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`)
}

function numberOfMonth(text: string): number {
  return /\d/.test(text) ? Number(text) : CHINESE_MONTHS.indexOf(text) + 1
}

function partOfName(name: string): Part {
  return name === '上' ? 1 : name === '中' ? 2 : 3
}

function yearText(year: number): string {
  return String(year).padStart(4, '0')
}

function plain(text: string): string {
  return fold(visible(text)).replace(/\s/g, '')
}
