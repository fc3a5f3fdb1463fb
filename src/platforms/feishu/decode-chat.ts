/** Events about chats and the bot's menu. */
import { z } from 'zod'
import type { Incoming } from '../../chat/message.ts'
import type { Origin } from './origin.ts'
import { momentOf } from './platform-time.ts'

const personSchema = z.object({ open_id: z.string().default('') })
const chatEventSchema = z.object({
  chat_id: z.string().min(1),
  name: z.string().optional(),
  external: z.boolean().optional(),
  operator_id: personSchema.nullish(),
})
const menuEventSchema = z.object({
  operator: z.object({ operator_id: personSchema, operator_name: z.string().optional() }),
  event_key: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
})
const recalledEventSchema = z.object({ message_id: z.string().min(1), chat_id: z.string().min(1) })

/** The event keys to enter in the developer console, and the command that each types. */
export const menuCommands: ReadonlyMap<string, string> = new Map([
  ['overview', '总览'],
  ['rank', '排名'],
  ['mine', '我的项目'],
  ['report', '旬报'],
])

/** The bot was brought into a group. */
export function decodeBotAdded(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const place = groupOf(event)
  if (place === null) return null
  const operator = chatEventSchema.safeParse(event).data?.operator_id?.open_id
  return {
    kind: 'joined',
    platform: 'feishu',
    key: origin.key,
    at: origin.at,
    place,
    ...(operator ? { sender: { id: operator } } : {}),
  }
}

/** The bot was taken out of a group, or the group was dissolved. */
export function decodeBotGone(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const place = groupOf(event)
  return place && { kind: 'left', platform: 'feishu', key: origin.key, at: origin.at, place }
}

/** A tap on the bot's menu; it carries no chat, so it counts as said in private. */
export function decodeMenu(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const parsed = menuEventSchema.safeParse(event)
  if (!parsed.success) return null
  const { operator, event_key, timestamp } = parsed.data
  const item = menuCommands.get(event_key)
  if (item === undefined || operator.operator_id.open_id === '') return null
  const tapped = timestamp === undefined ? null : momentOf(timestamp)
  const sender = {
    id: operator.operator_id.open_id,
    ...(operator.operator_name ? { name: operator.operator_name } : {}),
  }
  return { kind: 'menu', platform: 'feishu', key: origin.key, at: tapped?.toISOString() ?? origin.at, sender, item }
}

/**
 * A message was taken back. The event does not tell a group from a private chat, so `place` holds Feishu's chat id and
 * says group; the message is found by its own id.
 */
export function decodeRecalled(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const parsed = recalledEventSchema.safeParse(event)
  if (!parsed.success) return null
  const { message_id: messageId, chat_id: id } = parsed.data
  return {
    kind: 'recalled',
    platform: 'feishu',
    key: origin.key,
    at: origin.at,
    messageId,
    place: { id, kind: 'group' },
  }
}

function groupOf(event: Record<string, unknown>) {
  const parsed = chatEventSchema.safeParse(event)
  if (!parsed.success) return null
  const { chat_id: id, name, external } = parsed.data
  return {
    id,
    kind: 'group' as const,
    ...(name ? { name } : {}),
    ...(external === undefined ? {} : { external }),
  }
}
