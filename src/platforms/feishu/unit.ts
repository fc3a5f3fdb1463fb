/** A card is packed from units: pieces that stay together. */
import type { Tone } from '../../chat/card.ts'
import { oneLine, piecesOf } from '../short-text.ts'
import type { Element, Markdown } from './card-json.ts'
import { addSizes, NO_SIZE, type Size, sizeOf } from './card-size.ts'
import { bold, escapeMarkdown, toned } from './markdown.ts'

export interface Unit {
  readonly elements: readonly Element[]
  readonly size: Size
  /** Rows, items or paragraphs that would be missing without it. */
  readonly items: number
  /** What to type to see them, when the command says so. */
  readonly more?: string
}

/** What the renderer of a block needs to know of the card around it. */
export interface Drawing {
  /** The group the card goes to; undefined in private. */
  readonly chat: string | undefined
  /** A number that no other element of the card has. */
  readonly ordinal: () => number
}

/** A unit bigger than this is cut further, so that a card is never half empty for the sake of one piece. */
export const UNIT_BYTES = 9_000

export function unit(elements: readonly Element[], items: number, more?: string): Unit {
  const size = elements.map(sizeOf).reduce(addSizes, NO_SIZE)
  return { elements, size, items, ...(more === undefined ? {} : { more }) }
}

/** Text of any length, each piece drawn by `draw`; nothing is lost. */
export function textUnits(text: string, draw: (piece: string) => Element, most = 4_000): Unit[] {
  return piecesOf(text, most).flatMap((piece) => {
    const drawn = unit([draw(piece)], 1)
    // Escaping can swell a text sixfold; small pieces always fit.
    return drawn.size.bytes <= UNIT_BYTES || most < 64 ? [drawn] : textUnits(piece, draw, Math.floor(most / 4))
  })
}

export function paragraph(text: string, tone?: Tone): Markdown {
  return { tag: 'markdown', content: toned(text, tone) }
}

export function heading(text: string): Markdown {
  return { tag: 'markdown', content: bold(text) }
}

/** Small grey print. */
export function smallPrint(text: string): Markdown {
  return { tag: 'markdown', content: toned(text, 'muted'), text_size: 'notation' }
}

/** The line that says what is not shown, and how to see it. */
export function moreLine(count: number, typed: string | undefined): Markdown {
  const way = typed === undefined ? '请缩小范围再查' : `发送“${oneLine(typed, 200)}”查看`
  return { tag: 'markdown', content: escapeMarkdown(`还有 ${count} 项，${way}`), text_size: 'notation' }
}
