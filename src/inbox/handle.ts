/** What the inbox asks of the program: handle one event inside one transaction. */
import type { Card, Tone } from '../chat/card.ts'
import type { Incoming } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'

/** What a click gets back at once: what flashes on the screen, and the card that takes the place of the clicked one. */
export interface SyncAnswer {
  readonly toast?: { readonly tone: Tone; readonly text: string }
  readonly card?: Card
}

/** What came of an event. Messages owed are not part of it: they are stored by `owe` in the same transaction. */
export interface Handled {
  /** English id of the command, null when the text was not for the bot. */
  readonly command: string | null
  readonly args: Record<string, unknown> | null
  readonly answer?: SyncAnswer
  /** The text was not for the bot after all: its content is erased at once. */
  readonly discard?: boolean
}

/** About the delivery, not about what was said. */
export interface Delivery {
  readonly inboxId: number
  /** Wall time. */
  readonly receivedAt: Date
  /** Joins log lines, audit rows and the number that a person is told. */
  readonly requestId: string
}

/**
 * Handles one event in `tx`. It runs again from the start when it throws or when the process dies before the commit,
 * so everything it does goes through `tx`.
 */
export type Handle = (tx: Tx, event: Incoming, delivery: Delivery) => Promise<Handled>
