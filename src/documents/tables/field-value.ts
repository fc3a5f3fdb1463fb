/** The value of a field in one row, whatever its column holds. */
import { readDecimal, scaled } from '../../domain/decimal-text.ts'
import { readNature, readStage } from '../../domain/stage.ts'
import type { RawCell } from '../xlsx/raw.ts'
import { type CellValue, dayOfCell, moneyOf, percentOf, textOf, wholeOf } from './cell-values.ts'
import type { FoundColumn, FoundTable } from './find-table.ts'
import type { Grid } from './grid.ts'
import type { Tallies } from './table-notes.ts'

export interface FieldGround {
  readonly found: FoundTable
  /** The year of dates without one. */
  readonly year: number
  readonly fractions: ReadonlySet<string>
  readonly tallies: Tallies
}

/** Reads one cell by its column; unknown stages are tallied, not refused. */
export function fieldValue(ground: FieldGround, column: FoundColumn, cell: RawCell | null): CellValue {
  if (cell?.is === 'uncomputed')
    return { ok: false, reason: '公式还没有算出结果，请用 Excel 打开并保存一次，或粘贴为数值后再发' }
  if (cell?.is === 'error') return { ok: false, reason: `公式出错（${cell.text}），请改好` }
  const { field, kind } = column.column
  switch (kind) {
    case 'money':
      return moneyOf(cell, column.unit ?? '万元')
    case 'day':
      return dayOfCell(cell, ground.year, /planned|signed/i.test(field) ? 'last' : 'first')
    case 'whole':
      return field === 'number' ? anyNumber(cell) : wholeOf(cell)
    case 'percent':
      return percentOf(cell, ground.fractions.has(field))
    case 'nature':
      return worded(cell, (word) => readNature(word), null)
    case 'stage':
      return worded(cell, (word) => readStage(word), ground.tallies)
    case 'names':
    case 'text':
      return field === 'person' ? nameOf(cell) : textOf(cell)
  }
}

/** A person's name; lists spread the two signs of a short one: “张　三”. */
function nameOf(cell: RawCell | null): CellValue {
  const text = textOf(cell)
  if (!text.ok || text.value === null) return text
  return { ok: true, value: text.value.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') }
}

/** A list's own numbers may be 一、二 or 1-1: then they are not ours to keep. */
function anyNumber(cell: RawCell | null): CellValue {
  const value = wholeOf(cell)
  return value.ok ? value : { ok: true, value: null }
}

function worded(cell: RawCell | null, read: (word: string) => string | null, unknown: Tallies | null): CellValue {
  const text = textOf(cell)
  if (!text.ok || text.value === null) return text
  const value = read(text.value.replace(/\s/g, ''))
  if (value === null) unknown?.words.add(text.value)
  return { ok: true, value }
}

/** Percent columns whose bare numbers are all parts of one. */
export function fractionColumns(grid: Grid, found: FoundTable): ReadonlySet<string> {
  const isPart = (cell: RawCell | null): boolean => {
    if (cell?.is !== 'number' || cell.percent) return true
    const decimal = readDecimal(cell.text)
    return decimal !== null && scaled(decimal, 0, 1).units <= 15n
  }
  const below = grid.rows.filter(({ line }) => line > found.headerLine)
  return new Set(
    [...found.columns.values()]
      .filter(
        ({ column, place }) => column.kind === 'percent' && below.every(({ cells }) => isPart(cells[place] ?? null)),
      )
      .map(({ column }) => column.field),
  )
}
