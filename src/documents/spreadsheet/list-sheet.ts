/** A plain list as a sheet that prints: title, what it is of, header on every page, one row each. */

import { cellName } from '../ooxml/cell-name.ts'
import { rowHeight } from './row-height.ts'
import { type CellStyle, type Sheet, type SheetCell, textCell } from './sheet.ts'

export interface ListColumn {
  readonly title: string
  /** Characters. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
  readonly format?: string
}

export interface ListSheet {
  /** Of the sheet's tab. */
  readonly name: string
  readonly title: string
  /** As of when, and of what kind the figures are. */
  readonly subtitle: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly SheetCell['value'][])[]
}

const TITLE_ROWS = 2

export function listSheet({ name, title, subtitle, columns, rows }: ListSheet): Sheet {
  const widths = columns.map(({ width }) => width)
  const header = columns.map((column) =>
    textCell(column.title, { bold: true, border: true, wrap: true, align: 'center', fill: 'DCE6F1' }),
  )
  const body = rows.map((values) => {
    const cells = columns.map((column, i): SheetCell => ({ value: values[i] ?? null, style: styleOf(column) }))
    return { cells, height: rowHeight(cells, widths) }
  })
  const last = columns.length - 1
  return {
    name,
    widths,
    rows: [
      { height: 32, cells: [textCell(title, { size: 18, font: '方正小标宋简体', align: 'center' })] },
      { height: 18, cells: [textCell(subtitle, { align: 'left' })] },
      { height: 24, cells: header },
      ...body,
    ],
    merges: [`A1:${cellName(last, 1)}`, `A2:${cellName(last, 2)}`],
    frozen: { rows: TITLE_ROWS + 1, columns: 0 },
    print: { landscape: true, repeat: { from: 1, to: TITLE_ROWS + 1 }, footer: subtitle },
  }
}

function styleOf({ align = 'left', format }: ListColumn): CellStyle {
  return { border: true, wrap: true, align, ...(format === undefined ? {} : { format }) }
}
