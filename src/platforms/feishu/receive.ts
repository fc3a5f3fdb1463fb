/**
 * POST /webhook/feishu: verified, decoded, stored, answered (contract.md: stored before it is answered, within 1 s).
 * Nothing that a sender does makes it throw.
 */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import type { Incoming } from '../../chat/message.ts'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import { type CardAnswer, cardAnswer, toastAnswer } from './card-answer.ts'
import { decode, isCardAction, needsBotId } from './decode.ts'
import type { Envelope } from './envelope.ts'
import { MAX_BODY_BYTES, openRequest, type Proof } from './verify.ts'

export interface FeishuWebhook {
  readonly settings: Proof
  /** The bot's own open_id; null when Feishu cannot be asked right now. */
  readonly botOpenId: () => Promise<string | null>
  /** Stores an event; null: not for the bot and not stored. */
  readonly store: (incoming: Incoming) => Promise<{ readonly fresh: boolean } | null>
  /** Stores a click, has it handled and gives its answer. */
  readonly act: (incoming: Incoming) => Promise<SyncAnswer>
  /** Wall time. */
  readonly now: () => Date
  readonly log: Log
  readonly metrics: Pick<Metrics, 'received' | 'answered'>
  /** How long a click waits for its answer; Feishu gives 3 s. */
  readonly actWithinMs?: number
}

type Outcome = 'stored' | 'repeated' | 'refused' | 'ignored' | 'challenge' | 'failed'

/** What a request is answered with, and how it counts. */
interface Reaction {
  readonly status: number
  readonly body?: object
  readonly outcome: Outcome
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
  return isCardAction(opened.body) ? reactToClick(parts, opened.body) : reactToEvent(parts, opened.body)
}

async function reactToEvent(parts: FeishuWebhook, envelope: Envelope): Promise<Reaction> {
  const botOpenId = needsBotId(envelope) ? await parts.botOpenId() : null
  if (needsBotId(envelope) && botOpenId === null) {
    // Not knowing whether the bot is meant, it must not be thrown away: Feishu delivers it again in 15 s.
    parts.log.warn('feishu event put off: the bot does not know its own id yet')
    return { status: 503, outcome: 'failed' }
  }
  const incoming = decode(envelope, botOpenId)
  if (incoming.kind === 'ignored') {
    parts.log.debug({ type: incoming.type }, 'feishu event ignored')
    return { status: 200, body: {}, outcome: 'ignored' }
  }
  const stored = await parts.store(incoming)
  return { status: 200, body: {}, outcome: outcomeOf(stored) }
}

/** A click is answered in any case: Feishu never repeats one, and shows an error code for anything but a 200. */
async function reactToClick(parts: FeishuWebhook, envelope: Envelope): Promise<Reaction> {
  const incoming = decode(envelope, null)
  if (incoming.kind !== 'action') return { status: 200, body: {}, outcome: 'ignored' }
  try {
    const work = parts.act(incoming)
    // Whoever waits no longer must still not leave a rejection behind.
    work.catch((error: unknown) => parts.log.error({ err: error }, 'feishu click failed'))
    const given = await within(parts.actWithinMs ?? 2500, work)
    if (given === 'late') return { status: 200, body: toastAnswer('neutral', '已收到，正在办理'), outcome: 'stored' }
    return { status: 200, body: shaped(parts, given, incoming), outcome: 'stored' }
  } catch {
    return { status: 200, body: toastAnswer('bad', '没有收到，请稍后再点一次'), outcome: 'failed' }
  }
}

function shaped(parts: FeishuWebhook, given: SyncAnswer, incoming: Incoming & { kind: 'action' }): CardAnswer {
  try {
    return cardAnswer(given, incoming)
  } catch (error) {
    parts.log.error({ err: error }, 'feishu answer not rendered')
    return toastAnswer('neutral', '已办理')
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function outcomeOf(stored: { readonly fresh: boolean } | null): Outcome {
  if (stored === null) return 'ignored'
  return stored.fresh ? 'stored' : 'repeated'
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
