/** The 台账 as a workbook: the printed table with its sums, and a sheet that says what the figures are. */
import { headerOf } from '../../documents/ledger-columns.ts'
import { cellName } from '../../documents/ooxml/cell-name.ts'
import { notesSheet } from '../../documents/spreadsheet/notes-sheet.ts'
import { rowHeight } from '../../documents/spreadsheet/row-height.ts'
import { type Sheet, type SheetCell, type SheetRow, textCell } from '../../documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../documents/spreadsheet/write.ts'
import { BASIS } from '../as-of.ts'
import { rowCell } from './cells.ts'
import { columnOrder, widthOf } from './columns.ts'
import { type LedgerBook, ledgerTitle, standsText } from './heading.ts'
import { ledgerNotes } from './notes.ts'
import { lastTenDayOf } from './span.ts'
import { sumRows } from './sums.ts'

const TITLE_ROWS = 2
const HEADER_ROW = TITLE_ROWS + 1

/** The bytes of the .xlsx; the same ledger gives the same bytes. */
export function ledgerWorkbook(book: LedgerBook): Uint8Array {
  return writeWorkbook([tableSheet(book), notesSheet(ledgerNotes(book))])
}

function tableSheet(book: LedgerBook): Sheet {
  const { rows, span, lockedAt, district, plates } = book
  const { printed, others } = columnOrder(book.columns)
  const columns = [...printed, ...others]
  const placeOf = (field: string) => columns.findIndex((column) => column.field === field)
  const period = lastTenDayOf(span)
  const first = HEADER_ROW + 1
  const last = HEADER_ROW + rows.length
  const widths = columns.map(widthOf)
  const projects = rows.map((row, i): SheetRow => {
    const place = { period, placeOf, row: first + i, plate: plates?.words.get(row.projectId) ?? null }
    const cells = columns.map((column) => rowCell(column, row, place))
    // What is not printed does not make the paper longer.
    return { cells, height: rowHeight(cells.slice(0, printed.length), widths) }
  })
  const sums = rows.length === 0 ? [] : sumRows(rows, { columns, placeOf, first, last })
  const lastPrinted = printed.length - 1
  const corner = Math.max(1, lastPrinted - 1)
  const demo = district.isDemo ? '；演示数据' : ''
  return {
    name: '台账',
    widths,
    rows: [
      titleRow(ledgerTitle(book)),
      {
        height: 18,
        cells: [
          textCell(`${standsText(period, lockedAt)}；${BASIS}${demo}`, { align: 'left' }),
          ...Array.from({ length: corner - 1 }, () => null),
          textCell('单位：万元', { align: 'right' }),
        ],
      },
      {
        height: 32,
        cells: columns.map((column, i) =>
          textCell(headerOf(column).replace('（', '\n（'), {
            ...{ bold: true, border: true, wrap: true, align: 'center' as const },
            fill: i <= lastPrinted ? 'DCE6F1' : 'EDEDED',
          }),
        ),
      },
      ...projects,
      ...sums,
    ],
    // The unit stands over the last two columns, beside what the table is of; a merge of one cell is damage.
    merges: [...merge(0, lastPrinted, 1), ...merge(0, corner - 1, 2), ...merge(corner, lastPrinted, 2)],
    frozen: { rows: HEADER_ROW, columns: placeOf('name') <= 3 ? placeOf('name') + 1 : 0 },
    ...(rows.length === 0 ? {} : { filter: `A${HEADER_ROW}:${cellName(columns.length - 1, last)}` }),
    print: {
      landscape: true,
      repeat: { from: 1, to: HEADER_ROW },
      area: `A1:${cellName(lastPrinted, HEADER_ROW + rows.length + sums.length)}`,
      footer: BASIS,
    },
  }
}

/** Columns from 0, rows from 1; nothing where there is one cell or none. */
function merge(from: number, to: number, row: number): string[] {
  return to > from ? [`${cellName(from, row)}:${cellName(to, row)}`] : []
}

function titleRow(title: string): SheetRow {
  const cell: SheetCell = textCell(title, { size: 18, font: '方正小标宋简体', align: 'center' })
  return { height: 32, cells: [cell] }
}
