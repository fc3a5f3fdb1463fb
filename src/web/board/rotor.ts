/** A place on the wall where leaves are shown in turn. Without a script the first stays; on a phone all are shown. */
import { escapeHtml } from '../html.ts'

export interface Leaf {
  readonly title: string
  /** What the title leaves open: unit, as-of. */
  readonly note: string
  /** HTML. */
  readonly body: string
}

export function rotor(label: string, leaves: readonly Leaf[]): string {
  const shown = leaves.map(({ title, note, body }, i) => {
    const small = note === '' ? '' : `<p class="leaf-note">${escapeHtml(note)}</p>`
    return `<section class="leaf${i === 0 ? ' shown' : ''}"><div class="leaf-head"><h2>${escapeHtml(title)}</h2>${small}</div>${body}</section>`
  })
  return `<div class="rotor panel" role="group" aria-label="${escapeHtml(label)}">\n${shown.join('\n')}\n</div>`
}

/** Titles of leaves that go on: '单位进度 1/2'. */
export function numbered(title: string, i: number, of: number): string {
  return of > 1 ? `${title} ${i + 1}/${of}` : title
}
