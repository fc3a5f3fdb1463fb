/** What the emulated WeCom does with a command of the program, and the code that it answers (wecom.md §2.6). */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkCard } from './card-rules.ts'
import { type Asked, type BotMessage, type BotWorld, newId } from './ws-world.ts'

export interface Command {
  readonly cmd: string
  readonly reqId: string
  readonly body: unknown
}

const contentSchema = z.discriminatedUnion('msgtype', [
  z.looseObject({ msgtype: z.literal('markdown'), markdown: z.strictObject({ content: z.string().min(1) }) }),
  z.looseObject({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
  z.looseObject({ msgtype: z.literal('file'), file: z.strictObject({ media_id: z.string() }) }),
  z.looseObject({ msgtype: z.literal('image'), image: z.strictObject({ media_id: z.string() }) }),
])
const targetSchema = z.object({
  chatid: z.string().min(1),
  chat_type: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0),
})
const welcomeSchema = z.strictObject({
  msgtype: z.literal('text'),
  text: z.strictObject({ content: z.string().min(1) }),
})
const updateSchema = z.strictObject({
  response_type: z.literal('update_template_card'),
  userids: z.array(z.string()).optional(),
  template_card: z.unknown(),
})

/** Bytes of markdown. */
const MOST_BYTES = 20_480
/** A click and a welcome are answered within 5 s, a message within a day. */
const SOON_MS = 5_000
const DAY_MS = 24 * 3_600_000

/** Does it and gives the errcode. */
export function obey(world: BotWorld, command: Command, connection: number, now: number): number {
  switch (command.cmd) {
    case 'aibot_send_msg':
      return send(world, command, connection, now)
    case 'aibot_respond_msg':
      return respond(world, command, connection, now)
    case 'aibot_respond_update_msg':
      return update(world, command, now)
    case 'aibot_respond_welcome_msg':
      return welcome(world, command, connection, now)
    default:
      return 40058
  }
}

const initSchema = z.object({
  type: z.enum(['file', 'image']),
  filename: z.string().min(1),
  total_chunks: z.number().int().min(1).max(100),
  md5: z.string(),
})
const chunkSchema = z.object({ upload_id: z.string(), chunk_index: z.number().int().min(0), base64_data: z.base64() })
const finishSchema = z.object({ upload_id: z.string() })
const REFUSED = { errcode: 40058 }

/** The three steps of an upload; null: the command is none of them. */
export function uploadStep(
  world: BotWorld,
  { cmd, body }: Command,
): { readonly errcode: number; readonly body?: object } | null {
  if (cmd === 'aibot_upload_media_init') {
    const init = initSchema.safeParse(body)
    if (!init.success) return REFUSED
    const upload_id = newId('upload')
    world.uploads.set(upload_id, { name: init.data.filename, md5: init.data.md5, chunks: new Map() })
    return { errcode: 0, body: { upload_id } }
  }
  if (cmd === 'aibot_upload_media_chunk') {
    const chunk = chunkSchema.safeParse(body)
    const upload = world.uploads.get(chunk.data?.upload_id ?? '')
    if (!chunk.success || upload === undefined) return REFUSED
    upload.chunks.set(chunk.data.chunk_index, Buffer.from(chunk.data.base64_data, 'base64'))
    return { errcode: 0 }
  }
  if (cmd !== 'aibot_upload_media_finish') return null
  const upload = world.uploads.get(finishSchema.safeParse(body).data?.upload_id ?? '')
  if (upload === undefined) return REFUSED
  const content = Buffer.concat([...upload.chunks].toSorted(([a], [b]) => a - b).map(([, chunk]) => chunk))
  if (createHash('md5').update(content).digest('hex') !== upload.md5) return REFUSED
  const media_id = newId('media')
  world.media.set(media_id, { name: upload.name, content })
  return { errcode: 0, body: { type: 'file', media_id, created_at: '1700000000' } }
}

function send(world: BotWorld, { body }: Command, connection: number, now: number): number {
  const target = targetSchema.safeParse(body)
  if (!target.success) return 93006
  const { chatid, chat_type } = target.data
  // Nobody has spoken to the bot there. A userid differs not by case.
  const chat = world.open.has(chatid) ? chatid : chatid.toLowerCase()
  const isGroup = chatid.startsWith('wr')
  if (!world.open.has(chat) || (chat_type !== 0 && (chat_type === 2) !== isGroup)) return 93006
  return say(world, body, { chat, kind: isGroup ? 'group' : 'private', by: 'send', replyTo: null, at: now, connection })
}

function respond(world: BotWorld, command: Command, connection: number, now: number): number {
  const asked = answerable(world, command, 'message', DAY_MS, now)
  if (asked === null) return 846605
  const { chat, chatKind, msgid } = asked
  return say(world, command.body, { chat, kind: chatKind, by: 'respond', replyTo: msgid, at: now, connection })
}

function welcome(world: BotWorld, command: Command, connection: number, now: number): number {
  const asked = answerable(world, command, 'enter', SOON_MS, now)
  if (asked === null) return 846605
  const parsed = welcomeSchema.safeParse(command.body)
  if (!parsed.success) return 40008
  const { chat, chatKind: kind } = asked
  const markdown = parsed.data.text.content
  world.add({ chat, kind, by: 'welcome', replyTo: null, markdown, card: null, at: now, connection })
  return 0
}

function update(world: BotWorld, command: Command, now: number): number {
  const asked = answerable(world, command, 'click', SOON_MS, now)
  if (asked === null) return 846605
  const parsed = updateSchema.safeParse(command.body)
  if (!parsed.success) return 40058
  const checked = checkCard(parsed.data.template_card, 'bot')
  if (!('card' in checked)) return 42045
  if (asked.on === null || asked.on.card?.task_id !== checked.card.task_id) return 40058
  asked.on.card = checked.card
  world.changed()
  return 0
}

function say(world: BotWorld, body: unknown, envelope: Omit<BotMessage, 'markdown' | 'card'>): number {
  const content = contentSchema.safeParse(body)
  // A text is refused, among others.
  if (!content.success) return 40008
  const recent = world.messages.filter(({ chat, at }) => chat === envelope.chat && envelope.at - at < 60_000)
  if (recent.length >= world.perMinute) return 45009
  if (content.data.msgtype === 'file' || content.data.msgtype === 'image') {
    const { media_id } = content.data.msgtype === 'file' ? content.data.file : content.data.image
    const file = world.media.get(media_id)
    if (file === undefined) return 40007
    world.add({ ...envelope, markdown: null, card: null, file })
    return 0
  }
  if (content.data.msgtype === 'markdown') {
    const { content: markdown } = content.data.markdown
    if (Buffer.byteLength(markdown) > MOST_BYTES) return 45002
    world.add({ ...envelope, markdown, card: null })
    return 0
  }
  const checked = checkCard(content.data.template_card, 'bot')
  if (!('card' in checked)) return 42045
  world.add({ ...envelope, markdown: null, card: checked.card })
  return 0
}

function answerable(world: BotWorld, { reqId }: Command, kind: Asked['kind'], ms: number, now: number): Asked | null {
  const asked = world.asked.get(reqId)
  return asked !== undefined && asked.kind === kind && now - asked.at <= ms ? asked : null
}
