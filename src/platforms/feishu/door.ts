/** Feishu as a platform to send to: private chats by open_id, groups by chat_id. */
import { cardText } from '../../chat/plain-text.ts'
import type { Log } from '../../log.ts'
import type { Door, Outgoing, Quota, Receipt } from '../../outbox/door.ts'
import { piecesOf } from '../short-text.ts'
import type { FeishuCard } from './card-json.ts'
import type { FeishuClient } from './client.ts'
import { classify } from './errors.ts'
import type { Answer } from './failure.ts'
import { partKey } from './message-key.ts'
import { renderCards } from './render.ts'
import { fileSender } from './send-file.ts'

export interface DoorParts {
  readonly client: FeishuClient
  readonly quota: { readonly appPerSecond: number; readonly appPerMinute: number; readonly chatPerSecond: number }
  readonly log: Log
  /** Waits between the parts of one message, so that they keep to the chat's quota. */
  readonly pause?: (ms: number) => Promise<void>
}

/** How long Feishu recognises a repeated `uuid`. */
const KEY_HOLDS_MS = 3_600_000
/** A text message may have 150 KB. */
const TEXT_BYTES = 100_000
/** Parts of unfinished messages that are remembered as sent. */
const REMEMBERED = 1_000

/** One message of what is owed: a card or, when Feishu does not take the card, a piece of its text. */
type Content = { readonly card: FeishuCard } | { readonly text: string }
type Part = Content & { readonly key: string; readonly isFirst: boolean }
type Step = Receipt | 'as-text'

/** The door of one Feishu app. It never throws. */
export function feishuDoor(parts: DoorParts): Door {
  const quota = quotaOf(parts)
  const sendAll = allSender(parts, quota.chat.perMs / quota.chat.count)
  const sendFile = fileSender(parts)
  return {
    platform: 'feishu',
    quota,
    keyHoldsMs: KEY_HOLDS_MS,
    async send(message) {
      try {
        const asFile = message.file === null ? 'as-text' : await sendFile(message, message.file)
        if (asFile !== 'as-text') return asFile
        const cards = renderedOrNull(parts, message)
        const step = cards === null ? 'as-text' : await sendAll(message, keyed(message.key, '', cards))
        if (step !== 'as-text') return step
        parts.log.warn({ key: message.key }, 'feishu card refused, sent as text')
        const texts = piecesOf(cardText(message.card), TEXT_BYTES).map((text) => ({ text }))
        const asText = await sendAll({ ...message, updates: null }, keyed(message.key, 'text', texts))
        return asText === 'as-text' ? { state: 'refused', reason: '飞书不接受这条内容', gone: false } : asText
      } catch (error) {
        parts.log.error({ err: error }, 'feishu door failed')
        return { state: 'unknown', reason: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}

/** Sends the parts of a message one after the other and stops at the first that is not taken. */
function allSender(parts: DoorParts, pauseMs: number) {
  const pause = parts.pause ?? wait
  // A part that was taken is not sent again when a later one has to be repeated, however long that takes.
  const sent = new Map<string, Receipt & { state: 'sent' }>()

  async function sendOnce(message: Outgoing, part: Part): Promise<Step> {
    const before = sent.get(part.key)
    if (before !== undefined) return before
    if (!part.isFirst) await pause(pauseMs)
    const step = await sendPart(parts.client, message, part)
    if (step !== 'as-text' && step.state === 'sent') remember(sent, part.key, step)
    return step
  }

  return async (message: Outgoing, all: readonly Part[]): Promise<Step> => {
    let first: Step = { state: 'refused', reason: '没有可发的内容', gone: false }
    for (const part of all) {
      const step = await sendOnce(message, part)
      if (step === 'as-text' || step.state !== 'sent') return step
      if (part.isFirst) first = step
    }
    for (const part of all) sent.delete(part.key)
    return first
  }
}

function keyed(key: string, label: string, contents: readonly Content[]): Part[] {
  return contents.map((content, i) => ({
    ...content,
    key: partKey(key, i === 0 ? label : `${label}${i}`),
    isFirst: i === 0,
  }))
}

function quotaOf(parts: DoorParts): Quota {
  const { appPerSecond, appPerMinute, chatPerSecond } = parts.quota
  return {
    chat: { count: chatPerSecond, perMs: 1_000 },
    platform: [
      { count: appPerSecond, perMs: 1_000 },
      { count: appPerMinute, perMs: 60_000 },
    ],
  }
}

/** A card that cannot be drawn must still be read: null sends its text. */
function renderedOrNull(parts: DoorParts, message: Outgoing): Content[] | null {
  try {
    const chat = message.chat.kind === 'group' ? message.chat.externalId : undefined
    return renderCards(message.card, { chat }).map((card) => ({ card }))
  } catch (error) {
    parts.log.error({ err: error, key: message.key }, 'feishu card not rendered')
    return null
  }
}

/** Sends one part the way the message asks for, or as a new message when that way is closed. */
async function sendPart(client: FeishuClient, message: Outgoing, part: Part): Promise<Step> {
  const asked = await changeOrAnswer(client, message, part)
  if (asked !== 'anew') return asked
  const to = { kind: message.chat.kind, id: message.chat.externalId }
  const step = stepOf(
    await ('card' in part ? client.sendCard(to, part.card, part.key) : client.sendText(to, part.text, part.key)),
    'create',
  )
  return step === 'anew' ? { state: 'refused', reason: '飞书不接受这条消息', gone: false } : step
}

/** Changes the message to be changed or answers the one to be answered; 'anew' when there is none. */
async function changeOrAnswer(client: FeishuClient, message: Outgoing, part: Part): Promise<Step | 'anew'> {
  const { updates, replyTo } = message
  if (updates !== null) {
    if (!part.isFirst || !('card' in part)) return 'anew'
    const answer = await client.patchCard(updates, part.card)
    return stepOf(answer.ok ? { ok: true, value: updates } : answer, 'patch')
  }
  if (replyTo === null) return 'anew'
  const answer = await ('card' in part
    ? client.replyCard(replyTo, part.card, part.key)
    : client.replyText(replyTo, part.text, part.key))
  return stepOf(answer, 'reply')
}

function stepOf(answer: Answer<string>, doing: 'create' | 'reply' | 'patch'): Step | 'anew' {
  if (answer.ok) return { state: 'sent', externalId: answer.value }
  const verdict = classify(answer.failure, doing)
  return verdict.kind === 'receipt' ? verdict.receipt : verdict.kind
}

function remember<T>(sent: Map<string, T>, key: string, receipt: T): void {
  sent.set(key, receipt)
  for (const oldest of sent.keys()) {
    if (sent.size <= REMEMBERED) return
    sent.delete(oldest)
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
