/** What the two webhooks have in common: reading the body, counting, answering. Nothing a sender does throws. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import type { Incoming } from '../../chat/message.ts'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { CallbackCipher } from './crypto.ts'
import { MAX_BODY_BYTES, type Opened, openCallback } from './verify.ts'

export interface WebhookParts {
  readonly cipher: CallbackCipher
  /** Stores an event; null: not for the bot and not stored. */
  readonly store: (incoming: Incoming) => Promise<{ readonly fresh: boolean } | null>
  /** Stores a press, has it handled and gives its answer; null: not within the time. */
  readonly act: (incoming: Incoming, withinMs: number) => Promise<SyncAnswer | null>
  /** Wall time. */
  readonly now: () => Date
  readonly log: Log
  readonly metrics: Pick<Metrics, 'received' | 'answered'>
}

type Outcome = 'stored' | 'repeated' | 'refused' | 'ignored' | 'challenge' | 'failed'

/** What a request is answered with, and how it counts. */
export interface Reaction {
  readonly status: number
  /** Sent as it is. */
  readonly body?: string
  readonly type?: string
  readonly outcome: Outcome
}

/** WeCom gives a press five seconds; the rest is for the way there and back. */
export const PRESS_MS = 3_500
/** For what could not be answered in time. */
export const LATE_MS = 60_000

/** The router of one address: GET proves it, POST receives. Mount it at the root, before any body parser. */
export function webhookRouter(path: string, parts: WebhookParts, receive: (req: Request) => Promise<Reaction>): Router {
  const router = Router()
  const body = express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false })
  const answered = (work: (req: Request) => Promise<Reaction>) => async (req: Request, res: Response) => {
    const stop = parts.metrics.answered.startTimer({ platform: 'wecom' })
    const reaction = await work(req).catch((error: unknown): Reaction => {
      parts.log.error({ err: error }, 'wecom event not stored')
      return { status: 503, outcome: 'failed' }
    })
    answer(parts, res, reaction)
    stop()
  }
  router.get(
    path,
    answered(async (req) => prove(parts, req)),
  )
  router.post(path, body, answered(receive))
  router.use(path, unreadable(parts))
  return router
}

/** The administrator pressed 保存: WeCom wants the text inside, exactly, within a second. */
function prove(parts: WebhookParts, req: Request): Reaction {
  const opened = opening(parts, req, req.query.echostr)
  if (opened.kind === 'refused') return refuse(parts, opened)
  return { status: 200, type: 'text/plain', body: opened.text, outcome: 'challenge' }
}

export function opening(parts: WebhookParts, req: Request, encrypted: unknown): Opened {
  return openCallback({ query: { ...req.query }, encrypted, now: parts.now() }, parts.cipher)
}

/** The body as text; bytes that are none read as ''. */
export function bodyText(req: Request): string {
  return Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
}

export function refuse(parts: WebhookParts, { status, reason }: Extract<Opened, { kind: 'refused' }>): Reaction {
  parts.log.warn({ platform: 'wecom', status, reason }, 'webhook refused')
  return { status, outcome: 'refused' }
}

export function ignore(parts: WebhookParts, type: string): Reaction {
  parts.log.debug({ type }, 'wecom event ignored')
  return { status: 200, outcome: 'ignored' }
}

export function outcomeOf(stored: { readonly fresh: boolean } | null): Outcome {
  if (stored === null) return 'ignored'
  return stored.fresh ? 'stored' : 'repeated'
}

function answer(parts: WebhookParts, res: Response, { status, body, type, outcome }: Reaction): void {
  parts.metrics.received.inc({ platform: 'wecom', outcome })
  res.status(status)
  if (body === undefined) res.end()
  else res.type(type ?? 'text/plain').end(body)
}

/** A body that could not even be read: too large, compressed, broken off. */
function unreadable(parts: WebhookParts): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error)
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 400
    const known = status >= 400 && status < 500 ? status : 400
    parts.log.warn({ platform: 'wecom', status: known, reason: 'body not readable' }, 'webhook refused')
    answer(parts, res, { status: known, outcome: 'refused' })
  }
}
