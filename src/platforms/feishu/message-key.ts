/** Feishu's idempotency key (`uuid`, ≤ 50 characters, good for an hour). */
import { createHash } from 'node:crypto'

/** The key of one part of a message: the message's own for the first, one made from it for each further part. */
export function partKey(key: string, part: string): string {
  if (part === '' && key.length <= 50) return key
  return createHash('sha256').update(`${key}\n${part}`).digest('hex').slice(0, 48)
}
