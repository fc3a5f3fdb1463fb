/** What the rows above a table and its headers say of all of it: the year, the moment, the unit. */

import { addDays, type Day, dayFromParts } from '../../domain/calendar-day.ts'
import { type TenDay, tenDay, tenDayOf } from '../../domain/period.ts'
import { type MoneyUnit, type StrangeUnit, squeezed, unitIn } from './header-key.ts'

export interface TitleFacts {
  readonly year: number | null
  /** The 旬 to whose end 年度累计 counts. */
  readonly asOf: TenDay | null
  readonly unit: MoneyUnit | StrangeUnit | null
}

/** Reads the words of the title rows (and of the sheet's name); the first that says something counts. */
export function readTitles(texts: readonly string[], today: Day): TitleFacts {
  const words = texts.map(squeezed)
  const year = firstOf(words, yearIn)
  return {
    year,
    asOf: firstOf(words, (word) => momentIn(word, year ?? Number(today.slice(0, 4)))),
    unit: firstOf(texts, (text) => (/单位|金额|[(（]/.test(text) ? unitIn(text) : null)),
  }
}

function yearIn(word: string): number | null {
  // 截至2022年底 names the year before.
  const match = /(20\d{2})(?:年(?!底|末|及以前|以前)|[-./]\d)/.exec(word)
  return match ? Number(match[1]) : null
}

/** '2023年9月上旬', '截至8月底', '截至2023年9月10日'; a day inside a 旬 is no moment. */
export function momentIn(text: string, year: number): TenDay | null {
  const word = squeezed(text)
  const part = /(?:(20\d{2})年)?(\d{1,2})月份?([上中下])旬/.exec(word)
  if (part) return madeOf(Number(part[1] ?? year), Number(part[2]), '上中下'.indexOf(part[3] ?? '上') + 1)
  const end =
    /(?:截至|截止|至|-|~)(?:(20\d{2})年)?(\d{1,2})月份?(?:底|末|(?=(?:累计)?完成))/.exec(word) ??
    /(?:(20\d{2})年)?1-(\d{1,2})月/.exec(word)
  if (end) return madeOf(Number(end[1] ?? year), Number(end[2]), 3)
  const on = /(?:截至|截止|至|数据日期:?)(?:(20\d{2})[年.-])?(\d{1,2})[月.-](\d{1,2})日?/.exec(word)
  const day = on ? dayFromParts(Number(on[1] ?? year), Number(on[2]), Number(on[3])) : null
  return day !== null && tenDayOf(day) !== tenDayOf(addDays(day, 1)) ? tenDayOf(day) : null
}

function madeOf(year: number, month: number, part: number): TenDay | null {
  return month >= 1 && month <= 12 ? tenDay(`${year}-${String(month).padStart(2, '0')}-${part}`) : null
}

function firstOf<T>(words: readonly string[], read: (word: string) => T | null): T | null {
  for (const word of words) {
    const found = read(word)
    if (found !== null) return found
  }
  return null
}
