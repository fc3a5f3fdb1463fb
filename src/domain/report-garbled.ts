/** A figure of a report that nobody can read: '绿邦 本旬abc', '绿邦 累计好几百万'. */
import { fold } from './normalise.ts'

const GARBLED =
  /^([^\n]*?)(?:[本当这]旬|累计)(?:完成|投资|约|为|是|到|:|\s)*((?:[A-Za-z*#_+.~-][\w.*#+~-]*[万亿]?|[\u4e00-\u9fff]{1,4}[万亿])元?)(?=[\s,，;；。]|$)/

/** What stands where the amount of 本旬 or 累计 would, and the words before it; null when nothing like an amount does. */
export function garbledAmount(line: string): { readonly before: string; readonly typed: string } | null {
  const match = GARBLED.exec(fold(line))
  if (match === null) return null
  return { before: (match[1] ?? '').trim(), typed: (match[2] ?? '').slice(0, 20) }
}
