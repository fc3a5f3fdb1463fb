/**
 * The bodies of a 智能机器人, the same by callback and by long connection (wecom.md §2.1, §2.2). What the program has no
 * use for is ignored, never an error.
 */
import { z } from 'zod'
import { accountId } from '../../chat/account-id.ts'
import type { Incoming, Place } from '../../chat/message.ts'
import { withoutMention } from './mention.ts'
import { type Chosen, pressedLine } from './press.ts'

export type BotEvent =
  /** Somebody wrote to the bot. `callbackId`: the platform's id of the message, by which repetitions are known. */
  | { readonly kind: 'said'; readonly incoming: Said; readonly callbackId: string; readonly responseUrl: string | null }
  /** Somebody pressed something on a card, and waits for the card's new face. */
  | {
      readonly kind: 'pressed'
      readonly incoming: Pressed
      readonly callbackId: string
      readonly responseUrl: string | null
    }
  /** WeCom asks for the next state of a stream (callback mode only). */
  | { readonly kind: 'refresh'; readonly streamId: string }
  /** First time today that somebody opened the private chat. */
  | { readonly kind: 'entered' }
  /** Another copy took the long connection. */
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'ignored'; readonly type: string }

type Said = Extract<Incoming, { kind: 'text' | 'file' }>
type Pressed = Extract<Incoming, { kind: 'action' }>

export interface BotOrigin {
  /** When WeCom handed it over, wall time: messages carry no time of their own. */
  readonly at: Date
  /** The bot's display name; null: not known. */
  readonly botName: string | null
}

const textSchema = z.object({ content: z.string() })
const frameSchema = z.object({
  msgid: z.string().min(1),
  aibotid: z.string().default(''),
  create_time: z.number().optional(),
  chatid: z.string().min(1).optional(),
  chattype: z.string().optional(),
  from: z.object({ userid: z.string().min(1) }).optional(),
  response_url: z.string().optional(),
  msgtype: z.string(),
  text: textSchema.optional(),
  voice: textSchema.optional(),
  /** Good for five minutes. The key comes by long connection only; else it is the bot's own. */
  file: z.object({ url: z.string().min(1), aeskey: z.string().optional() }).optional(),
  mixed: z.object({ msg_item: z.array(z.object({ msgtype: z.string(), text: textSchema.optional() })) }).optional(),
  stream: z.object({ id: z.string().min(1) }).optional(),
  event: z.object({ eventtype: z.string(), template_card_event: z.unknown().optional() }).optional(),
})
type Frame = z.output<typeof frameSchema>

/** A table of the documents spells the keys without underscores. */
const cardEventSchema = z
  .object({
    event_key: z.string().optional(),
    eventkey: z.string().optional(),
    task_id: z.string().optional(),
    taskid: z.string().optional(),
    selected_items: z
      .object({
        selected_item: z.array(
          z.object({ question_key: z.string(), option_ids: z.object({ option_id: z.array(z.string()) }).optional() }),
        ),
      })
      .optional(),
  })
  .transform(({ event_key, eventkey, task_id, taskid, selected_items }) => ({
    key: event_key ?? eventkey ?? '',
    taskId: task_id ?? taskid ?? '',
    chosen: new Map(
      (selected_items?.selected_item ?? []).map((item) => [item.question_key, item.option_ids?.option_id ?? []]),
    ) satisfies Chosen,
  }))

/** The id of the bot that the body is for; '' when it names none. */
export function botIdOf(body: unknown): string {
  const parsed = frameSchema.safeParse(body)
  return parsed.success ? parsed.data.aibotid : ''
}

/** One body in neutral words. */
export function decodeBot(body: unknown, origin: BotOrigin): BotEvent {
  const parsed = frameSchema.safeParse(body)
  if (!parsed.success) return { kind: 'ignored', type: 'unreadable' }
  const frame = parsed.data
  if (frame.msgtype === 'stream' && frame.stream) return { kind: 'refresh', streamId: frame.stream.id }
  if (frame.msgtype === 'event' && frame.event) return decodeEvent(frame, frame.event, origin)
  return decodeSaid(frame, origin) ?? { kind: 'ignored', type: frame.msgtype }
}

function decodeSaid(frame: Frame, { at, botName }: BotOrigin): BotEvent | null {
  const written = writtenIn(frame)
  const where = whereOf(frame)
  if (where === null) return null
  const inGroup = where.place.kind === 'group'
  const event = { kind: 'said', callbackId: frame.msgid, responseUrl: frame.response_url ?? null } as const
  const key = `bot:${frame.msgid}`
  const common = { platform: 'wecom', key, at: at.toISOString(), ...where, messageId: frame.msgid } as const
  if (frame.msgtype === 'file' && frame.file !== undefined) {
    const { url, aeskey } = frame.file
    const source = { url, ...(aeskey === undefined ? {} : { aesKey: aeskey }) }
    return { ...event, incoming: { kind: 'file', ...common, name: null, size: null, source } }
  }
  if (written === null) return null
  return {
    ...event,
    incoming: {
      kind: 'text',
      ...common,
      text: inGroup ? withoutMention(written, botName) : written.trim(),
      // In a group WeCom delivers nothing else.
      mentionsBot: inGroup,
      mentions: [],
    },
  }
}

/** What was written or, as WeCom heard it, spoken. */
function writtenIn({ msgtype, text, voice, mixed }: Frame): string | null {
  if (msgtype === 'text') return text?.content ?? null
  if (msgtype === 'voice') return voice?.content ?? null
  if (msgtype !== 'mixed' || mixed === undefined) return null
  const texts = mixed.msg_item.flatMap((item) => (item.msgtype === 'text' ? [item.text?.content ?? ''] : []))
  return texts.length === 0 ? null : texts.join('\n')
}

function decodeEvent(frame: Frame, event: NonNullable<Frame['event']>, { at }: BotOrigin): BotEvent {
  const ignored: BotEvent = { kind: 'ignored', type: event.eventtype }
  if (event.eventtype === 'enter_chat') return { kind: 'entered' }
  if (event.eventtype === 'disconnected_event') return { kind: 'disconnected' }
  if (event.eventtype !== 'template_card_event') return ignored
  const card = cardEventSchema.safeParse(event.template_card_event)
  const where = whereOf(frame)
  if (!card.success || card.data.taskId === '' || where === null) return ignored
  const line = pressedLine(card.data.key, card.data.chosen)
  if (line === null) return ignored
  const moment = frame.create_time === undefined ? at : new Date(frame.create_time * 1000)
  return {
    kind: 'pressed',
    callbackId: frame.msgid,
    responseUrl: frame.response_url ?? null,
    incoming: {
      kind: 'action',
      platform: 'wecom',
      key: `bot:${frame.msgid}`,
      at: (Number.isNaN(moment.getTime()) ? at : moment).toISOString(),
      ...where,
      messageId: card.data.taskId,
      ...line,
    },
  }
}

function whereOf({ from, chattype, chatid }: Frame): { sender: { id: string }; place: Place } | null {
  if (from === undefined) return null
  const sender = { id: accountId('wecom', from.userid) }
  if (chattype !== 'group' && chatid === undefined) return { sender, place: { id: sender.id, kind: 'private' } }
  if (chattype === 'single') return { sender, place: { id: sender.id, kind: 'private' } }
  return chatid === undefined ? null : { sender, place: { id: chatid, kind: 'group' } }
}
