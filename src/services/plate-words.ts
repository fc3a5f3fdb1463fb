/** The plates as they are stored, by the names and words of the rules. */
import type { PlateColourName } from '../domain/evaluation/input.ts'
import { plateLabels } from '../domain/evaluation/plate-words.ts'
import type { PlateColour } from '../generated/prisma/client.ts'

const NAMES: Readonly<Record<PlateColour, PlateColourName>> = {
  GREEN: 'green',
  YELLOW: 'yellow',
  RED: 'red',
  GREY: 'grey',
}

export function colourName(colour: PlateColour): PlateColourName {
  return NAMES[colour]
}

/** '🟢绿牌' */
export function showPlate(colour: PlateColour): string {
  return plateLabels[NAMES[colour]]
}
