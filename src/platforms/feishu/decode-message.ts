/** im.message.receive_v1: what people write. */
import { z } from 'zod'
import type { Incoming, Place } from '../../chat/message.ts'
import { readContent, readFileContent } from './message-content.ts'
import type { Origin } from './origin.ts'
import { momentOf } from './platform-time.ts'

const mentionSchema = z.object({
  key: z.string(),
  id: z.object({ open_id: z.string().default('') }),
  mentioned_type: z.string().optional(),
  name: z.string().default(''),
})
type Mention = z.infer<typeof mentionSchema>

const messageEventSchema = z.object({
  sender: z.object({ sender_id: z.object({ open_id: z.string().min(1) }), sender_type: z.string() }),
  message: z.object({
    message_id: z.string().min(1),
    root_id: z.string().optional(),
    parent_id: z.string().optional(),
    create_time: z.string(),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(mentionSchema).default([]),
  }),
})

/** A person's text or file, or null: other kinds of messages, other bots, contents recalled before delivery. */
export function decodeMessage(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const parsed = messageEventSchema.safeParse(event)
  if (!parsed.success) return null
  const { sender, message } = parsed.data
  // Two bots that answer each other would never stop.
  if (sender.sender_type !== 'user') return null
  const at = momentOf(message.create_time)
  if (at === null) return null
  const senderId = sender.sender_id.open_id
  const isPrivate = message.chat_type === 'p2p'
  const place: Place = isPrivate ? { id: senderId, kind: 'private' } : { id: message.chat_id, kind: 'group' }
  const common = {
    platform: 'feishu' as const,
    // Feishu asks to tell messages apart by their own id; two bots in one group get the same one.
    key: `message:${origin.appId}:${message.message_id}`,
    at: at.toISOString(),
    sender: { id: senderId },
    place,
    messageId: message.message_id,
  }
  const file = readFileContent(message.message_type, message.content)
  if (file !== null) return { kind: 'file', ...common, name: file.name, size: null, source: { fileKey: file.key } }
  const written = readContent(message.message_type, message.content)
  if (written === null) return null
  const replyTo = message.parent_id || message.root_id
  return {
    kind: 'text',
    ...common,
    ...resolveMentions(written, message.mentions, origin.botOpenId),
    ...(replyTo ? { replyTo } : {}),
  }
}

/** Whether the message mentions anybody (people or bots). */
export function mentionsSomebody(event: Record<string, unknown>): boolean {
  const parsed = messageEventSchema.safeParse(event)
  return parsed.success && parsed.data.message.mentions.length > 0
}

interface Resolved {
  text: string
  mentionsBot: boolean
  mentions: { id: string; name: string }[]
}

/** Puts names in the place of mention keys and takes the bot's own mention out. */
function resolveMentions(written: string, mentions: readonly Mention[], botOpenId: string | null): Resolved {
  const byKey = new Map(mentions.map((mention) => [mention.key, mention]))
  const people: { id: string; name: string }[] = []
  let mentionsBot = false
  // The keys are prefixes of one another (@_user_1, @_user_10), so they are taken whole.
  const text = written.replace(/([ \t\u00a0]*)(@_user_\d+|@_all)([ \t\u00a0]*)/gu, (whole, before, key, after) => {
    if (key === '@_all') return `${before}@所有人${after}`
    const mention = byKey.get(key)
    if (mention === undefined) return whole
    if (botOpenId !== null && mention.id.open_id === botOpenId) {
      mentionsBot = true
      return ' '
    }
    if (mention.mentioned_type !== 'bot' && mention.id.open_id !== '') {
      people.push({ id: mention.id.open_id, name: mention.name })
    }
    return `${before}@${mention.name}${after}`
  })
  return { text: text.trim(), mentionsBot, mentions: people }
}
