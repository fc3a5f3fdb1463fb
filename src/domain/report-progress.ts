/** Reads the sentence of a report: what is said, which percentage, of the whole or of one part (rules.md §4, check 5). */
import { readChineseNumber } from './chinese-number.ts'
import { readPercent } from './fraction.ts'
import { fold } from './normalise.ts'

export interface Progress {
  /** As typed, for people to read. */
  readonly sentence: string | null
  /** The same without the percentage. */
  readonly note: string | null
  readonly percent: number | null
  /** 总体进度45% is said of the whole project, 设备安装90% of one part. */
  readonly percentOfWhole: boolean
}

export type ProgressReading =
  | { readonly ok: true; readonly value: Progress }
  | { readonly ok: false; readonly sentence: string }

const PERCENT = String.raw`(?:\d+(?:\.\d+)?\s*%|百分之(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百点]+))`
const LINK = String.raw`(?:[:：\s]|已|约|为|是|现|累计|完成|达到?|至|到)*`
const WHOLE = new RegExp(
  String.raw`(?<=^|[\s,，;；。、])((?:总体|整体|总|项目|工程|全部)(?:形象|工程|建设|施工)?(?:进度|形象)?|形象进度|进度)${LINK}(${PERCENT})`,
)
const PARTS = new RegExp(PERCENT, 'g')
const EDGES = /^[\s,，;；。、:：.]+|[\s,，;；。、:：.]+$/g

/** Takes the marks off both ends; null when nothing is left. */
export function trimmed(text: string): string | null {
  const left = text.replace(EDGES, '')
  return left === '' ? null : left
}

export function readProgress(text: string): ProgressReading {
  const sentence = trimmed(text)
  if (sentence === null) return said({ sentence, note: null, percent: null, percentOfWhole: false })
  const folded = fold(sentence)
  const whole = WHOLE.exec(folded)
  if (whole) return ofWhole(sentence, whole)
  const [part, ...others] = folded.matchAll(PARTS)
  const percent = part && others.length === 0 ? percentOf(part[0]) : null
  if (!part || !percent?.ok) return said({ sentence, note: sentence, percent: null, percentOfWhole: false })
  const note = without(sentence, part.index, part[0].length)
  return said({ sentence, note, percent: percent.percent, percentOfWhole: false })
}

function ofWhole(sentence: string, match: RegExpExecArray): ProgressReading {
  const [all, label = '', typed = ''] = match
  const percent = percentOf(typed)
  if (!percent.ok) {
    const why = percent.reason === 'too-precise' ? '最多保留两位小数' : '应在 0 到 100 之间'
    return { ok: false, sentence: `总体进度“${typed}”${why}，请核对后重报` }
  }
  const note = without(sentence, match.index, all.length) ?? label
  return said({ sentence, note, percent: percent.percent, percentOfWhole: true })
}

function percentOf(typed: string): ReturnType<typeof readPercent> {
  const words = typed.replace(/^百分之/, '').replace(/\s*%$/, '')
  const spoken = /\d/.test(words) ? null : readChineseNumber(words)
  return readPercent(spoken ? String(Number(spoken.digits) / 10 ** spoken.decimals) : words)
}

/** The sentence with a piece taken out, and with it the words that only led to the number. */
function without(sentence: string, at: number, length: number): string | null {
  const before = sentence.slice(0, at).replace(/(?:已|约|为|达到?|至|完成|[:：\s])+$/, '')
  const after = sentence.slice(at + length).replace(/^(?:左右|以上)/, '')
  return trimmed(before === '' ? after : before + after)
}

function said(value: Progress): ProgressReading {
  return { ok: true, value }
}
