/**
 * The three ways in which WeCom takes text: plain, the old markdown (colours, no tables), markdown_v2 (tables, no
 * colours). What people wrote is shown as typed and never read as markup: signs that mean something become their
 * full-width twins, since WeCom documents no way to escape them.
 */
import type { Tone } from '../../../chat/card.ts'

export type Format = 'text' | 'markdown' | 'markdown_v2'

const TWINS: ReadonlyMap<string, string> = new Map([
  ['<', '＜'],
  ['>', '＞'],
  ['*', '＊'],
  ['`', '｀'],
  ['|', '｜'],
  ['[', '［'],
  [']', '］'],
  ['~', '～'],
  ['_', '＿'],
  ['\\', '＼'],
])

/** Text for either markdown: `<@userid>` calls nobody, `#` makes no heading, leading blanks no block of code. */
export function harmless(text: string): string {
  return text
    .replace(/[<>*`|[\]~_\\]/gu, (sign) => TWINS.get(sign) ?? sign)
    .split('\n')
    .map((line) => line.replace(/^[ \t]+/u, (blanks) => '　'.repeat(Math.ceil(blanks.length / 2))).replace(/^#/u, '＃'))
    .join('\n')
}

const colours: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  good: 'info',
  warning: 'warning',
  bad: 'warning',
  muted: 'comment',
}

/** Text in the colour of its tone where the format has colours; the words carry the meaning. */
export function toned(text: string, tone: Tone | undefined, format: Format): string {
  if (format === 'text') return text
  const colour = format === 'markdown' ? colours[tone ?? 'neutral'] : null
  const shown = harmless(text)
  if (colour === null) return shown
  return shown
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `<font color="${colour}">${line}</font>`))
    .join('\n')
}

/** Text in bold, where the format can. */
export function bold(text: string, format: Format): string {
  if (format === 'text' || text.trim() === '') return text
  return `**${harmless(text.trim())}**`
}

/** One cell of a table: never more than one line. */
export function cell(text: string): string {
  return harmless(text.replace(/\s+/gu, ' ').trim()) || ' '
}
