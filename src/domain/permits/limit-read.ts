/** Reads a limit as people type it. */
import { readChineseNumber } from '../chinese-number.ts'
import { fold } from '../normalise.ts'
import type { Limit } from './clock.ts'

/** '3个工作日', '3工作日', '3 天' (working days, as promises are given), '60日', '60个自然日'; null when it is none. */
export function readLimit(text: string): Limit | null {
  const match = /^(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?\s*(工作日|工|天|自然日|日历日|日)?$/.exec(
    fold(text).replace(/\s/g, ''),
  )
  const number = match?.[1]
  if (match === null || number === undefined) return null
  const days = Number(readChineseNumber(number)?.digits ?? Number.NaN)
  if (!Number.isInteger(days) || days < 1 || days > 366) return null
  return { days, unit: /^(?:自然日|日历日|日)$/.test(match[2] ?? '') ? 'day' : 'workday' }
}
