/** Cells and columns that the lists of 手续, 招商 and 储备 have in common. */
import type { CellValue } from '../../documents/spreadsheet/sheet.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { moneyFromDb, moneyText } from '../../domain/money.ts'

export interface ListFile {
  readonly name: string
  readonly content: Uint8Array
  readonly count: number
}

export const AMOUNT_COLUMN = { width: 14, align: 'right', format: '#,##0.00', summed: true } as const
export const DAY_COLUMN = { width: 12, align: 'center', format: 'yyyy-mm-dd' } as const

export function text(value: string | null): CellValue | null {
  return value === null || value === '' ? null : { kind: 'text', text: value }
}

export function whole(value: number): CellValue {
  return { kind: 'number', text: String(value) }
}

export function date(value: Date | null): CellValue | null {
  return value === null ? null : { kind: 'day', day: dayFromDb(value) }
}

/** 万元 */
export function amount(value: Parameters<typeof moneyFromDb>[0] | null): CellValue | null {
  return value === null ? null : { kind: 'number', text: moneyText(moneyFromDb(value)) }
}
