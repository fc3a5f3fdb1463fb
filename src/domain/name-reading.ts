/** How a name is pronounced, for those who type lvbang or lb. */
import { pinyin } from 'pinyin-pro'
import { fold, visible } from './normalise.ts'

export interface Reading {
  /** 'lvbang' */
  readonly full: string
  /** 'lb' */
  readonly initials: string
}

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const
/** So many readings of one name at most; beyond, the rarer ones are left out. */
const MOST_READINGS = 12
/** Only short names are read in every way; in a long one the words around a character settle its reading. */
const SHORT = 6

/** Letters, digits and characters only, small, half-width; ü is v, as keyboards have it. */
export function bare(text: string): string {
  return fold(visible(text))
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The likely reading of a bare name first, then the others a short name may have (绿 is lv, and lu). */
export function readings(name: string): readonly Reading[] {
  const likely = pinyin(name, OPTIONS)
  let all: string[][] = [[]]
  for (const [i, sign] of [...name].entries()) {
    const own = likely[i] ?? sign
    const others = name.length <= SHORT ? pinyin(sign, { ...OPTIONS, multiple: true }) : []
    const choices = [...new Set([own, ...others])]
    all = choices.flatMap((choice) => all.map((syllables) => [...syllables, choice])).slice(0, MOST_READINGS)
  }
  return all.map((syllables) => ({
    full: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
  }))
}
