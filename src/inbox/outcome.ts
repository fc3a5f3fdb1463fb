/** What came of a stored event, and waiting for it. */
import { z } from 'zod'
import { cardSchema, toneSchema } from '../chat/card.ts'
import type { Db } from '../database/client.ts'
import { InboxState } from '../generated/prisma/enums.ts'
import type { SyncAnswer } from './handle.ts'

export interface Outcome {
  /** `failed`: given up after the last attempt; the sender was told. */
  readonly state: 'done' | 'failed'
  /** English id of the command; null when the text was not for the bot. */
  readonly command: string | null
  readonly args: Record<string, unknown> | null
  /** For a click: kept, so that a repeated delivery gets the same answer. */
  readonly answer: SyncAnswer | null
}

const answerSchema = z.object({
  toast: z.object({ tone: toneSchema, text: z.string() }).optional(),
  card: cardSchema.optional(),
})
const argsSchema = z.record(z.string(), z.unknown())

/** The outcome of an event; null while it is not finished. */
export async function readOutcome(db: Db, id: number): Promise<Outcome | null> {
  const row = await db.inboxEvent.findUniqueOrThrow({
    where: { id },
    select: { state: true, command: true, args: true, answer: true },
  })
  if (row.state === InboxState.STORED) return null
  return {
    state: row.state === InboxState.DONE ? 'done' : 'failed',
    command: row.command,
    args: row.args === null ? null : argsSchema.parse(row.args),
    answer: row.answer === null ? null : readAnswer(row.answer),
  }
}

function readAnswer(stored: unknown): SyncAnswer {
  const { toast, card } = answerSchema.parse(stored)
  return { ...(toast ? { toast } : {}), ...(card ? { card } : {}) }
}

/** How often a waiter asks the database, in case another copy of the program handles the event. */
const ASK_AGAIN_MS = 250

export interface Waiting {
  /** Resolves with the event's outcome as soon as it is committed, null when `timeoutMs` pass before. */
  whenDone(id: number, timeoutMs: number): Promise<Outcome | null>
  /** Tells the waiters of this process that an event is finished. */
  finished(id: number): void
}

export function makeWaiting(db: Db): Waiting {
  const waiters = new Map<number, Set<() => void>>()

  function nextNews(id: number, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        const others = waiters.get(id)
        others?.delete(wake)
        if (others?.size === 0) waiters.delete(id)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      waiters.set(id, (waiters.get(id) ?? new Set()).add(wake))
    })
  }

  return {
    async whenDone(id, timeoutMs) {
      const until = performance.now() + timeoutMs
      for (;;) {
        // Listening begins before the look, so that an event finished in between is not missed.
        const news = nextNews(id, Math.max(0, Math.min(ASK_AGAIN_MS, until - performance.now())))
        const outcome = await readOutcome(db, id)
        if (outcome !== null || performance.now() >= until) {
          for (const wake of waiters.get(id) ?? []) wake()
          return outcome
        }
        await news
      }
    },
    finished(id) {
      for (const wake of waiters.get(id) ?? []) wake()
    },
  }
}
