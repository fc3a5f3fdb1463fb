/** What can go wrong on the way to WeCom, to be injected one call at a time. */

export type Fault =
  /** WeCom answers with a code (HTTP 200) instead of acting; `endTokens`: all tokens given out so far end, too. */
  | { readonly kind: 'code'; readonly errcode: number; readonly endTokens?: boolean }
  /** A gateway answers with a page. */
  | { readonly kind: 'page'; readonly status: number }
  /** The connection breaks, before or after WeCom acted. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }

export type Call = 'token' | 'send' | 'update' | 'hook' | 'late' | 'upload' | 'ids'

/** The queue of injected faults: each is used up by the next `times` calls of its kind. */
export function faultQueue() {
  const queued: { fault: Fault; on: Call; left: number }[] = []
  return {
    add(fault: Fault, on: Call, times: number) {
      queued.push({ fault, on, left: times })
    },
    take(call: Call): Fault | null {
      const at = queued.findIndex((one) => one.on === call)
      const found = queued[at]
      if (found === undefined) return null
      found.left -= 1
      if (found.left === 0) queued.splice(at, 1)
      return found.fault
    },
  }
}
