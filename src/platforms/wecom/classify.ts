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
/** Attempts at a message before an upload that breaks off again and again is given up. */
const MOST_UPLOADS = 4

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

/** Of a file that was sent: what WeCom refuses as a file, or does not let pass, may pass as the card's words. */
export function stepOfFile(failure: Failure): Exclude<Step, { state: 'sent' }> {
  const step = stepOf(failure)
  const isRefused = step.state === 'refused' || (step.state === 'retry' && needsPerson(failure))
  return isRefused ? { state: 'shut', reason: step.reason } : step
}

/**
 * Of an upload: nobody has been sent anything. What breaks off is tried again, but not for ever; else the chat would
 * stay silent for the sake of one file.
 *
 * @param attempt which attempt at the message this was, from 1
 */
export function stepOfUpload(failure: Failure, attempt: number): Exclude<Step, { state: 'sent' }> {
  const step = stepOfFile(failure)
  if (step.state !== 'unknown') return step
  return attempt < MOST_UPLOADS ? retry(step.reason, RECONNECT_MS) : { state: 'shut', reason: step.reason }
}

function needsPerson(failure: Failure): boolean {
  return failure.kind === 'garbled' || (failure.kind === 'answered' && actionFor(failure.code)?.act.do === 'mend')
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
