/** A text, a click and a menu item are the same to the router: somebody says a line somewhere. */
import type { Incoming, Place, PlatformName } from './message.ts'

export interface Spoken {
  readonly kind: 'text' | 'action' | 'menu'
  readonly platform: PlatformName
  readonly sender: { readonly id: string; readonly name?: string | undefined }
  readonly place: Place
  readonly line: string
  readonly form: Readonly<Record<string, string>> | null
  readonly mentions: readonly { readonly id: string; readonly name: string }[]
  /** The message that an answer replies to. */
  readonly answers: string | undefined
  /** The message that the line is about: the one quoted, or the card clicked. */
  readonly quotes: string | undefined
  /** Wall time. */
  readonly at: Date
}

type Said = Extract<Incoming, { kind: 'text' | 'action' | 'menu' | 'file' }>

/** What was said, in one shape. */
export function spokenOf(event: Said): Spoken {
  const { platform, sender } = event
  const common = { platform, sender, at: new Date(event.at) }
  switch (event.kind) {
    case 'text':
      return {
        ...common,
        kind: 'text',
        place: event.place,
        line: event.text,
        form: null,
        mentions: event.mentions,
        answers: event.messageId,
        quotes: event.replyTo,
      }
    case 'file':
      return {
        ...common,
        kind: 'text',
        place: event.place,
        line: '',
        form: null,
        mentions: [],
        answers: event.messageId,
        quotes: undefined,
      }
    case 'action':
      return {
        ...common,
        kind: 'action',
        place: event.place,
        line: event.action,
        form: event.form ?? null,
        mentions: [],
        answers: event.messageId,
        quotes: event.messageId,
      }
    case 'menu':
      return {
        ...common,
        kind: 'menu',
        place: { id: sender.id, kind: 'private' },
        line: event.item,
        form: null,
        mentions: [],
        answers: undefined,
        quotes: undefined,
      }
  }
}
