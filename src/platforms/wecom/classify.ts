/** From a failed call to what the outbox should do, or the door's next step. */
import type { Receipt } from '../../outbox/door.ts'
import { actionFor } from './codes.ts'
import { describeFailure, type Failure } from './failure.ts'

/** What one way of sending came to. */
export type Step =
  | Receipt
  /** This way is shut for the chat: take another. */
  | { readonly state: 'shut'; readonly reason: string }
  /** The card is not taken: send its text. */
  | { readonly state: 'as-text'; readonly reason: string }

/** For what a person has to put right. */
const MEND_MS = 2 * 60_000
const RECONNECT_MS = 5_000

/** Sorts a failure. Only what certainly did not arrive is tried again or another way. */
export function stepOf(failure: Failure): Exclude<Step, { state: 'sent' }> {
  const reason = describeFailure(failure)
  switch (failure.kind) {
    case 'foreign-address':
      return { state: 'shut', reason }
    case 'broken':
      return { state: 'unknown', reason }
    case 'unreached':
      return retry(reason, RECONNECT_MS)
    case 'no-token':
      return withoutToken(failure.cause, reason)
    case 'garbled':
      // A gateway that stood between may have passed the message on.
      return failure.status >= 500 || failure.status < 300 ? { state: 'unknown', reason } : retry(reason, MEND_MS)
    case 'answered':
      return ofCode(failure.code, reason)
  }
}

function ofCode(code: number, reason: string): Exclude<Step, { state: 'sent' }> {
  const known = actionFor(code)
  if (known === null) return { state: 'refused', reason, gone: false }
  const full = `${reason}：${known.why}`
  switch (known.act.do) {
    case 'wait':
      return retry(full, known.act.afterMs)
    case 'refresh':
      // A second token was not taken either.
      return retry(full, RECONNECT_MS)
    case 'mend':
      return retry(full, MEND_MS)
    case 'closed':
      return { state: 'shut', reason: full }
    case 'as-text':
      return { state: 'as-text', reason: full }
    case 'refuse':
      return { state: 'refused', reason: full, gone: false }
  }
}

function withoutToken(cause: Failure, reason: string): Exclude<Step, { state: 'sent' }> {
  const known = cause.kind === 'answered' ? actionFor(cause.code) : null
  if (known?.act.do === 'mend') return retry(`${reason}：${known.why}`, MEND_MS)
  return retry(reason, known?.act.do === 'wait' ? known.act.afterMs : RECONNECT_MS)
}

/** The chat waits, others go on: WeCom's limits are per door, and its doors are several. */
function retry(reason: string, afterMs: number): Exclude<Step, { state: 'sent' }> {
  return { state: 'retry', reason, afterMs, scope: 'message' }
}
