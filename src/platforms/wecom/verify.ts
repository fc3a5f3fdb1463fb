/** Who sent this callback? What a request has to prove before a byte of it is believed (contract.md). */
import type { CallbackCipher } from './crypto.ts'

/** Bodies over this are refused unread. */
export const MAX_BODY_BYTES = 1_048_576
/** WeCom repeats within seconds; what is older was kept by somebody (contract.md: 10 min). */
const FRESH_MS = 10 * 60_000

export interface Callback {
  /** The query as parsed: a value given twice is a list and proves nothing. */
  readonly query: Readonly<Record<string, unknown>>
  /** The ciphertext: `echostr` of a GET, the body's `encrypt` else. */
  readonly encrypted: unknown
  /** Wall time. */
  readonly now: Date
}

export type Opened =
  | { readonly kind: 'opened'; readonly text: string; readonly at: Date; readonly nonce: string }
  /** `reason` is for the log: one line without content. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403; readonly reason: string }

/** Verifies and decrypts one callback. Pure; it never throws. A repeated nonce is a repetition, not an attack. */
export function openCallback({ query, encrypted, now }: Callback, cipher: CallbackCipher): Opened {
  const { msg_signature: signature, timestamp, nonce } = query
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string') {
    return refused(401, 'unsigned')
  }
  if (typeof encrypted !== 'string' || encrypted === '') return refused(400, 'no ciphertext')
  if (!cipher.verify(signature, timestamp, nonce, encrypted)) return refused(401, 'wrong signature')
  const at = /^\d{9,11}$/.test(timestamp) ? new Date(Number(timestamp) * 1000) : null
  if (at === null || Math.abs(now.getTime() - at.getTime()) > FRESH_MS) {
    return refused(401, 'timestamp out of the window')
  }
  const text = cipher.open(encrypted)
  return text === null ? refused(400, 'broken ciphertext') : { kind: 'opened', text, at, nonce }
}

export function refused(status: 400 | 401 | 403, reason: string): Extract<Opened, { kind: 'refused' }> {
  return { kind: 'refused', status, reason }
}
