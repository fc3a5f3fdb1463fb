/** A sheet as a grid in which merged cells can be looked through. */
import type { Merge, RawCell, RawRow, RawSheet } from '../xlsx/raw.ts'

/** A merge that covers half the sheet is decoration; filling it would only cost memory. */
const MOST_FILLED = 5_000

export interface Grid {
  readonly title: string
  readonly rows: readonly RawRow[]
  /** The cell that is seen at a place: its own, or that of the merge it lies in. */
  at(line: number, column: number): RawCell | null
  /** The merge in which a place lies, when it is not its first cell. */
  mergeOver(line: number, column: number): Merge | null
  readonly width: number
}

export function gridOf({ title, rows, merges }: RawSheet): Grid {
  const byLine = new Map(rows.map((row) => [row.line, row]))
  const covered = new Map<string, Merge>()
  for (const merge of merges) {
    if ((merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) > MOST_FILLED) continue
    for (let line = merge.top; line <= merge.bottom; line++) {
      for (let column = merge.left; column <= merge.right; column++) {
        if (line !== merge.top || column !== merge.left) covered.set(`${line}:${column}`, merge)
      }
    }
  }
  const own = (line: number, column: number): RawCell | null => byLine.get(line)?.cells[column] ?? null
  const mergeOver = (line: number, column: number): Merge | null =>
    covered.size === 0 ? null : (covered.get(`${line}:${column}`) ?? null)
  return {
    title,
    rows,
    mergeOver,
    at(line, column) {
      const merge = mergeOver(line, column)
      return merge === null ? own(line, column) : own(merge.top, merge.left)
    },
    width: rows.reduce((most, row) => Math.max(most, row.cells.length), 0),
  }
}

/** The words of a cell as they would be typed; '' for an empty one. */
export function wordsOf(cell: RawCell | null): string {
  if (cell === null) return ''
  switch (cell.is) {
    case 'text':
    case 'error':
      return cell.text
    case 'number':
      return cell.percent ? `${cell.text}（百分比格式）` : cell.text
    case 'day':
      return cell.month ? cell.day.slice(0, 7) : cell.day
    case 'boolean':
      return cell.value ? '是' : '否'
    case 'uncomputed':
      return ''
  }
}
