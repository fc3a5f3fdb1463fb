/** From a verified Feishu event to neutral words. What the program has no use for is ignored, never an error. */
import type { Incoming } from '../../chat/message.ts'
import { decodeAction } from './decode-action.ts'
import { decodeBotAdded, decodeBotGone, decodeMenu, decodeRecalled } from './decode-chat.ts'
import { decodeMessage, mentionsSomebody } from './decode-message.ts'
import type { Envelope } from './envelope.ts'
import type { Origin } from './origin.ts'
import { momentOf } from './platform-time.ts'

/** An event that is acknowledged and forgotten. */
export interface Ignored {
  readonly kind: 'ignored'
  /** Feishu's event type. */
  readonly type: string
}

type Decoder = (event: Envelope['event'], origin: Origin) => Incoming | null

const decoders = new Map<string, Decoder>([
  ['im.message.receive_v1', decodeMessage],
  ['im.message.recalled_v1', decodeRecalled],
  ['im.chat.member.bot.added_v1', decodeBotAdded],
  ['im.chat.member.bot.deleted_v1', decodeBotGone],
  ['im.chat.disbanded_v1', decodeBotGone],
  ['application.bot.menu_v6', decodeMenu],
  ['card.action.trigger', decodeAction],
])

/**
 * Decodes one event. `botOpenId` (GET /bot/v3/info) tells the bot's own mention from others; it may be null when
 * `needsBotId` says that nobody is mentioned.
 */
export function decode(envelope: Envelope, botOpenId: string | null): Incoming | Ignored {
  const { header, event } = envelope
  const ignored: Ignored = { kind: 'ignored', type: header.event_type }
  const at = momentOf(header.create_time)
  if (at === null) return ignored
  const origin: Origin = { appId: header.app_id, key: `event:${header.event_id}`, at: at.toISOString(), botOpenId }
  return decoders.get(header.event_type)?.(event, origin) ?? ignored
}

/** Whether the event can only be understood by one who knows the bot's own open_id. */
export function needsBotId(envelope: Envelope): boolean {
  return envelope.header.event_type === 'im.message.receive_v1' && mentionsSomebody(envelope.event)
}

/** Whether the sender waits for a synchronous answer (a click on a card). */
export function isCardAction(envelope: Envelope): boolean {
  return envelope.header.event_type === 'card.action.trigger'
}
