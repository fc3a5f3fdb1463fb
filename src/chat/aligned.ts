/** Lines of a table in plain text: a Chinese character is two columns wide, a letter or digit one. */

export interface Column {
  readonly align: 'left' | 'right'
  /** In columns of a fixed-width font. */
  readonly width: number
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0)
}

/** One row, cells two columns apart, padded to the columns' widths; no blanks at the end. */
export function padded(row: readonly string[], columns: readonly Column[]): string {
  return columns
    .map((column, i) => {
      const cell = row[i] ?? ''
      const blanks = ' '.repeat(Math.max(0, column.width - widthOf(cell)))
      return column.align === 'right' ? blanks + cell : cell + blanks
    })
    .join('  ')
    .trimEnd()
}
