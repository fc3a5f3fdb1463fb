/** A 跟踪卡 on one page, from what services/enterprise/tracking-print.ts gives; rows that do not fit are counted. */
import type { OfficialBlock, OfficialSection } from '../../documents/official/content.ts'
import { writeOfficial } from '../../documents/official/write.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import type { PrintTable, TrackingCardPrint } from '../enterprise/tracking-print.ts'
import { clipped } from './clipped.ts'

/** Lines of the page that are left for tables under title and fields; a table's name and titles take two. */
const LINES = 30
const HEAD = 2
const CELL_CHARACTERS = 60
/** Chinese characters of 五号 across the page. */
const ACROSS = 42
/** The margins of a cell, in characters, and the wrongs of a font. */
const MARGINS = 1.2
/** A column up to this wide is one of dates, states, numbers. */
const SHORT = 8
const LEAST = 4

/** '跟踪卡 001.docx' */
export function trackingFileName({ number }: TrackingCardPrint, shortName: string): string {
  return `服务企业跟踪卡 ${number} ${shortName}.docx`
}

/** The bytes of the .docx; the same card gives the same bytes. */
export function trackingSheet(card: TrackingCardPrint, demo: boolean): Uint8Array {
  return writeOfficial([trackingSection(card, demo)])
}

function trackingSection(card: TrackingCardPrint, demo: boolean): OfficialSection {
  const shown = fitted(card.tables)
  return {
    orientation: 'portrait',
    blocks: [
      { kind: 'title', lines: [card.title] },
      {
        kind: 'small',
        text: `卡号 ${card.number}　截至${showFullDay(card.asOf)}${demo ? '　演示数据，不是事实' : ''}`,
        align: 'right',
      },
      {
        kind: 'table',
        headless: true,
        columns: [
          { title: '', share: 3 },
          { title: '', share: 14 },
        ],
        rows: card.fields.map(({ label, value }) => [label, value]),
      },
      ...card.tables.flatMap((table, i) => tableBlocks(table, shown[i] ?? 0)),
    ],
  }
}

function tableBlocks({ title, columns, rows }: PrintTable, shown: number): OfficialBlock[] {
  if (rows.length === 0) return [{ kind: 'small', text: `${title}：无` }]
  const count = shown < rows.length ? `（共 ${rows.length} 项，列 ${shown} 项）` : ''
  const head: OfficialBlock = { kind: 'caption', text: `${title}${count}` }
  if (shown === 0) return [head]
  const listed = rows.slice(0, shown).map((cells) => cells.map((cell) => clipped(cell, CELL_CHARACTERS)))
  const shares = sharesOf({ columns, rows: listed })
  return [
    head,
    {
      kind: 'table',
      columns: columns.map((name, i) => ({ title: name, share: shares[i] ?? LEAST })),
      rows: listed,
      lines: listed.map(() => 0.8),
    },
  ]
}

/**
 * How wide each column is, in characters. A date, a state or a number keeps what it needs, so that it is not broken; what
 * is left goes to the texts, by their length.
 */
function sharesOf({ columns, rows }: Pick<PrintTable, 'columns' | 'rows'>): number[] {
  const wanted = columns.map(
    (name, i) => Math.max(...[name, ...rows.map((cells) => cells[i] ?? '')].map(widthOf)) + MARGINS,
  )
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  if (sum(wanted) <= ACROSS) return wanted
  const texts = wanted.filter((width) => width > SHORT)
  const left = ACROSS - sum(wanted.filter((width) => width <= SHORT))
  return wanted.map((width) => (width <= SHORT ? width : Math.max(LEAST, (left * width) / sum(texts))))
}

/** In Chinese characters; a figure takes some more than half of one, by the font that a computer has. */
function widthOf(text: string): number {
  return [...text].reduce((width, sign) => width + (sign > '⺀' ? 1 : 0.65), 0)
}

/** How many rows of each table fit: the first of each, then the second of each, until the page is full. */
function fitted(tables: readonly PrintTable[]): number[] {
  const shown = tables.map(() => 0)
  let left = LINES - tables.reduce((total, { rows }) => total + (rows.length === 0 ? 1 : HEAD), 0)
  const most = Math.max(0, ...tables.map(({ rows }) => rows.length))
  for (let round = 0; round < most; round++) {
    for (const [i, table] of tables.entries()) {
      const row = table.rows[round]
      if (row === undefined || shown[i] !== round) continue
      const lines = linesOf(row, table)
      if (lines > left) continue
      left -= lines
      shown[i] = round + 1
    }
  }
  return shown
}

function linesOf(cells: readonly string[], table: PrintTable): number {
  const across = sharesOf(table).map((share) => Math.max(2, share - MARGINS))
  return Math.max(1, ...cells.map((cell, i) => Math.ceil(Math.min(widthOf(cell), CELL_CHARACTERS) / (across[i] ?? 2))))
}
