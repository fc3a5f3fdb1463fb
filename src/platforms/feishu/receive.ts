/**
 * POST /webhook/feishu: verified, decoded, stored, answered (contract.md: stored before it is answered, within 1 s).
 * Nothing that a sender does makes it throw.
 */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import type { Metrics } from '../../metrics.ts'
import { type Intake, type Reaction, reactTo } from './react.ts'
import { MAX_BODY_BYTES, openRequest, type Proof } from './verify.ts'

export interface FeishuWebhook extends Intake {
  readonly settings: Proof
  /** Wall time. */
  readonly now: () => Date
  readonly metrics: Pick<Metrics, 'received' | 'answered'>
}

/** The router of the webhook; mount it at the root, before any body parser. */
export function feishuWebhook(parts: FeishuWebhook): Router {
  const router = Router()
  const body = express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false })
  router.post('/webhook/feishu', body, async (req, res) => {
    const stop = parts.metrics.answered.startTimer({ platform: 'feishu' })
    const reaction = await react(parts, req).catch((error: unknown): Reaction => {
      parts.log.error({ err: error }, 'feishu event not stored')
      return { status: 503, outcome: 'failed' }
    })
    answer(parts, res, reaction)
    stop()
  })
  router.use('/webhook/feishu', unreadable(parts))
  return router
}

async function react(parts: FeishuWebhook, req: Request): Promise<Reaction> {
  const raw: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  const opened = openRequest({ headers: req.headers, raw, now: parts.now(), settings: parts.settings })
  if (opened.kind === 'refused') return refuse(parts, opened.status, opened.reason)
  if (opened.kind === 'challenge') return { status: 200, body: { challenge: opened.challenge }, outcome: 'challenge' }
  return await reactTo(parts, opened.body)
}

function refuse(parts: FeishuWebhook, status: number, reason: string): Reaction {
  parts.log.warn({ platform: 'feishu', status, reason }, 'webhook refused')
  return { status, outcome: 'refused' }
}

function answer(parts: FeishuWebhook, res: Response, reaction: Reaction): void {
  parts.metrics.received.inc({ platform: 'feishu', outcome: reaction.outcome })
  res.status(reaction.status)
  if (reaction.body === undefined) res.end()
  else res.json(reaction.body)
}

/** A body that could not even be read: too large, compressed, broken off. */
function unreadable(parts: FeishuWebhook): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error)
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 400
    const known = status >= 400 && status < 500 ? status : 400
    answer(parts, res, refuse(parts, known, 'body not readable'))
  }
}
