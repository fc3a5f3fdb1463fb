/** A plain list as a sheet that prints: title, what it is of, header on every page, one row each, sums below. */
import { money, moneyText, sum } from '../../domain/money.ts'
import { cellName, columnLetters } from '../ooxml/cell-name.ts'
import { rowHeight } from './row-height.ts'
import { type CellStyle, type Sheet, type SheetCell, type SheetRow, textCell } from './sheet.ts'

export interface ListColumn {
  readonly title: string
  /** Characters. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
  readonly format?: string
  /** An amount in 万元 that the sum rows add up. */
  readonly summed?: boolean
}

export interface ListSum {
  /** '合计（12 个）' */
  readonly label: string
  /** The rows whose cell of a column (from 0) has one of these words; null: all. */
  readonly where: { readonly column: number; readonly words: readonly string[] } | null
}

export interface ListSheet {
  /** Of the sheet's tab. */
  readonly name: string
  readonly title: string
  /** As of when, and of what kind the figures are. */
  readonly subtitle: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly SheetCell['value'][])[]
  readonly sums?: readonly ListSum[]
}

const TITLE_ROWS = 2
const HEADER_ROW = TITLE_ROWS + 1
/** The label of a sum stands under the names, not under the numbers. */
const LABEL_COLUMN = 1

export function listSheet(list: ListSheet): Sheet {
  const { name, title, subtitle, columns, rows, sums = [] } = list
  const widths = columns.map(({ width }) => width)
  const header = columns.map((column) =>
    textCell(column.title, { bold: true, border: true, wrap: true, align: 'center', fill: 'DCE6F1' }),
  )
  const body = rows.map((values) => {
    const cells = columns.map((column, i): SheetCell => ({ value: values[i] ?? null, style: styleOf(column) }))
    return { cells, height: rowHeight(cells, widths) }
  })
  const last = columns.length - 1
  const lastRow = HEADER_ROW + rows.length
  return {
    name,
    widths,
    rows: [
      { height: 32, cells: [textCell(title, { size: 18, font: '方正小标宋简体', align: 'center' })] },
      { height: 18, cells: [textCell(subtitle, { align: 'left' })] },
      { height: 24, cells: header },
      ...body,
      ...(rows.length === 0 ? [] : sums.map((one) => sumRow(list, one))),
    ],
    merges: [`A1:${cellName(last, 1)}`, `A2:${cellName(last, 2)}`],
    frozen: { rows: HEADER_ROW, columns: 0 },
    ...(rows.length === 0 ? {} : { filter: `A${HEADER_ROW}:${cellName(last, lastRow)}` }),
    print: { landscape: true, repeat: { from: 1, to: HEADER_ROW }, footer: subtitle },
  }
}

function sumRow({ columns, rows }: ListSheet, { label, where }: ListSum): SheetRow {
  const own = rows.filter((values) => {
    const value = where === null ? null : values[where.column]
    return where === null || (value?.kind === 'text' && where.words.includes(value.text))
  })
  const range = (column: number) => {
    const letters = columnLetters(column)
    return `${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + rows.length}`
  }
  const formula = (column: number) =>
    where === null
      ? `SUM(${range(column)})`
      : where.words.map((word) => `SUMIF(${range(where.column)},"${word}",${range(column)})`).join('+')
  return {
    height: 20,
    cells: columns.map((column, i): SheetCell => {
      const style = { ...styleOf(column), bold: true, fill: 'F2F2F2' }
      if (i === LABEL_COLUMN) return textCell(label, style)
      if (column.summed !== true) return { value: null, style }
      const amounts = own.flatMap((values) => {
        const value = values[i]
        return value?.kind === 'number' ? [money(value.text)] : []
      })
      return { value: { kind: 'formula', formula: formula(i), cached: moneyText(sum(amounts)) }, style }
    }),
  }
}

function styleOf({ align = 'left', format }: ListColumn): CellStyle {
  return { border: true, wrap: true, align, ...(format === undefined ? {} : { format }) }
}
