import type { Tone } from '../../../chat/card.ts'
import { paragraph, smallPrint, textUnits, type Unit } from '../unit.ts'

/** Lines of text. */
export function textBlock(block: { readonly text: string; readonly tone?: Tone | undefined }): Unit[] {
  return textUnits(block.text, (piece) => paragraph(piece, block.tone))
}

/** Small grey print. */
export function noteBlock(block: { readonly text: string }): Unit[] {
  return textUnits(block.text, smallPrint)
}
