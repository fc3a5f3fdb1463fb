/** The four plates in words. */
import type { PlateColourName } from './input.ts'

/** The mark never stands without its word (voice.md). */
export const plateLabels: Readonly<Record<PlateColourName, string>> = {
  green: '🟢绿牌',
  yellow: '🟡黄牌',
  red: '🔴红牌',
  grey: '⚪灰牌',
}

/** '绿牌': paper has no colours to rely on. */
export function plateWord(colour: PlateColourName): string {
  return plateLabels[colour].replace(/^\P{Script=Han}+/u, '')
}
