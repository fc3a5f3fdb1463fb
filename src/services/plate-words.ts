/** The plates in words; the mark never stands without its word (voice.md). */
import type { PlateColour } from '../generated/prisma/client.ts'

const WORDS: Readonly<Record<PlateColour, string>> = {
  GREEN: '🟢绿牌',
  YELLOW: '🟡黄牌',
  RED: '🔴红牌',
  GREY: '⚪灰牌',
}

/** '🟢绿牌' */
export function showPlate(colour: PlateColour): string {
  return WORDS[colour]
}
