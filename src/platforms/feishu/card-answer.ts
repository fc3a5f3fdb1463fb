/** The synchronous answer to a click, as Feishu wants it. */
import type { Tone } from '../../chat/card.ts'
import type { Incoming } from '../../chat/message.ts'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { FeishuCard } from './card-json.ts'
import { renderOneCard } from './render.ts'

export interface CardAnswer {
  readonly toast?: { readonly type: 'info' | 'success' | 'warning' | 'error'; readonly content: string }
  readonly card?: { readonly type: 'raw'; readonly data: FeishuCard }
}

const toastTypes = { neutral: 'info', muted: 'info', good: 'success', warning: 'warning', bad: 'error' } as const

/** A toast alone. */
export function toastAnswer(tone: Tone, content: string): CardAnswer {
  return { toast: { type: toastTypes[tone], content } }
}

/** Toast and card of an answer. Only one card fits: what it cuts can be had in full by typing the clicked command. */
export function cardAnswer(given: SyncAnswer, click: Incoming & { kind: 'action' }): CardAnswer {
  const chat = click.place.kind === 'group' ? click.place.id : undefined
  return {
    ...(given.toast ? toastAnswer(given.toast.tone, given.toast.text) : {}),
    ...(given.card ? { card: { type: 'raw', data: renderOneCard(given.card, { chat, typed: click.action }) } } : {}),
  }
}
