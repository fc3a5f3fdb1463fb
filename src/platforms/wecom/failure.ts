/** What went wrong with a call to WeCom, reduced to what may be kept: no text, no token, no address. */

export type Failure =
  /** WeCom answered with a code (HTTP 200 in most cases: the code is what counts). */
  | { readonly kind: 'answered'; readonly code: number; readonly status: number }
  /** Something answered, but not with WeCom's JSON (a proxy's page). */
  | { readonly kind: 'garbled'; readonly status: number }
  /** Nothing was sent: no connection, no name, no certificate. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** The connection broke or timed out after sending: the call may have worked. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** There was no token to call with, so nothing was sent. */
  | { readonly kind: 'no-token'; readonly cause: Failure }
  /** An address that is not WeCom's: nothing was sent. */
  | { readonly kind: 'foreign-address' }

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** One line for the log and the outbox. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'answered':
      return `企业微信 ${failure.code}`
    case 'garbled':
      return `企业微信地址回了 HTTP ${failure.status}，不是企业微信的回答`
    case 'unreached':
      return `连不上企业微信（${failure.reason}）`
    case 'broken':
      return `企业微信没有回音（${failure.reason}）`
    case 'no-token':
      return `取不到企业微信的访问凭证：${describeFailure(failure.cause)}`
    case 'foreign-address':
      return '不是企业微信的地址'
  }
}
