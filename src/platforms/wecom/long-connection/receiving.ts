/**
 * What comes in by the long connection: stored at once, because WeCom waits for no acknowledgement and brings nothing
 * again. A database that does not answer is asked again for a while; then the person is told, while he is still there.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Card } from '../../../chat/card.ts'
import type { Incoming } from '../../../chat/message.ts'
import type { SyncAnswer } from '../../../inbox/handle.ts'
import type { Log } from '../../../log.ts'
import type { Metrics } from '../../../metrics.ts'
import { type BotEvent, decodeBot } from '../decode-bot.ts'
import { describeFailure } from '../failure.ts'
import type { TemplateCard } from '../render/template-card.ts'
import { bySender } from '../sender.ts'
import { newTaskId } from '../task-id.ts'
import { LATE_MS, PRESS_MS } from '../webhook-http.ts'
import { type Callbacks, targetOf } from './callbacks.ts'
import type { BotFrame, BotSession } from './session.ts'

type Said = Extract<Incoming, { kind: 'text' | 'file' }>
type Click = Extract<Incoming, { kind: 'action' }>

export interface Receiving {
  /** Stores an event; null: not for the bot and not stored. */
  readonly store: (incoming: Incoming) => Promise<{ readonly fresh: boolean } | null>
  /** Stores a click, has it handled and gives its answer; null: not within the time. */
  readonly act: (incoming: Click, withinMs: number) => Promise<SyncAnswer | null>
  /** The id under which a sender is known; throws when it cannot be found out now. */
  readonly knownAs: (id: string) => Promise<string>
  /** The card that takes the place of a clicked one, under its task id. */
  readonly face: (card: Card, click: { readonly taskId: string; readonly typed: string }) => TemplateCard
  /** Said to whoever opens the private chat for the first time in a day. */
  readonly welcome: string
  /** The bot's display name; null: not known. */
  readonly botName: string | null
  readonly callbacks: Callbacks
  /** Wall time. */
  readonly now: () => Date
  readonly log: Log
  readonly metrics: Pick<Metrics, 'received' | 'answered'>
  /** How long an event is tried to be stored. */
  readonly storeWithinMs?: number
}

export interface Receiver {
  /** Never throws. */
  heard(session: BotSession, frame: BotFrame): void
  /** Resolves when everything heard is dealt with. */
  idle(): Promise<void>
}

const STORE_MS = 30_000
const TRY_AGAIN_MS = 500
const NOT_STORED = '刚才这条没有存下来，请稍后再发一次。'

export function receiver(parts: Receiving): Receiver {
  const { log, metrics, callbacks } = parts
  const running = new Set<Promise<void>>()
  // Stored one after the other: what a person writes first is handled first.
  let storing: Promise<unknown> = Promise.resolve()

  async function take(session: BotSession, { reqId, body }: BotFrame): Promise<string> {
    const event = decodeBot(body, { at: parts.now(), botName: parts.botName })
    if (event.kind === 'said') {
      callbacks.remember(event.incoming.messageId, reqId, parts.now().getTime())
      const until = performance.now() + (parts.storeWithinMs ?? STORE_MS)
      const stored = storing.then(() => storeUntil(until, parts, { incoming: event.incoming, body }))
      storing = stored
      return await said(session, reqId, await stored)
    }
    if (event.kind === 'pressed') return await pressed(parts, session, reqId, event)
    if (event.kind === 'entered') {
      await session.send('aibot_respond_welcome_msg', reqId, { msgtype: 'text', text: { content: parts.welcome } })
    }
    return 'ignored'
  }

  return {
    heard(session, frame) {
      const stop = metrics.answered.startTimer({ platform: 'wecom' })
      const work = take(session, frame)
        .catch((error: unknown) => {
          log.error({ err: error }, 'wecom event not stored')
          return 'failed'
        })
        .then((outcome) => {
          metrics.received.inc({ platform: 'wecom', outcome })
          stop()
          running.delete(work)
        })
      running.add(work)
    },
    async idle() {
      await Promise.all(running)
    },
  }
}

interface Heard {
  readonly incoming: Said
  readonly body: unknown
}

const senderSchema = z.object({ from: z.object({ userid: z.string().min(1) }) })

type Stored = { readonly fresh: boolean } | null | 'not stored'

async function storeUntil(until: number, parts: Receiving, { incoming, body }: Heard): Promise<Stored> {
  for (;;) {
    try {
      const known = await bySender(incoming, parts.knownAs)
      const delivered = senderSchema.safeParse(body)
      if (delivered.success) parts.callbacks.spell(known.sender.id, delivered.data.from.userid)
      return await parts.store(known)
    } catch (error) {
      parts.log.error({ err: error }, 'wecom event not stored yet')
      if (performance.now() >= until) return 'not stored'
      await pause(TRY_AGAIN_MS)
    }
  }
}

async function said(session: BotSession, reqId: string, stored: Stored): Promise<string> {
  if (stored === 'not stored') {
    await session.send('aibot_respond_msg', reqId, { msgtype: 'markdown', markdown: { content: NOT_STORED } })
    return 'failed'
  }
  if (stored === null) return 'ignored'
  return stored.fresh ? 'stored' : 'repeated'
}

/**
 * WeCom shows no flash on a click: what is not the card's new face comes as a message of its own. So does a face that
 * WeCom does not take any more, because handling took longer than it waits.
 */
async function pressed(
  parts: Receiving,
  session: BotSession,
  reqId: string,
  { incoming }: Extract<BotEvent, { kind: 'pressed' }>,
): Promise<string> {
  const click = await bySender(incoming, parts.knownAs)
  const soon = await parts.act(click, PRESS_MS)
  const answer = soon ?? (await parts.act(click, LATE_MS))
  if (answer?.card === undefined) return 'stored'
  const template_card = parts.face(answer.card, { taskId: click.messageId, typed: click.action })
  const update = { response_type: 'update_template_card', template_card }
  const shown = soon === null ? null : await session.send('aibot_respond_update_msg', reqId, update)
  // A face whose fate is unknown is not said again.
  if (shown !== null && (shown.ok || shown.failure.kind !== 'answered')) return 'stored'
  const anew = parts.face(answer.card, { taskId: newTaskId('bot'), typed: click.action })
  const sent = await session.send('aibot_send_msg', null, {
    ...targetOf(parts.callbacks, click.place),
    msgtype: 'template_card',
    template_card: anew,
  })
  if (!sent.ok) parts.log.warn({ reason: describeFailure(sent.failure) }, 'the answer to a wecom click was not sent')
  return 'stored'
}
