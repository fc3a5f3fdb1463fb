/** Cells of a workbook as typed columns: each is a zod schema that carries the column's title and an example. */
import { z } from 'zod'
import { dayFromDb, isDay } from '../domain/calendar-day.ts'
import { moneyText } from '../domain/money.ts'
import { moneyRefusal, readMoney } from '../domain/money-read.ts'
import { normalise } from '../domain/normalise.ts'

/** What a cell holds after reading; dates come as midnight UTC. */
export type Cell = string | number | boolean | Date | null

/** Title and example of each column, for finding it in a file and for writing the template. */
export const columns = z.registry<{ title: string; example: string; required: boolean }>()

/** The text of a cell; a number by its shortest decimal form, which is exact for two decimals up to 15 digits. */
const cellText = (cell: unknown): unknown => {
  if (cell instanceof Date) return dayFromDb(cell)
  if (cell === null || cell === undefined) return ''
  return normalise(String(cell))
}

export function requiredText(title: string, example: string) {
  return z
    .preprocess(cellText, z.string().min(1, '不能空着').max(200, '太长，请控制在 200 字以内'))
    .register(columns, { title, example, required: true })
}

export function optionalText(title: string, example: string) {
  return z
    .preprocess(
      cellText,
      z
        .string()
        .max(500, '太长，请控制在 500 字以内')
        .transform((text) => (text === '' ? null : text)),
    )
    .register(columns, { title, example, required: false })
}

/** Several names in one cell, divided by 、 , ; or spaces. */
export function names(title: string, example: string) {
  return z
    .preprocess(
      cellText,
      z.string().transform((text) => [...new Set(text.split(/[、,;，；\s]+/).filter((name) => name !== ''))]),
    )
    .register(columns, { title, example, required: false })
}

/** One of a few Chinese words; gives the English value. */
export function choice<T extends string>(title: string, example: string, words: Readonly<Record<string, T>>) {
  return z
    .preprocess(
      cellText,
      z.string().transform((text, ctx): T => {
        const value = Object.hasOwn(words, text) ? words[text] : undefined
        if (value !== undefined) return value
        ctx.addIssue({ code: 'custom', message: `只能填 ${Object.keys(words).join('、')}` })
        return z.NEVER
      }),
    )
    .register(columns, { title, example, required: true })
}

/** An amount in 万元 as a decimal text with two places; a unit may be written. Null when the cell is empty. */
export function amount(title: string, example: string) {
  return z
    .preprocess(
      cellText,
      z.string().transform((text, ctx): string | null => {
        if (text === '') return null
        const reading = readMoney(text)
        if (reading.ok) return moneyText(reading.money)
        ctx.addIssue({ code: 'custom', message: moneyRefusal(text, reading.reason) })
        return z.NEVER
      }),
    )
    .register(columns, { title, example, required: false })
}

/** A day, as a date cell or as 2023-03-15, 2023/3/15, 2023年3月15日. Null when the cell is empty. */
export function dayCell(title: string, example: string) {
  return z
    .preprocess(
      cellText,
      z.string().transform((text, ctx) => {
        if (text === '') return null
        const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
        const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
        if (isDay(written)) return written
        ctx.addIssue({ code: 'custom', message: `“${text}”不像日期，请写成 2023-03-15` })
        return z.NEVER
      }),
    )
    .register(columns, { title, example, required: false })
}

/** A whole number, such as a year or an ordinal. Null when the cell is empty. */
export function wholeNumber(title: string, example: string, least: number, most: number) {
  return z
    .preprocess(
      cellText,
      z.string().transform((text, ctx): number | null => {
        if (text === '') return null
        const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
        if (value >= least && value <= most) return value
        ctx.addIssue({ code: 'custom', message: `要填 ${least} 到 ${most} 的整数` })
        return z.NEVER
      }),
    )
    .register(columns, { title, example, required: false })
}
