/** What can go wrong on the way to Feishu, to be injected one call at a time. */

export type Fault =
  /** Feishu answers with an error instead of acting. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code: number
      readonly msg: string
      readonly headers?: Readonly<Record<string, string>>
      /** All tokens given out so far end, too. */
      readonly endTokens?: boolean
    }
  /** A gateway answers with a page. */
  | { readonly kind: 'page'; readonly status: number }
  /** Nothing comes back. */
  | { readonly kind: 'hang' }
  /** The connection breaks, before or after Feishu acted. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }

export type Call = 'token' | 'create' | 'reply' | 'patch' | 'get' | 'bot' | 'upload' | 'resource' | 'members' | 'people'

export const faults = {
  gatewayLimit: (seconds: number): Fault => ({
    kind: 'answer',
    status: 429,
    code: 99991400,
    msg: 'request trigger frequency limit',
    headers: { 'x-ogw-ratelimit-reset': String(seconds) },
  }),
  chatLimit: (): Fault => answer(400, 230020, 'This operation triggers the frequency limit, ext=chat rate limit'),
  tokenEnded: (): Fault => ({
    kind: 'answer',
    status: 400,
    code: 99991663,
    msg: 'Invalid access token',
    endTokens: true,
  }),
  cardRefused: (): Fault =>
    answer(400, 230099, 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit; '),
  code: (code: number, msg = 'refused'): Fault => answer(400, code, msg),
  codeInOk: (code: number, msg = 'refused'): Fault => answer(200, code, msg),
  badGateway: (): Fault => ({ kind: 'page', status: 502 }),
  forbiddenPage: (): Fault => ({ kind: 'page', status: 403 }),
  hang: (): Fault => ({ kind: 'hang' }),
  resetBefore: (): Fault => ({ kind: 'reset', when: 'before' }),
  resetAfter: (): Fault => ({ kind: 'reset', when: 'after' }),
}

function answer(status: number, code: number, msg: string): Fault {
  return { kind: 'answer', status, code, msg }
}

/** The queue of injected faults: each lets `skip` calls of its kind pass and is used up by the next `times`. */
export function faultQueue() {
  const queued: { fault: Fault; on: Call | 'any'; left: number; skip: number }[] = []
  return {
    add(fault: Fault, on: Call | 'any', times: number, skip: number) {
      queued.push({ fault, on, left: times, skip })
    },
    take(call: Call): Fault | null {
      const at = queued.findIndex((one) => one.on === 'any' || one.on === call)
      const found = queued[at]
      if (found === undefined) return null
      if (found.skip > 0) {
        found.skip -= 1
        return null
      }
      found.left -= 1
      if (found.left === 0) queued.splice(at, 1)
      return found.fault
    },
  }
}
