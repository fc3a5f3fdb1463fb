import type { Block } from '../../../chat/card.ts'
import { oneLine } from '../../short-text.ts'
import type { Table } from '../card-json.ts'
import { sizeOf } from '../card-size.ts'
import { chunksOf } from '../chunks.ts'
import { type Drawing, heading, paragraph, textUnits, UNIT_BYTES, type Unit, unit } from '../unit.ts'
import { moreUnits } from './more.ts'

type TableBlock = Extract<Block, { kind: 'table' }>
type Row = TableBlock['rows'][number]

const MOST_COLUMNS = 50
/** A cell longer than this needs more than one line on a phone. */
const SHORT_CELL = 12
const LONGEST_CAPTION = 80

/** A table, in as many table elements as its size takes; rows that no table can hold become text. */
export function tableBlock(block: TableBlock, drawing: Drawing): Unit[] {
  return [...captioned(block.caption, rowUnits(block)), ...moreUnits(block.more, drawing)]
}

function rowUnits(block: TableBlock): Unit[] {
  if (block.rows.length === 0) return [unit([paragraph('（无）', 'muted')], 0)]
  const tabular = block.columns.length > 0 && block.columns.length <= MOST_COLUMNS
  if (!tabular || sizeOf(tableOf(block, [])).bytes > UNIT_BYTES) return block.rows.flatMap((row) => asText(block, row))
  const bytesOf = (row: Row) => Buffer.byteLength(JSON.stringify(JSON.stringify(cellsOf(block, row))))
  const chunks = chunksOf(block.rows, { count: Number.MAX_SAFE_INTEGER, bytes: UNIT_BYTES }, bytesOf)
  return chunks.flatMap((rows) => {
    const [only] = rows
    if (rows.length === 1 && only !== undefined && bytesOf(only) > UNIT_BYTES) return asText(block, only)
    return [unit([tableOf(block, rows)], rows.length, block.more?.action)]
  })
}

/** Puts the caption above the first unit, so that the two are never parted. */
function captioned(caption: string | undefined, units: Unit[]): Unit[] {
  if (caption === undefined || caption.trim() === '') return units
  const [first, ...rest] = units
  if (caption.length > LONGEST_CAPTION || first === undefined) return [...textUnits(caption, heading), ...units]
  return [unit([heading(caption), ...first.elements], first.items, first.more), ...rest]
}

function tableOf(block: TableBlock, rows: readonly Row[]): Table {
  const long = rows.some((row) => row.some((cell) => cell.length > SHORT_CELL))
  return {
    tag: 'table',
    page_size: 10,
    ...(long ? { row_height: 'auto', row_max_height: '124px' } : { row_height: 'low' }),
    header_style: { background_style: 'grey', bold: true },
    columns: block.columns.map((column, i) => ({
      name: `c${i}`,
      display_name: oneLine(column.title, 60),
      data_type: 'text',
      horizontal_align: column.align ?? 'left',
      width: 'auto',
    })),
    rows: rows.map((row) => cellsOf(block, row)),
  }
}

/** One row by column; cells beyond the last column join it, so that none is lost. */
function cellsOf(block: TableBlock, row: Row): Record<string, string> {
  const last = block.columns.length - 1
  const cells: Record<string, string> = {}
  row.forEach((cell, i) => {
    const name = `c${Math.min(i, last)}`
    cells[name] = i > last ? `${cells[name] ?? ''} ${cell}` : cell
  })
  return cells
}

/** A row as a paragraph; its first piece counts as the row. */
function asText(block: TableBlock, row: Row): Unit[] {
  const cells = row.map((cell, i) => {
    const title = block.columns[i]?.title ?? ''
    return title === '' ? cell : `${title}：${cell}`
  })
  const more = block.more === undefined ? {} : { more: block.more.action }
  return textUnits(cells.join('；'), (piece) => paragraph(piece)).map((piece, i) => ({
    ...piece,
    items: i === 0 ? 1 : 0,
    ...more,
  }))
}
