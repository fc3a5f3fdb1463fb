/**
 * By which request a message is answered. Kept in memory only: after a restart, or when another copy has taken over, an
 * answer goes out as a message of its own, which everybody who wrote can be sent.
 */

export interface Callbacks {
  /** `messageId` came with the request `reqId`. */
  remember(messageId: string, reqId: string, now: number): void
  /** The request, while WeCom takes answers to it. */
  requestOf(messageId: string, now: number): string | null
}

/** WeCom takes answers for 24 h; its clock is not ours. */
const ANSWERABLE_MS = 23 * 3_600_000
const MOST = 2_000

/** @param now wall time in ms */
export function rememberedCallbacks(): Callbacks {
  const known = new Map<string, { readonly reqId: string; readonly until: number }>()
  return {
    remember(messageId, reqId, now) {
      known.set(messageId, { reqId, until: now + ANSWERABLE_MS })
      for (const oldest of known.keys()) {
        if (known.size <= MOST) return
        known.delete(oldest)
      }
    },
    requestOf(messageId, now) {
      const callback = known.get(messageId)
      return callback !== undefined && callback.until > now ? callback.reqId : null
    },
  }
}
