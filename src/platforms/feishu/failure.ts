/** What went wrong with a call to Feishu, reduced to what may be kept: no text, no token, no address. */
import axios from 'axios'
import { z } from 'zod'

export type Failure =
  /** Feishu answered with a code. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly code: number
      /** The code inside `ext=ErrCode: …` of a refused card, or the missing scopes. */
      readonly detail: string | null
      /** How long to wait, as the gateway says. */
      readonly resetMs: number | null
    }
  /** Something answered, but not with Feishu's JSON (a proxy's page). */
  | { readonly kind: 'garbled'; readonly status: number; readonly resetMs: number | null }
  /** Nothing was sent: no connection, no name. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** The connection broke or timed out after sending: the call may have worked. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** There was no token to call with, so nothing was sent. */
  | { readonly kind: 'no-token'; readonly cause: Failure }
  /** A download of more than what was asked for at most. */
  | { readonly kind: 'too-large' }
  /** An id that is none: it would have become part of the address. */
  | { readonly kind: 'bad-id' }

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

const bodySchema = z.object({ code: z.number(), msg: z.string().default('') })

/** Codes of errors that happen before anything is sent. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'])

/** Reads what the SDK threw. */
export function failureOf(error: unknown): Failure {
  if (!axios.isAxiosError(error)) return { kind: 'broken', reason: error instanceof Error ? error.name : 'unknown' }
  if (error.response !== undefined) {
    const { status, data, headers } = error.response
    return failureInAnswer(bodyOf(data), status, resetMs(headers['x-ogw-ratelimit-reset']))
  }
  if (error.message.startsWith('maxContentLength')) return { kind: 'too-large' }
  const reason = error.code ?? 'no answer'
  const unreached = UNREACHED.has(reason) || /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(reason)
  return { kind: unreached ? 'unreached' : 'broken', reason }
}

/** Reads an answer that is not a success, whatever its HTTP status. */
export function failureInAnswer(body: unknown, status: number, reset: number | null): Failure {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return { kind: 'garbled', status, resetMs: reset }
  const { code, msg } = parsed.data
  return { kind: 'answered', status, code, detail: detailOf(msg), resetMs: reset }
}

/** One line for the log and the outbox. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'answered':
      return `飞书 ${failure.code}${failure.detail === null ? '' : `（${failure.detail}）`}`
    case 'garbled':
      return `飞书地址回了 HTTP ${failure.status}，不是飞书的回答`
    case 'unreached':
      return `连不上飞书（${failure.reason}）`
    case 'broken':
      return `飞书没有回音（${failure.reason}）`
    case 'no-token':
      return `取不到飞书的访问凭证：${describeFailure(failure.cause)}`
    case 'too-large':
      return '文件超过限额'
    case 'bad-id':
      return '不是飞书的编号'
  }
}

/** A download brings the body of its refusal as bytes, too. */
function bodyOf(data: unknown): unknown {
  if (!(data instanceof Uint8Array)) return data
  try {
    return JSON.parse(Buffer.from(data).toString('utf8'))
  } catch {
    return null
  }
}

/** Of Feishu's message only what cannot hold a person's text: an inner code, names of scopes. */
function detailOf(msg: string): string | null {
  const inner = msg.match(/ErrCode: (\d{3,8})/u)?.[1]
  if (inner !== undefined) return `ErrCode ${inner}`
  const scopes = msg.match(/\b(?:im|contact|bot|application|cardkit|event):[a-z0-9_.:]{3,60}/gu)
  return scopes === null ? null : [...new Set(scopes)].slice(0, 5).join(' ')
}

function resetMs(header: unknown): number | null {
  const seconds = Number(header)
  return header === undefined || header === null || !Number.isFinite(seconds) || seconds < 0 ? null : seconds * 1000
}
