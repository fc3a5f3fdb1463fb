/** Handles stored events: each once, in order within a lane, lanes beside each other. */
import { incomingSchema } from '../chat/message.ts'
import type { Clock } from '../clock.ts'
import type { Db, Tx } from '../database/client.ts'
import { plainObject } from '../database/json.ts'
import { isConflict, transact } from '../database/transaction.ts'
import { type InboxEvent, Prisma } from '../generated/prisma/client.ts'
import { InboxState } from '../generated/prisma/enums.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { startPump } from '../pump.ts'
import { recordFailure } from './give-up.ts'
import type { Handle, Handled } from './handle.ts'
import { makeWaiting, type Outcome } from './outcome.ts'
import { takeNext } from './take.ts'

export interface WorkerOptions {
  readonly db: Db
  readonly clock: Clock
  readonly handle: Handle
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'handled'>
  /** After each commit: the outbox may have something to send. */
  readonly onHandled?: () => void
  /** Lanes side by side. An embedded database runs one transaction at a time, more than one gains nothing there. */
  readonly width?: number
  /** Milliseconds between looks at the database (default 1000); null: only when poked. */
  readonly tickMs?: number | null
}

/** What came of an attempt: handled, to be tried again, given up. */
type Result = 'done' | 'retried' | 'failed'

export interface InboxWorker {
  /** An event was stored. */
  poke(): void
  /** Resolves when every event that may be handled now is handled. */
  drain(): Promise<void>
  /** Resolves with an event's outcome as soon as it is committed, null when `timeoutMs` pass before. */
  whenDone(id: number, timeoutMs: number): Promise<Outcome | null>
  /** Takes no new event and waits for what runs. */
  stop(): Promise<void>
}

/**
 * Starts handling. Each event is handled in one transaction together with its record, so a crash at any moment leaves
 * it either untouched or done. An event that throws is tried again with growing waits and holds back its own lane only;
 * after the last attempt it is given up and its sender told (give-up.ts).
 */
export function inboxWorker(options: WorkerOptions): InboxWorker {
  const { db, clock, handle, log, metrics, onHandled, width = 4, tickMs = 1000 } = options
  const waiting = makeWaiting(db)

  async function attempt(): Promise<boolean> {
    const taken: { row: InboxEvent | null } = { row: null }
    let result: Result | null
    try {
      result = await transact(db, async (tx) => {
        taken.row = await takeNext(tx, clock.wall())
        return taken.row === null ? null : await handleTaken(tx, taken.row)
      })
    } catch (error) {
      // The transaction itself broke (its time was over, the connection was lost), and with it the lock on the row.
      if (taken.row === null) throw error
      report(taken.row, error)
      const { row } = taken
      result = await transact(db, (tx) => recordFailure(tx, row, error, { now: clock.now(), wall: clock.wall() }))
    }
    if (taken.row === null || result === null) return false
    metrics?.handled.inc({ outcome: result })
    if (result === 'retried') return true
    waiting.finished(taken.row.id)
    onHandled?.()
    return true
  }

  /** Handles the event, or undoes all it did and records the failure while the row is still locked. */
  async function handleTaken(tx: Tx, row: InboxEvent): Promise<Result> {
    await tx.$executeRaw`SAVEPOINT untouched`
    try {
      const event = incomingSchema.parse(row.content)
      const handled = await handle(tx, event, {
        inboxId: row.id,
        receivedAt: row.receivedAt,
        requestId: `inbox:${row.id}`,
      })
      await tx.inboxEvent.update({ where: { id: row.id }, data: doneRow(handled, clock.wall()) })
      return 'done'
    } catch (error) {
      if (isConflict(error)) throw error
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT untouched`
      report(row, error)
      return recordFailure(tx, row, error, { now: clock.now(), wall: clock.wall() })
    }
  }

  function report(row: InboxEvent, error: unknown): void {
    log.error({ err: error, requestId: `inbox:${row.id}`, attempt: row.attempts + 1 }, 'an event was not handled')
  }

  const pump = startPump({
    step: attempt,
    width,
    tickMs,
    onError: (error) => log.error({ err: error }, 'the inbox could not be read'),
  })
  pump.poke()
  return {
    poke: pump.poke,
    drain: pump.drain,
    whenDone: waiting.whenDone,
    stop: pump.stop,
  }
}

function doneRow(handled: Handled, wall: Date): Prisma.InboxEventUpdateInput {
  return {
    state: InboxState.DONE,
    handledAt: wall,
    command: handled.command,
    error: null,
    ...(handled.args === null ? {} : { args: plainObject(handled.args) }),
    ...(handled.answer ? { answer: plainObject(handled.answer) } : {}),
    ...(handled.discard ? { content: Prisma.DbNull } : {}),
  }
}
