/** The console as a platform to send to: a sent message is a row, which open pages hear of at once. */
import type { Clock } from '../../clock.ts'
import type { Db } from '../../database/client.ts'
import type { Door, Outgoing, Receipt } from '../../outbox/door.ts'
import type { ConsoleFeed } from './feed.ts'
import { replaceCard, type ShownMessage, writeCard } from './message-log.ts'

/** The key is a unique column: it holds as long as the row. */
const TEN_YEARS_MS = 10 * 365 * 24 * 3_600_000

/** The door of the console. Sending the same key again shows nothing twice. */
export function consoleDoor(parts: { db: Db; clock: Clock; feed: ConsoleFeed }): Door {
  return {
    platform: 'console',
    quota: { chat: { count: 1000, perMs: 1000 }, platform: [] },
    keyHoldsMs: TEN_YEARS_MS,
    async send(message) {
      // The page shows a card's files on the card itself.
      if (message.file !== null) return { state: 'sent', externalId: null }
      try {
        const written = await write(parts.db, parts.clock, message)
        if (written === null) return { state: 'refused', reason: 'the message to change is gone', gone: false }
        parts.feed.publish({ kind: 'message', message: written })
        return { state: 'sent', externalId: written.id }
      } catch (error) {
        return retry(error)
      }
    },
  }
}

function write(db: Db, clock: Clock, message: Outgoing): Promise<ShownMessage | null> {
  const { key, card, replyTo, updates } = message
  const chat = message.chat.externalId
  if (updates !== null) return replaceCard(db, chat, updates, card)
  return writeCard(db, { key, chat, at: clock.now(), card, replyTo })
}

/** Rows are keyed, so trying again after any failure of the database is safe. */
function retry(error: unknown): Receipt {
  return { state: 'retry', reason: error instanceof Error ? error.message : String(error), scope: 'platform' }
}
