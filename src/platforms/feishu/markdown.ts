/** Text of people inside Feishu's markdown: shown as typed, never read as markup. */
import type { Tone } from '../../chat/card.ts'

/** Signs that mean something anywhere in a line. `<` above all: "<at id=all>" would call everybody. */
const ANYWHERE = /[&<>*~[\]()_`|!\\:$#{}@]/gu
/** Signs that make a list, a heading or a rule at the beginning of a line. */
const LINE_START = /^([-+=])|^(\d+)([.)])/u

const colours: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  good: 'green',
  warning: 'orange',
  bad: 'red',
  muted: 'grey',
}

/** Escapes text by HTML entities, as Feishu asks; line breaks stay. */
export function escapeMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = line.match(/^[ \t]*/u)?.[0] ?? ''
      const rest = line.slice(indent.length)
      const started = rest.replace(LINE_START, (_whole, sign: string | undefined, digits: string, dot: string) =>
        sign === undefined ? `${digits}\u0000${dot.charCodeAt(0)};` : `\u0000${sign.charCodeAt(0)};`,
      )
      // Four leading spaces would make a block of code. \0 stands in for "&#" until the rest is escaped.
      return '&nbsp;'.repeat(indent.length) + started.replace(ANYWHERE, entity).replaceAll('\u0000', '&#')
    })
    .join('\n')
}

function entity(sign: string): string {
  return `&#${sign.codePointAt(0)};`
}

/** Escaped text in the colour of its tone; the words carry the meaning, the colour only helps. */
export function toned(text: string, tone: Tone | undefined): string {
  const colour = colours[tone ?? 'neutral']
  if (colour === null) return escapeMarkdown(text)
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `<font color='${colour}'>${escapeMarkdown(line)}</font>`))
    .join('\n')
}

/** Escaped text in bold, where that can be shown; an empty value reads "—". */
export function bold(text: string, tone?: Tone): string {
  const trimmed = text.trim()
  if (trimmed === '') return '—'
  return trimmed.includes('\n') ? toned(trimmed, tone) : `**${toned(trimmed, tone)}**`
}
