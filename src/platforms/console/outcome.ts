/** What came of a line or a click: the parsed command, and the messages it caused. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../../database/client.ts'
import { OutboxKind, OutboxState, Platform } from '../../generated/prisma/client.ts'
import type { Outcome } from '../../inbox/outcome.ts'
import type { ConsoleDeps } from './deps.ts'

/** How long a caller of the API waits for the replies, in ms (contract.md). */
export const WAIT_MS = 5000
/** How often the outbox is asked whether the replies are out, in ms. */
const LOOK_MS = 25

export interface Caused {
  /** Null: not handled before the time was up. */
  readonly outcome: Outcome | null
  /** Ids of the console messages that answer the event, oldest first. Pushes to other people are not among them. */
  readonly messageIds: readonly string[]
  /** False: the time was up before everything was handled and shown. */
  readonly complete: boolean
}

/**
 * Waits until an event is handled and its answers are out, at most until `deadline` (wall time, ms), and tells what it
 * caused so far.
 */
export async function causedBy(
  { db, whenDone }: Pick<ConsoleDeps, 'db' | 'whenDone'>,
  inboxId: number,
  deadline: number,
): Promise<Caused> {
  const outcome = await whenDone(inboxId, Math.max(0, deadline - Date.now()))
  for (;;) {
    const answers = await answersTo(db, inboxId)
    const complete = outcome !== null && answers.every(({ state }) => state !== OutboxState.OWED)
    if (complete || Date.now() >= deadline) {
      const messageIds = answers.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]))
      return { outcome, messageIds, complete }
    }
    await delay(LOOK_MS)
  }
}

function answersTo(db: Db, inboxId: number) {
  return db.outboxMessage.findMany({
    where: { inboxId, kind: { in: [OutboxKind.ANSWER, OutboxKind.UPDATE] }, chat: { platform: Platform.CONSOLE } },
    select: { state: true, externalId: true },
    orderBy: { id: 'asc' },
  })
}
