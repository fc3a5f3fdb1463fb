/** One cell of a column as a value of its kind: exact, in one form, or the reason why not. */
import { dayFromParts, isDay } from '../../domain/calendar-day.ts'
import { decimalText, readDecimal, scaled } from '../../domain/decimal-text.ts'
import { isMoney, moneyText } from '../../domain/money.ts'
import { moneyRefusal, readMoney } from '../../domain/money-read.ts'
import { fold, normalise, visible } from '../../domain/normalise.ts'
import { dayOfSerial } from '../xlsx/cell.ts'
import type { RawCell } from '../xlsx/raw.ts'
import { wordsOf } from './grid.ts'
import type { MoneyUnit, StrangeUnit } from './header-key.ts'

/** What was done to a value that a person should know. */
export type ValueNote = 'rounded' | 'month'

export type CellValue =
  | { readonly ok: true; readonly value: string | null; readonly note?: ValueNote }
  | { readonly ok: false; readonly reason: string }

const EMPTY: CellValue = { ok: true, value: null }
const of = (value: string): CellValue => ({ ok: true, value })
const no = (reason: string): CellValue => ({ ok: false, reason })

/** What offices write into a cell that has nothing to say. */
const NOTHING = /^(?:[-—–/\\.、]+|无|暂无|没有|待定|未定|暂定|n\/?a|空)。?$/i

const POWER: Readonly<Record<MoneyUnit, number>> = { 亿元: 4, 千万元: 3, 百万元: 2, 万元: 0, 千元: -1, 元: -4 }

/** The text of a cell as it is written, without blanks at its ends; null when it says nothing. */
export function textOf(cell: RawCell | null, most = 2_000): CellValue {
  const text = visible(wordsOf(cell))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
  if (text === '' || NOTHING.test(fold(text))) return EMPTY
  return text.length <= most ? of(text) : no(`太长，请控制在 ${most} 字以内`)
}

/** The same half-width, for what is no text. */
function foldedOf(cell: RawCell | null): CellValue {
  const text = textOf(cell)
  return text.ok && text.value !== null ? of(normalise(text.value)) : text
}

/** An amount in 万元 with two decimals; `unit` is the column's, a unit in the cell itself goes before it. */
export function moneyOf(cell: RawCell | null, unit: MoneyUnit | StrangeUnit): CellValue {
  const text = foldedOf(cell)
  if (!text.ok || text.value === null || cell === null) return text
  if (cell.is === 'day') return no('是日期格式，不像金额，请改成数值')
  if (cell.is === 'number' && cell.percent) return no('是百分比格式，不像金额，请改成数值')
  if (typeof unit === 'object')
    return no(`单位“${unit.strange}”不能读，请换算成 元、千元、万元、百万元、千万元 或 亿元 再发`)
  const plain = text.value.replace(/[,\s]/g, '').replace(/^¥/, '')
  const decimal = /^-?[\d.]+$/.test(plain) ? readDecimal(plain) : null
  if (decimal === null) return writtenMoney(text.value)
  if (decimal.digits < 0n) return no(`金额不能是负数（${text.value}）`)
  const { units, exact } = scaled(decimal, POWER[unit], 2)
  if (!isMoney(units)) return no(`“${text.value}”太大，请核对单位`)
  // Less than a hundredth of the last digit is noise of the spreadsheet's arithmetic and not worth a word.
  const noise = exact || scaled(decimal, POWER[unit], 4).units === units * 100n
  return noise ? of(moneyText(units)) : { ok: true, value: moneyText(units), note: 'rounded' }
}

function writtenMoney(text: string): CellValue {
  const reading = readMoney(text)
  return reading.ok ? of(moneyText(reading.money)) : no(moneyRefusal(text, reading.reason))
}

/**
 * A day as 'YYYY-MM-DD'. A month without a day counts as its first or last day (`edge`).
 *
 * @param year the table's, for '9/12' and '9月12日'
 */
export function dayOfCell(cell: RawCell | null, year: number, edge: 'first' | 'last'): CellValue {
  const text = foldedOf(cell)
  if (!text.ok || text.value === null || cell === null) return text
  if (cell.is === 'day') return cell.month ? wholeMonth(cell.day.slice(0, 4), cell.day.slice(5, 7), edge) : of(cell.day)
  if (cell.is === 'number') return numberAsDay(cell.text, edge)
  const word = text.value.replace(/\s/g, '').replace(/(?:之?前|以前|左右|开工|竣工|投产)$/, '')
  return dayOfWords(word, year, edge) ?? no(`“${text.value}”不像日期，请写成 2023-03-15 或 2023年3月`)
}

function dayOfWords(word: string, year: number, edge: 'first' | 'last'): CellValue | null {
  const full =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(word) ??
    /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:日|T?00:00.*)?$/.exec(word) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(word)
  if (full) return dayOrNo(Number(full[1]), Number(full[2]), Number(full[3]), word)
  const month = /^(\d{4})(?:年|[-./])(\d{1,2})(?:月?份?|月(底|末|初)?)$/.exec(word)
  if (month) return wholeMonth(month[1] ?? '', month[2] ?? '', month[3] === '初' ? 'first' : month[3] ? 'last' : edge)
  const short = /^(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?$/.exec(word)
  if (short) return dayOrNo(year, Number(short[1]), Number(short[2]), word)
  const bare = /^(\d{1,2})月份?(底|末|初)?$/.exec(word)
  if (bare) return wholeMonth(String(year), bare[1] ?? '', bare[2] === '初' ? 'first' : bare[2] ? 'last' : edge)
  const end = /^(\d{4})年(?:年?底|年?末)$/.exec(word)
  return end ? dayOrNo(Number(end[1]), 12, 31, word) : null
}

/** A serial number without a date format, 20230912, or 2023.9 (of which 2023.1 may be October). */
function numberAsDay(text: string, edge: 'first' | 'last'): CellValue {
  if (/^\d{8}$/.test(text)) return dayOfWords(text, 0, edge) ?? no(`“${text}”不像日期`)
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const on = dayOfSerial(Number(text), false)
    if (on !== null) return of(on)
  }
  const month = /^(20\d{2})\.(\d{1,2})$/.exec(text)
  if (month?.[2] === '1') return no(`“${text}”分不清是 1 月还是 10 月，请写成 ${month[1]}-01 或 ${month[1]}-10`)
  if (month) return wholeMonth(month[1] ?? '', month[2] ?? '', edge)
  return no(`“${text}”不像日期，请写成 2023-03-15`)
}

function wholeMonth(year: string, month: string, edge: 'first' | 'last'): CellValue {
  const first = dayFromParts(Number(year), Number(month), 1)
  if (first === null) return no(`“${year}年${month}月”没有这个月`)
  if (edge === 'first') return { ok: true, value: first, note: 'month' }
  const days = [31, 30, 29, 28].find((date) => dayFromParts(Number(year), Number(month), date) !== null) ?? 28
  return { ok: true, value: dayFromParts(Number(year), Number(month), days), note: 'month' }
}

function dayOrNo(year: number, month: number, date: number, word: string): CellValue {
  const on = dayFromParts(year, month, date)
  return on !== null && isDay(on) ? of(on) : no(`“${word}”没有这一天`)
}

/** A whole number up to 999,999. */
export function wholeOf(cell: RawCell | null): CellValue {
  const text = foldedOf(cell)
  if (!text.ok || text.value === null) return text
  const word = text.value.replace(/[.、]$/, '')
  return /^\d{1,6}$/.test(word) ? of(String(Number(word))) : no(`“${text.value}”要填整数`)
}

/**
 * A percentage with two decimals, from 0.85 in a percent cell, '85%', 85 or a bare 0.85.
 *
 * @param fractions the column's bare numbers are parts of one: none of them is above 1.5
 */
export function percentOf(cell: RawCell | null, fractions: boolean): CellValue {
  const text = foldedOf(cell)
  if (!text.ok || text.value === null || cell === null) return text
  const isNumber = cell.is === 'number'
  const decimal = readDecimal(isNumber ? cell.text : text.value.replace(/[%\s]/g, ''))
  if (decimal === null) return no(`“${text.value}”不像百分数，请写成 85%`)
  const asPart = isNumber ? cell.percent || fractions : !text.value.includes('%') && fractions
  const { units } = scaled(decimal, asPart ? 2 : 0, 2)
  return of(decimalText({ digits: units, places: 2 }))
}
