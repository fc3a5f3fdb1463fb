/**
 * By which request a message is answered, and by which id a person is written to. Kept in memory only: after a restart, or when another copy has taken over, an
 * answer goes out as a message of its own, which everybody who wrote can be sent.
 */
import type { Place } from '../../../chat/message.ts'

export interface Callbacks {
  /** `messageId` came with the request `reqId`. */
  remember(messageId: string, reqId: string, now: number): void
  /** The request, while WeCom takes answers to it. */
  requestOf(messageId: string, now: number): string | null
  /** The person known as `known` came as `delivered`: in other letters, or under an encrypted id. */
  spell(known: string, delivered: string): void
  /** The id by which WeCom knows the conversation; the known one when it was not heard of since the start. */
  spelling(known: string): string
}

/** WeCom takes answers for 24 h; its clock is not ours. */
const ANSWERABLE_MS = 23 * 3_600_000
const MOST = 2_000

/** @param now wall time in ms */
export function rememberedCallbacks(): Callbacks {
  const requests = new Map<string, { readonly reqId: string; readonly until: number }>()
  const spellings = new Map<string, string>()
  return {
    remember(messageId, reqId, now) {
      requests.set(messageId, { reqId, until: now + ANSWERABLE_MS })
      dropOldest(requests)
    },
    requestOf(messageId, now) {
      const callback = requests.get(messageId)
      return callback !== undefined && callback.until > now ? callback.reqId : null
    },
    spell(known, delivered) {
      spellings.set(known, delivered)
      dropOldest(spellings)
    },
    spelling: (known) => spellings.get(known) ?? known,
  }
}

/** Where a message of its own goes. */
export function targetOf(callbacks: Callbacks, { kind, id }: Pick<Place, 'kind' | 'id'>) {
  return kind === 'group' ? { chatid: id, chat_type: 2 } : { chatid: callbacks.spelling(id), chat_type: 1 }
}

function dropOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= MOST) return
    map.delete(oldest)
  }
}
