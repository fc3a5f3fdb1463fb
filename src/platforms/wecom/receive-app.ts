/** GET, POST /webhook/wecom/app: a 自建应用. Stored before it is answered; answers go by message/send. */
import type { Request, Router } from 'express'
import { cardText } from '../../chat/plain-text.ts'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { AppClient } from './app-client.ts'
import { type AppEvent, type AppOrigin, decodeApp } from './decode-app.ts'
import { describeFailure } from './failure.ts'
import { renderOneCard } from './render/render.ts'
import { appLimits } from './render/template-card.ts'
import { byBytes, cut, type Room } from './render/unit.ts'
import { refused } from './verify.ts'
import {
  bodyText,
  ignore,
  LATE_MS,
  opening,
  outcomeOf,
  PRESS_MS,
  type Reaction,
  refuse,
  type WebhookParts,
  webhookRouter,
} from './webhook-http.ts'
import { readXml } from './xml.ts'

export interface AppWebhook extends WebhookParts {
  readonly origin: AppOrigin
  readonly client: Pick<AppClient, 'updateCard' | 'send'>
  /** Where a tap on a card leads. */
  readonly link: string
  readonly cards: boolean
}

const TEXT_ROOM: Room = { most: 2_048, measure: byBytes, gap: '\n' }

/** The router; mount it at the root, before any body parser. */
export function appWebhook(parts: AppWebhook): Router {
  return webhookRouter('/webhook/wecom/app', parts, (req) => receive(parts, req))
}

async function receive(parts: AppWebhook, req: Request): Promise<Reaction> {
  const opened = opening(parts, req, readXml(bodyText(req))?.Encrypt)
  if (opened.kind === 'refused') return refuse(parts, opened)
  const event = decodeApp(opened.text, parts.origin)
  switch (event.kind) {
    case 'said':
      return { status: 200, outcome: outcomeOf(await parts.store(event.incoming)) }
    case 'pressed':
      return await pressed(parts, event)
    case 'foreign':
      return refuse(parts, refused(403, 'another app'))
    case 'ignored':
      return ignore(parts, event.type)
  }
}

/**
 * The press is stored first and answered at once when its card stays as it is. A new face of the card goes by
 * update_template_card: it changes the card on all of the person's devices, and can still be done later.
 */
async function pressed(parts: AppWebhook, event: Extract<AppEvent, { kind: 'pressed' }>): Promise<Reaction> {
  const given = await parts.act(event.incoming, PRESS_MS)
  if (given === null) {
    void parts
      .act(event.incoming, LATE_MS)
      .then((late) => redraw(parts, event, late ?? {}))
      .catch((error: unknown) => parts.log.error({ err: error }, 'wecom press not answered'))
  } else {
    await redraw(parts, event, given)
  }
  return { status: 200, outcome: 'stored' }
}

async function redraw(
  parts: AppWebhook,
  event: Extract<AppEvent, { kind: 'pressed' }>,
  given: SyncAnswer,
): Promise<void> {
  const { client, link, cards, log } = parts
  const { responseCode, userId, incoming } = event
  if (given.card === undefined || !cards) return
  const card = renderOneCard(given.card, {
    taskId: incoming.messageId,
    link,
    limits: appLimits,
    typed: incoming.action,
  })
  const changed = responseCode === null ? null : await client.updateCard(userId, responseCode, card)
  if (changed?.ok) return
  // The new face is the only answer to this press: it comes as a message when the card cannot be changed.
  if (changed !== null) log.warn({ reason: describeFailure(changed.failure) }, 'wecom card not changed')
  const said = await client.send(userId, { text: cut(cardText(given.card), TEXT_ROOM) })
  if (!said.ok) log.warn({ reason: describeFailure(said.failure) }, 'wecom press not answered')
}
