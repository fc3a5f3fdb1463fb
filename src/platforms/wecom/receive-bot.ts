/** GET, POST /webhook/wecom/bot: a 智能机器人 in callback mode. Stored before it is answered. */
import type { Request, Router } from 'express'
import type { Db } from '../../database/client.ts'
import { type BotEvent, botIdOf, decodeBot } from './decode-bot.ts'
import { renderOneCard } from './render/render.ts'
import { botLimits, type TemplateCard } from './render/template-card.ts'
import { openWindow, type StreamState, streamState, WORKING } from './reply-window.ts'
import { bySender } from './sender.ts'
import { refused } from './verify.ts'
import {
  bodyText,
  ignore,
  opening,
  outcomeOf,
  PRESS_MS,
  type Reaction,
  refuse,
  type WebhookParts,
  webhookRouter,
} from './webhook-http.ts'

export interface BotWebhook extends WebhookParts {
  readonly db: Db
  /** Null: not configured, callbacks of any bot with our keys are taken. */
  readonly botId: string | null
  readonly botName: string | null
  /** Where a tap on a card leads. */
  readonly link: string
  readonly cards: boolean
  /** The id under which a sender is known (user-ids.ts). */
  readonly knownAs: (userId: string) => Promise<string>
}

export const WELCOME = '您好，我是重点项目调度助手。发“帮助”看能做什么；还没有绑定身份的，请发：绑定 姓名 单位'

/** The router; mount it at the root, before any body parser. */
export function botWebhook(parts: BotWebhook): Router {
  return webhookRouter('/webhook/wecom/bot', parts, (req) => receive(parts, req))
}

async function receive(parts: BotWebhook, req: Request): Promise<Reaction> {
  const opened = opening(parts, req, encryptedIn(bodyText(req)))
  if (opened.kind === 'refused') return refuse(parts, opened)
  const body = parseJson(opened.text)
  if (body === null) return refuse(parts, refused(400, 'not JSON inside'))
  const botId = botIdOf(body)
  if (parts.botId !== null && botId !== '' && botId !== parts.botId) return refuse(parts, refused(403, 'another bot'))
  const event = await known(parts, decodeBot(body, { at: opened.at, botName: parts.botName }))
  const sealed = (payload: object, outcome: Reaction['outcome']): Reaction => ({
    status: 200,
    body: envelope(parts, payload, opened.nonce),
    outcome,
  })
  switch (event.kind) {
    case 'said':
      return await heard(parts, event, sealed)
    case 'pressed':
      return await pressed(parts, event, sealed)
    case 'refresh':
      return sealed(streamPayload(event.streamId, await streamState(parts.db, event.streamId, parts.now())), 'ignored')
    case 'entered':
      return sealed({ msgtype: 'text', text: { content: WELCOME } }, 'ignored')
    case 'disconnected':
    case 'ignored':
      return ignore(parts, event.kind === 'ignored' ? event.type : event.kind)
  }
}

async function known(parts: BotWebhook, event: BotEvent): Promise<BotEvent> {
  if (event.kind === 'said') return { ...event, incoming: await bySender(event.incoming, parts.knownAs) }
  return event.kind === 'pressed' ? { ...event, incoming: await bySender(event.incoming, parts.knownAs) } : event
}

type Sealed = (payload: object, outcome: Reaction['outcome']) => Reaction

/** The stream begins at once; WeCom asks for its next states until it is finished. */
async function heard(parts: BotWebhook, event: Extract<BotEvent, { kind: 'said' }>, sealed: Sealed): Promise<Reaction> {
  const { incoming, callbackId, responseUrl } = event
  const opening = { callbackId, messageId: incoming.messageId, chat: incoming.place.id, responseUrl, streaming: true }
  const { streamId } = await openWindow(parts.db, opening, parts.now())
  const stored = await parts.store(incoming)
  if (stored === null || streamId === null) return ignore(parts, 'not for the bot')
  const state = stored.fresh ? null : await streamState(parts.db, streamId, parts.now())
  return sealed(streamPayload(streamId, state ?? { content: WORKING, card: null, finish: false }), outcomeOf(stored))
}

/** WeCom sends a press once and waits five seconds. What comes later is said as a message of its own. */
async function pressed(
  parts: BotWebhook,
  event: Extract<BotEvent, { kind: 'pressed' }>,
  sealed: Sealed,
): Promise<Reaction> {
  const { incoming, callbackId, responseUrl } = event
  const { messageId, place } = incoming
  await openWindow(parts.db, { callbackId, messageId, chat: place.id, responseUrl, streaming: false }, parts.now())
  const given = await parts.act(incoming, PRESS_MS)
  if (given?.card === undefined || !parts.cards) return { status: 200, outcome: 'stored' }
  const { link } = parts
  const card = renderOneCard(given.card, { taskId: messageId, link, limits: botLimits, typed: incoming.action })
  return sealed({ response_type: 'update_template_card', template_card: card }, 'stored')
}

function streamPayload(id: string, { content, card, finish }: StreamState): object {
  const stream = { id, finish, content }
  if (!isCard(card)) return { msgtype: 'stream', stream }
  return { msgtype: 'stream_with_template_card', stream, template_card: card }
}

function isCard(card: unknown): card is TemplateCard {
  return typeof card === 'object' && card !== null
}

/** Here `msgsignature` has no underscore, and the time is a number. */
function envelope({ cipher, now }: BotWebhook, payload: object, nonce: string): string {
  const encrypt = cipher.seal(JSON.stringify(payload))
  const timestamp = Math.floor(now().getTime() / 1000)
  return JSON.stringify({ encrypt, msgsignature: cipher.sign(String(timestamp), nonce, encrypt), timestamp, nonce })
}

function encryptedIn(body: string): unknown {
  const outer = parseJson(body)
  if (typeof outer !== 'object' || outer === null) return undefined
  if ('encrypt' in outer) return outer.encrypt
  return 'Encrypt' in outer ? outer.Encrypt : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
