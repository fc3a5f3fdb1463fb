/** Reads what is given with its label: '某某储能项目 投资方：某某公司 产业：新能源 意向：3亿'. */
import { fold } from './normalise.ts'

export interface Labelled<K extends string> {
  /** What stands in front of the first label. */
  readonly head: string
  readonly values: ReadonlyMap<K, string>
}

/** `labels` gives the key of each label that people may type; the colon behind it is what makes it one. */
export function readLabelled<K extends string>(text: string, labels: ReadonlyMap<string, K>): Labelled<K> {
  const names = [...labels.keys()].toSorted((a, b) => b.length - a.length)
  const mark = new RegExp(`(?:^|[\\s,;，；、])(${names.join('|')})\\s*[:：]\\s*`, 'g')
  const marks = [...text.matchAll(mark)]
  const values = new Map<K, string>()
  for (const [i, match] of marks.entries()) {
    const key = labels.get(match[1] ?? '')
    const value = tidy(text.slice(match.index + match[0].length, marks[i + 1]?.index ?? text.length))
    if (key !== undefined && value !== '') values.set(key, value)
  }
  return { head: tidy(text.slice(0, marks[0]?.index ?? text.length)), values }
}

function tidy(piece: string): string {
  return fold(piece)
    .trim()
    .replace(/[,;、，；\s]+$/, '')
}
