/** One cell from the words of the file: its type, its style, what stands in it. */
import { addDays, day } from '../../domain/calendar-day.ts'
import { decimalText, readDecimal, withoutNoise } from '../../domain/decimal-text.ts'
import type { RawCell } from './raw.ts'
import type { NumberStyle } from './styles.ts'
import { unescaped } from './xml.ts'

/** What the reader knows besides the cell itself. */
export interface CellGround {
  readonly strings: readonly string[]
  readonly styles: readonly NumberStyle[]
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean
}

export interface CellWords {
  readonly type: string
  readonly style: number
  /** Null: the cell has no <v>. */
  readonly value: string | null
  /** Text written into the cell itself. */
  readonly inline: string | null
  /** Null: no formula. */
  readonly formula: string | null
}

/** Null for an empty cell. */
export function readCell(words: CellWords, ground: CellGround): RawCell | null {
  const value = wordsToValue(words, ground)
  if (words.formula === null) return value
  // "[1]表!B7" reads another file.
  const formula = /\[[^\]]+\][^!]*!/.test(words.formula) ? 'outside' : 'own'
  // Libraries write <v/> for what they did not compute; an empty text (t="str") is a result.
  const uncomputed = words.value === null || (words.value.trim() === '' && words.type !== 'str')
  return value === null && uncomputed ? { is: 'uncomputed', formula } : value && { ...value, formula }
}

function wordsToValue({ type, style, value, inline }: CellWords, ground: CellGround): RawCell | null {
  if (type === 'inlineStr') return textCell(inline ?? '')
  if (value === null) return null
  if (type === 's') return textCell(ground.strings[Number(value)] ?? '')
  if (type === 'str') return textCell(unescaped(value))
  if (type === 'b') return { is: 'boolean', value: value === '1' }
  if (type === 'e') return { is: 'error', text: value }
  if (type === 'd') return { is: 'day', day: value.slice(0, 10), month: false }
  return numberCell(value.trim(), ground.styles[style] ?? 'number', ground.from1904)
}

function textCell(text: string): RawCell | null {
  return text.trim() === '' ? null : { is: 'text', text }
}

function numberCell(value: string, style: NumberStyle, from1904: boolean): RawCell | null {
  if (value === '') return null
  const exact = readDecimal(value)
  if (exact === null) return { is: 'text', text: value }
  const text = decimalText(withoutNoise(exact))
  if (style !== 'day' && style !== 'month') return { is: 'number', text, percent: style === 'percent' }
  const on = dayOfSerial(Number(text), from1904)
  return on === null ? { is: 'number', text, percent: false } : { is: 'day', day: on, month: style === 'month' }
}

/** The day of a serial number; null when it is none of this or the last century. */
export function dayOfSerial(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0)
  // 1954 to 2100: what lies outside is a number in a cell that was once formatted as a date.
  return days >= 20_000 && days <= 73_415 ? addDays(day('1899-12-30'), days) : null
}
