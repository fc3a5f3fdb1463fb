/** “从 13” at the end of a line is how a list's own button asks for the next page. */
import type { Line } from './command.ts'

const PAGE = /(?:^|\s)从\s*(\d{1,4})\s*$/

/** The line without it, and the place of the first row that is asked for, counted from 1. */
export function pageOf(line: Line): { readonly line: Line; readonly from: number } {
  const from = Number(PAGE.exec(line.text)?.[1] ?? '1')
  const strip = (text: string): string => text.replace(PAGE, '').trim()
  return { line: { ...line, raw: strip(line.raw), text: strip(line.text) }, from: Math.max(1, from) }
}
