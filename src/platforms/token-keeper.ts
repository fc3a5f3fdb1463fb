/** The app's access token: fetched once however many ask at the same time, kept until shortly before its end. */

export interface FreshToken {
  readonly token: string
  /** Seconds that it is valid for. */
  readonly expire: number
}

/** A value, or what the platform's own words for a failure are. */
type Answer<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F }

export interface TokenKeeper<F> {
  get(): Promise<Answer<string, F>>
  /** The platform does not take this token any more. Dropping one that was replaced meanwhile changes nothing. */
  drop(token: string): void
}

const MARGIN_MS = 5 * 60_000

/** @param now wall time in ms */
export function tokenKeeper<F>(
  fetch: () => Promise<Answer<FreshToken, F>>,
  now: () => number = Date.now,
): TokenKeeper<F> {
  let kept: { readonly token: string; readonly until: number } | null = null
  let fetching: Promise<Answer<string, F>> | null = null

  async function renew(): Promise<Answer<string, F>> {
    const answer = await fetch()
    if (!answer.ok) return answer
    kept = { token: answer.value.token, until: now() + Math.max(answer.value.expire * 1000 - MARGIN_MS, 1000) }
    return { ok: true, value: kept.token }
  }

  return {
    async get() {
      if (kept !== null && kept.until > now()) return { ok: true, value: kept.token }
      fetching ??= renew().finally(() => {
        fetching = null
      })
      return fetching
    },
    drop(token) {
      if (kept?.token === token) kept = null
    },
  }
}
