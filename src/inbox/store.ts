/** The inbox's door: an event is in the database before the platform hears that it was taken. */
import { type Incoming, laneOf } from '../chat/message.ts'
import type { Db, Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { isForBot } from './for-bot.ts'

/** A stored event. */
export interface Stored {
  readonly id: number
  /** False: this event had been stored before, by an earlier delivery. */
  readonly fresh: boolean
}

/** Wall time long past: "at once", whatever the clocks of database and program say. */
const AT_ONCE = new Date(0)

/**
 * Stores an event once per platform and key; a second delivery finds the first one's row and changes nothing.
 * Null: a text that is not for the bot; it is acknowledged and nothing of it is stored (contract.md).
 *
 * @param receivedAt wall time
 */
export async function storeEvent(db: Db | Tx, event: Incoming, receivedAt: Date): Promise<Stored | null> {
  if (!isForBot(event)) return null
  const platform = platformInDb(event.platform)
  const inserted = await db.inboxEvent.createManyAndReturn({
    data: [{ platform, key: event.key, lane: laneOf(event), content: event, receivedAt, nextAt: AT_ONCE }],
    skipDuplicates: true,
    select: { id: true },
  })
  const [fresh] = inserted
  if (fresh) return { id: fresh.id, fresh: true }
  const known = await db.inboxEvent.findUniqueOrThrow({
    where: { platform_key: { platform, key: event.key } },
    select: { id: true },
  })
  return { id: known.id, fresh: false }
}
