/** The sheet 说明 of a workbook: a term and what it means, a row each. */
import { rowHeight } from './row-height.ts'
import { type Sheet, type SheetRow, textCell } from './sheet.ts'

export type NoteLine = readonly [term: string, text: string]

/** Characters: the term, and what it means. */
const WIDTHS = [18, 110] as const

export function notesSheet(lines: readonly NoteLine[]): Sheet {
  return {
    name: '说明',
    widths: WIDTHS,
    rows: [{ height: 28, cells: [textCell('说明', { size: 16, bold: true })] }, ...lines.map(noteRow)],
    print: { landscape: true },
  }
}

function noteRow([term, text]: NoteLine): SheetRow {
  const cells = [
    textCell(term, { bold: true, border: true, wrap: true, align: 'center' }),
    textCell(text, { border: true, wrap: true, align: 'left' }),
  ]
  return { cells, height: rowHeight(cells, WIDTHS) }
}
