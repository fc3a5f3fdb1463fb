/** One HTTP call to WeCom: a value or a failure, never an exception; redirects are not followed. */
import { z } from 'zod'
import type { Answer, Failure } from './failure.ts'

export interface Call {
  readonly url: URL
  /** JSON, or a form with a file; absent: GET. */
  readonly body?: object | FormData
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 8_000
/** 20 MB on a bureau's line; with the sending it stays below the outbox's limit. */
export const UPLOAD_MS = 18_000
const codeSchema = z.object({ errcode: z.number() })

/** Codes of errors that happen before anything is sent. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** HTTP 200 proves nothing: `errcode` in the body does. `read` picks the value from a successful body. */
export async function callWecom<T>(
  { url, body, timeoutMs = body instanceof FormData ? UPLOAD_MS : TIMEOUT_MS }: Call,
  read: z.ZodType<T>,
): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : posted(body)),
    })
    const answer = parseJson(await response.text())
    const code = codeSchema.safeParse(answer)
    if (!code.success) return failed({ kind: 'garbled', status: response.status })
    const { errcode } = code.data
    if (errcode !== 0) return failed({ kind: 'answered', code: errcode, status: response.status })
    const value = read.safeParse(answer)
    return value.success ? { ok: true, value: value.data } : failed({ kind: 'garbled', status: response.status })
  } catch (error) {
    return failed(failureOf(error))
  }
}

function posted(body: object | FormData): RequestInit {
  if (body instanceof FormData) return { method: 'POST', body }
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** fetch puts the cause of a failed call behind a TypeError without a word about it. */
function failureOf(error: unknown): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = code === '' && cause instanceof Error ? cause.name : code
  const unreached = UNREACHED.has(code) || /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)
  return { kind: unreached ? 'unreached' : 'broken', reason: reason || 'unknown' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}
