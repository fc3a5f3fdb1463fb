/** What the emulated WeCom knows of one bot: who may be sent something, and what was sent. */
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { TakenCard } from './card-rules.ts'

/** A message that the program sent by the long connection. */
export interface BotMessage {
  /** chatid of the group, userid of the person. */
  readonly chat: string
  readonly kind: 'group' | 'private'
  readonly by: 'respond' | 'send' | 'welcome'
  /** The msgid that it answers. */
  readonly replyTo: string | null
  readonly markdown: string | null
  /** A file or picture, as it was named; absent: none. */
  readonly file?: { readonly name: string; readonly content: Buffer }
  /** Null: text alone. */
  card: TakenCard | null
  readonly at: number
  /** Which connection brought it. */
  readonly connection: number
}

/** What somebody did: the request that the program may answer. */
export interface Asked {
  readonly msgid: string
  readonly kind: 'message' | 'click' | 'enter'
  readonly chat: string
  readonly chatKind: 'group' | 'private'
  readonly at: number
  /** The card that was clicked. */
  readonly on: BotMessage | null
}

export class BotWorld {
  readonly messages: BotMessage[] = []
  /** Requests by their req_id. */
  readonly asked = new Map<string, Asked>()
  /** Uploads that have begun, by upload_id, and those that are whole, by media_id. */
  readonly uploads = new Map<
    string,
    { readonly name: string; readonly md5: string; readonly chunks: Map<number, Buffer> }
  >()
  readonly media = new Map<string, { readonly name: string; readonly content: Buffer }>()
  /** Where somebody has spoken to the bot. */
  readonly open = new Set<string>()
  /** Messages that a chat takes in a minute. */
  readonly perMinute: number
  private readonly changes = new EventEmitter()

  constructor(perMinute: number) {
    this.perMinute = perMinute
    this.changes.setMaxListeners(0)
  }

  add(message: BotMessage): void {
    this.messages.push(message)
    this.changed()
  }

  changed(): void {
    this.changes.emit('change')
  }

  /** Resolves when it is so; rejects after `timeoutMs` with what was sent. */
  async until<T>(look: () => T | undefined | false, timeoutMs: number): Promise<T> {
    const signal = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const found = look()
      if (found !== undefined && found !== false) return found
      try {
        await once(this.changes, 'change', { signal })
      } catch {
        const seen = this.messages.map(({ chat, markdown, card }) => `- ${chat}: ${markdown ?? card?.main_title.title}`)
        throw new Error(`not so within ${timeoutMs} ms; sent were:\n${seen.join('\n')}`)
      }
    }
  }
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}
