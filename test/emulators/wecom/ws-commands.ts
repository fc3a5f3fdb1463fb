/** What the emulated WeCom does with a command of the program, and the code that it answers (wecom.md §2.6). */
import { z } from 'zod'
import { checkCard } from './card-rules.ts'
import type { Asked, BotMessage, BotWorld } from './ws-world.ts'

export interface Command {
  readonly cmd: string
  readonly reqId: string
  readonly body: unknown
}

const contentSchema = z.discriminatedUnion('msgtype', [
  z.looseObject({ msgtype: z.literal('markdown'), markdown: z.strictObject({ content: z.string().min(1) }) }),
  z.looseObject({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
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
