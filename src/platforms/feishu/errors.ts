/** From a failed call to what the outbox should do. */
import type { Receipt } from '../../outbox/door.ts'
import { actionFor, type CodeAction } from './codes.ts'
import { describeFailure, type Failure } from './failure.ts'

export type Verdict =
  | { readonly kind: 'receipt'; readonly receipt: Exclude<Receipt, { state: 'sent' }> }
  /** Send the message's text instead of its card. */
  | { readonly kind: 'as-text' }
  /** Send a new message instead of an answer or a change. */
  | { readonly kind: 'anew' }

/** The gateway's wish is followed within these bounds. */
const SHORTEST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 5 * 60_000
/** For what a person has to put right. */
const MEND_MS = 10 * 60_000
const RECONNECT_MS = 5_000
/** Attempts at a message before an upload that breaks off again and again is given up. */
const MOST_UPLOADS = 4

/** Sorts a failure. `doing` tells a new message from an answer and a change: only those have something to fall back to. */
export function classify(failure: Failure, doing: 'create' | 'reply' | 'patch'): Verdict {
  const reason = describeFailure(failure)
  switch (failure.kind) {
    case 'too-large':
      return refused(reason, false)
    case 'bad-id':
      return doing === 'create' ? refused(reason, false) : { kind: 'anew' }
    case 'broken':
      return unknown(reason)
    case 'unreached':
      return retry(reason, 'platform', RECONNECT_MS)
    case 'no-token':
      return retry(reason, 'platform', tokenWait(failure.cause))
    case 'garbled':
      return ofStatus(failure.status, reason, failure.resetMs)
    case 'answered': {
      const known = actionFor(failure.code)
      if (failure.status >= 500 || known === null) return ofNewCode(failure.status, reason, failure.resetMs)
      return ofAction(known.act, `${reason}：${known.why}`, failure.resetMs, doing)
    }
  }
}

/**
 * Sorts the failure of an upload. Only what passes by itself is tried again, and what breaks off not for ever; else the
 * chat would stay silent for the sake of one file, whose card may still be sent.
 *
 * @param attempt which attempt at the message this was, from 1
 */
export function classifyUpload(failure: Failure, attempt: number): Verdict {
  const verdict = classify(failure, 'create')
  if (verdict.kind !== 'receipt') return { kind: 'as-text' }
  const { receipt } = verdict
  if (receipt.state === 'refused' || needsPerson(failure)) return { kind: 'as-text' }
  if (receipt.state === 'retry') return verdict
  return attempt < MOST_UPLOADS ? retry(receipt.reason, 'message', RECONNECT_MS) : { kind: 'as-text' }
}

function needsPerson(failure: Failure): boolean {
  if (failure.kind === 'answered') return actionFor(failure.code)?.act.do === 'mend'
  // Of an upload refused with HTTP 200 the SDK gives null, without the code.
  return failure.kind === 'garbled' && failure.status !== 429 && failure.status < 500
}

function ofAction(
  act: CodeAction,
  reason: string,
  resetMs: number | null,
  doing: 'create' | 'reply' | 'patch',
): Verdict {
  switch (act.do) {
    case 'wait':
      return retry(reason, act.scope, bounded(resetMs ?? act.afterMs))
    case 'mend':
      // What may not be changed or answered may perhaps still be said.
      return act.scope === 'message' && doing !== 'create' ? { kind: 'anew' } : retry(reason, act.scope, MEND_MS)
    case 'gone':
      return refused(reason, true)
    case 'refuse':
      return refused(reason, false)
    case 'unsure':
      return unknown(reason)
    case 'anew':
      return doing === 'create' ? refused(reason, false) : { kind: 'anew' }
    case 'as-text':
      return { kind: 'as-text' }
  }
}

/** A code that nobody has met: not taken, unless the server itself stumbled. */
function ofNewCode(status: number, reason: string, resetMs: number | null): Verdict {
  if (status === 429) return retry(reason, 'platform', bounded(resetMs ?? SHORTEST_WAIT_MS))
  return status >= 500 ? unknown(reason) : refused(reason, false)
}

/** No answer of Feishu's at all: what the HTTP status of whoever answered says. */
function ofStatus(status: number, reason: string, resetMs: number | null): Verdict {
  if (status === 429) return retry(reason, 'platform', bounded(resetMs ?? SHORTEST_WAIT_MS))
  if (status === 413) return { kind: 'as-text' }
  // A gateway that stood between may have passed the message on.
  return status >= 500 || status < 300 ? unknown(reason) : retry(reason, 'platform', MEND_MS)
}

function tokenWait(cause: Failure): number {
  if (cause.kind === 'answered' && actionFor(cause.code)?.act.do === 'mend') return MEND_MS
  return cause.kind === 'answered' || cause.kind === 'garbled' ? bounded(cause.resetMs ?? RECONNECT_MS) : RECONNECT_MS
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)
}

function retry(reason: string, scope: 'message' | 'chat' | 'platform', afterMs: number): Verdict {
  return { kind: 'receipt', receipt: { state: 'retry', reason, afterMs, scope } }
}

function refused(reason: string, gone: boolean): Verdict {
  return { kind: 'receipt', receipt: { state: 'refused', reason, gone } }
}

function unknown(reason: string): Verdict {
  return { kind: 'receipt', receipt: { state: 'unknown', reason } }
}
