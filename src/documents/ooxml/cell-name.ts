/** Names of cells as a spreadsheet shows them. */

/** 'A' of 0, 'AA' of 26. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter
}

/** 'B3' of column 1, row 3 (rows count from 1, columns from 0). */
export function cellName(column: number, row: number): string {
  return `${columnLetters(column)}${row}`
}
