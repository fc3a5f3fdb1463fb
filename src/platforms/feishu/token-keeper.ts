/** The app's access token: fetched once however many ask at the same time, kept until shortly before its end. */
import type { Answer } from './failure.ts'

export interface FreshToken {
  readonly token: string
  /** Seconds that it is valid for. */
  readonly expire: number
}

export interface TokenKeeper {
  get(): Promise<Answer<string>>
  /** Feishu does not take this token any more. Dropping one that was replaced meanwhile changes nothing. */
  drop(token: string): void
}

const MARGIN_MS = 5 * 60_000

/** @param now wall time in ms */
export function tokenKeeper(fetch: () => Promise<Answer<FreshToken>>, now: () => number = Date.now): TokenKeeper {
  let kept: { readonly token: string; readonly until: number } | null = null
  let fetching: Promise<Answer<string>> | null = null

  async function renew(): Promise<Answer<string>> {
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
