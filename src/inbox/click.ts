/** A click waits for its answer: it is stored like every event, and answered with what handling it came to. */
import type { Incoming } from '../chat/message.ts'
import type { SyncAnswer } from './handle.ts'
import type { Outcome } from './outcome.ts'
import type { Stored } from './store.ts'

export interface ClickParts {
  store(event: Incoming): Promise<Stored | null>
  whenDone(inboxId: number, timeoutMs: number): Promise<Outcome | null>
}

/** The answer of a click, the first time or a repeated one; null: it is not handled within `withinMs`. */
export async function answerClick(parts: ClickParts, event: Incoming, withinMs: number): Promise<SyncAnswer | null> {
  const stored = await parts.store(event)
  if (stored === null) return {}
  const outcome = await parts.whenDone(stored.id, withinMs)
  return outcome === null ? null : (outcome.answer ?? {})
}
