/** The head of a picture: its title, and small below what it is of. */
import { GREY_INK, LINE, MARGIN, rect, SIGNAL, text, WIDTH, wrap } from './paint.ts'

const TITLE = 26
const SUBTITLE = 17

export interface Heading {
  readonly parts: readonly string[]
  /** Where what follows may begin. */
  readonly bottom: number
}

export function heading(title: string, subtitle: string): Heading {
  const width = WIDTH - 2 * MARGIN
  const titles = wrap(title, width, TITLE, 2)
  const subtitles = subtitle === '' ? [] : wrap(subtitle, width, SUBTITLE, 2)
  const first = 30 + TITLE
  const second = first + (titles.length - 1) * 36 + 32
  const bottom = second + (subtitles.length - 1) * 26 + 16
  return {
    parts: [
      rect(0, 0, WIDTH, 8, SIGNAL.blue),
      ...titles.map((line, i) => text(MARGIN, first + i * 36, line, { size: TITLE, bold: true })),
      ...subtitles.map((line, i) => text(MARGIN, second + i * 26, line, { size: SUBTITLE, fill: GREY_INK })),
      rect(MARGIN, bottom, width, 1, LINE),
    ],
    bottom: bottom + 1,
  }
}

/** Small print at the foot: its lines, and the height that they take. */
export function footnote(words: string, top: number): Heading {
  if (words === '') return { parts: [], bottom: top }
  const lines = words.split('\n').flatMap((line) => wrap(line, WIDTH - 2 * MARGIN, 15, 2))
  return {
    parts: lines.map((line, i) => text(MARGIN, top + 26 + i * 24, line, { size: 15, fill: GREY_INK })),
    bottom: top + 14 + lines.length * 24,
  }
}
