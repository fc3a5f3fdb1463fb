/**
 * The port to a platform: what the outbox needs to send one message, and what it hears back.
 * Feature words never appear here; a platform renders the neutral card itself.
 */
import type { Card } from '../chat/card.ts'
import type { PlatformName } from '../chat/message.ts'

/** A file on its way out. */
export interface OutgoingFile {
  readonly name: string
  readonly mime: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** One attempt at one owed message. */
export interface Outgoing {
  /** ≤ 50 characters, the same at every attempt: the platform's idempotency key where it has one. */
  readonly key: string
  readonly chat: { readonly externalId: string; readonly kind: 'group' | 'private' }
  readonly card: Card
  /** Not null: the message is this file, and the card stands in where files cannot be sent. */
  readonly file: OutgoingFile | null
  /** Which attempt at the message this is, from 1. */
  readonly attempt: number
  /** Answer to this message of the platform; falls back to a plain message when it is gone. */
  readonly replyTo: string | null
  /** Change this message instead of sending a new one. */
  readonly updates: string | null
}

/** What came of an attempt. A door never throws. */
export type Receipt =
  /** The platform took it. */
  | { readonly state: 'sent'; readonly externalId: string | null }
  /** Not taken, try again; `afterMs` as the platform asked, else the outbox's own backoff. */
  | {
      readonly state: 'retry'
      readonly reason: string
      readonly afterMs?: number
      readonly scope: 'message' | 'chat' | 'platform'
    }
  /** Not taken and never will be. `gone`: nothing can be sent to this chat (or person) any more. */
  | { readonly state: 'refused'; readonly reason: string; readonly gone: boolean }
  /** It may have been taken: a timeout or a broken connection after sending. */
  | { readonly state: 'unknown'; readonly reason: string }

/** Sending quotas of a platform (contract.md: environment). */
export interface Quota {
  /** Per chat: at most `count` in `perMs`. */
  readonly chat: { readonly count: number; readonly perMs: number }
  /** Per chat with a push address of its own (Chat.pushUrl); absent: as any chat. `perMs` as that of `chat`. */
  readonly hook?: { readonly count: number; readonly perMs: number }
  /** Over all chats of the platform. */
  readonly platform: readonly { readonly count: number; readonly perMs: number }[]
}

export interface Door {
  readonly platform: PlatformName
  readonly quota: Quota
  /** How long a repeated key is recognised by the platform, in ms; 0: it has no idempotency key. */
  readonly keyHoldsMs: number
  /** It shows a chart in words only: the picture of a notice's charts is sent after it. */
  readonly tellsCharts?: true
  /** Whether this copy of the program can send now; absent: always. Else the messages are left for another copy. */
  readonly mine?: () => boolean
  send(message: Outgoing): Promise<Receipt>
}
