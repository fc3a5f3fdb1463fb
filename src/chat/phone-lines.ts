/** How much of a phone's screen a text takes, and what of a list fits into a number of lines (voice.md). */
import { widthOf } from './aligned.ts'

/** Columns of one phone line: 20 Chinese characters. */
export const PHONE_COLUMNS = 40

/** Lines that the text takes on a phone: a line that is too long goes on in the next one. */
export function phoneLines(text: string): number {
  return text.split('\n').reduce((total, line) => total + Math.max(1, Math.ceil(widthOf(line) / PHONE_COLUMNS)), 0)
}

/** The text, cut with an ellipsis where it is wider than so many columns. */
export function clipped(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(kept) + widthOf(sign) > columns - 2) break
    kept += sign
  }
  return `${kept}…`
}

/** What fits of the texts, each with so many columns in front, and how many are left out. */
export interface Fitted {
  readonly shown: readonly string[]
  readonly left: number
}

/** The first of the texts that fit into so many phone lines; one line is kept for saying how many are left out. */
export function fitted(texts: readonly string[], lines: number, indent = 0): Fitted {
  const heights = texts.map((text) => Math.max(1, Math.ceil((widthOf(text) + indent) / PHONE_COLUMNS)))
  const all = heights.reduce((total, height) => total + height, 0)
  if (all <= lines) return { shown: texts, left: 0 }
  let room = lines - 1
  let count = 0
  for (const height of heights) {
    if (height > room) break
    room -= height
    count += 1
  }
  return { shown: texts.slice(0, count), left: texts.length - count }
}
