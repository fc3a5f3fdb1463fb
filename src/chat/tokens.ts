/** The words of a line, each with its place in the text as typed, so that a free sentence keeps its own punctuation. */
import { fold } from '../domain/normalise.ts'

export interface Token {
  /** Folded: half-width letters, digits and signs. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A comma inside 8,000 and a colon inside 17:00 do not part words. */
const PARTING = /(?:[\s、;；。?？!！，：]|,(?!\d{3}(?!\d))|:(?!\d))+/

/** The words of a raw line. */
export function tokensOf(raw: string): Token[] {
  const folded = fold(raw)
  const tokens: Token[] = []
  let at = 0
  for (const text of folded.split(PARTING)) {
    const start = folded.indexOf(text, at)
    at = start + text.length
    if (text !== '') tokens.push({ text, start, end: at })
  }
  return tokens
}

/** The text as typed that the tokens stand for; what was taken out between them becomes one space. */
export function rawOf(raw: string, left: readonly Token[], all: readonly Token[]): string {
  const pieces: string[] = []
  let from: number | null = null
  for (const [i, token] of left.entries()) {
    from ??= token.start
    const next = left[i + 1]
    const follower = all.find((one) => one.start >= token.end)
    if (next !== undefined && follower?.start === next.start) continue
    pieces.push(tidy(raw.slice(from, follower?.start ?? raw.length)))
    from = null
  }
  return pieces.filter((piece) => piece !== '').join(' ')
}

function tidy(piece: string): string {
  return piece.trim().replace(/[,，、:：;；\s]+$/, '')
}
