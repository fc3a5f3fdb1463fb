/** How high a row has to be for its wrapped text: not every program that opens or prints a sheet works it out itself. */
import type { SheetCell } from './sheet.ts'

/** Points of one line at the usual size of 10 points. */
const LINE = 14
const LEAST = 20
const PADDING = 4

/** Points; by the cell whose text needs most lines in its column. */
export function rowHeight(cells: readonly (SheetCell | null)[], widths: readonly number[]): number {
  const lines = cells.map((cell, i) => (cell?.value?.kind === 'text' ? linesOf(cell.value.text, widths[i] ?? 10) : 1))
  return Math.max(LEAST, Math.max(1, ...lines) * LINE + PADDING)
}

function linesOf(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((lines, part) => lines + Math.max(1, Math.ceil(halfWidths(part) / Math.max(1, width))), 0)
}

/** A Chinese character and its punctuation are two wide. */
function halfWidths(text: string): number {
  return [...text].reduce((width, sign) => width + (sign > '⺀' ? 2 : 1), 0)
}
