/** A sheet of a workbook as plain data; write.ts makes the file. */
import type { Day } from '../../domain/calendar-day.ts'

export interface CellStyle {
  readonly bold?: boolean
  /** Points; default 10. */
  readonly size?: number
  readonly font?: string
  readonly align?: 'left' | 'center' | 'right'
  readonly wrap?: boolean
  readonly border?: boolean
  /** RRGGBB */
  readonly fill?: string
  /** Excel's number format, '#,##0.00'. */
  readonly format?: string
}

export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Decimal text: what is written is exact, never a binary float. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'day'; readonly day: Day }
  /** `cached` is what a program shows that does not calculate: a number as decimal text; '' for an empty text. */
  | { readonly kind: 'formula'; readonly formula: string; readonly cached: string }

export interface SheetCell {
  /** Null: only the style, as for the border of an empty cell. */
  readonly value: CellValue | null
  readonly style?: CellStyle
}

export interface SheetRow {
  readonly cells: readonly (SheetCell | null)[]
  /** Points; absent: as high as its text needs. */
  readonly height?: number
}

export interface Sheet {
  readonly name: string
  /** Widths in characters. */
  readonly widths: readonly number[]
  readonly rows: readonly SheetRow[]
  readonly merges?: readonly string[]
  readonly frozen?: { readonly rows: number; readonly columns: number }
  readonly filter?: string
  readonly print: {
    readonly landscape: boolean
    /** Rows that stand on every page, counted from 1. */
    readonly repeat?: { readonly from: number; readonly to: number }
    /** 'A1:V58'; absent: all. */
    readonly area?: string
    /** Left of the page number. */
    readonly footer?: string
  }
}

export function textCell(text: string | null, style: CellStyle = {}): SheetCell {
  return { value: text === null || text === '' ? null : { kind: 'text', text }, style }
}
