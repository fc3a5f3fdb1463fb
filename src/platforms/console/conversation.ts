/** Saying a line and clicking in the console: stored, handed to the inbox, and answered with what it caused. */

import type { z } from 'zod'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { ConsoleDeps } from './deps.ts'
import { clickEvent, lineEvent } from './incoming.ts'
import { findMessage, findMessages, replaceCard, type ShownMessage, writeLine } from './message-log.ts'
import { causedBy, WAIT_MS } from './outcome.ts'
import type { ConsoleChat, ConsolePeople, ConsoleUser } from './people.ts'
import { Refusal } from './refusal.ts'
import type { clickRequest, sayRequest } from './requests.ts'

/** The answer to POST messages and POST actions. */
export interface Answered {
  /** The message that was stored, or the one that was clicked. */
  readonly id: string
  readonly command: string | null
  readonly args: unknown
  readonly replies: readonly ShownMessage[]
  readonly toast: SyncAnswer['toast'] | null
  /** True: the time was up; further replies come over the event stream. */
  readonly pending: boolean
}

type Parts = Pick<ConsoleDeps, 'db' | 'clock' | 'feed' | 'store' | 'whenDone'>

/** Stores a typed line, hands it to the inbox and waits for its replies. */
export async function say(parts: Parts, people: ConsolePeople, line: z.output<typeof sayRequest>): Promise<Answered> {
  const deadline = Date.now() + WAIT_MS
  const { user, chat } = speaker(people, line.as, line.chat)
  const replyTo = line.replyTo ?? null
  if (replyTo !== null && (await findMessage(parts.db, chat.id, replyTo)) === null) {
    throw new Refusal(404, '引用的消息不在这个会话里')
  }
  const { db, clock } = parts
  const written = await writeLine(db, { chat: chat.id, from: user.id, at: clock.now(), text: line.text, replyTo })
  parts.feed.publish({ kind: 'message', message: written })
  const said = { user, chat, text: line.text, messageId: written.id, replyTo }
  const stored = await parts.store(lineEvent(said, people.users, clock.wall()))
  if (stored === null) return { id: written.id, command: null, args: null, replies: [], toast: null, pending: false }
  return answered(parts, written.id, chat, stored.id, deadline)
}

/** Hands a click to the inbox and waits for what it causes; a card in the clicked one's place is put there. */
export async function click(
  parts: Parts,
  people: ConsolePeople,
  made: z.output<typeof clickRequest>,
): Promise<Answered> {
  const deadline = Date.now() + WAIT_MS
  const { user, chat } = speaker(people, made.as, made.chat)
  const clicked = await findMessage(parts.db, chat.id, made.messageId)
  if (clicked === null || clicked.card === null) throw new Refusal(404, '这个会话里没有这张卡片')
  const { messageId, action, form } = made
  const stored = await parts.store(clickEvent({ user, chat, messageId, action, form }, parts.clock.wall()))
  if (stored === null) throw new Error('a click was not taken by the inbox')
  return answered(parts, messageId, chat, stored.id, deadline)
}

/** What an event caused, as far as it is there by the deadline. */
export async function answered(
  parts: Parts,
  id: string,
  chat: ConsoleChat,
  inboxId: number,
  deadline: number,
): Promise<Answered> {
  const { outcome, messageIds, complete } = await causedBy(parts, inboxId, deadline)
  const card = outcome?.answer?.card
  const replaced = card === undefined ? null : await replaceCard(parts.db, chat.id, id, card)
  if (replaced !== null) parts.feed.publish({ kind: 'message', message: replaced })
  const sent = await findMessages(parts.db, messageIds)
  return {
    id,
    command: outcome?.command ?? null,
    args: outcome?.args ?? null,
    replies: replaced === null ? sent : [replaced, ...sent.filter((message) => message.id !== replaced.id)],
    toast: outcome?.answer?.toast ?? null,
    pending: !complete,
  }
}

/** Who speaks where. Refuses an account nobody may speak as, and another person's private chat. */
export function speaker(people: ConsolePeople, as: string, chatId: string): { user: ConsoleUser; chat: ConsoleChat } {
  const user = people.users.find(({ id }) => id === as)
  if (user === undefined) throw new Refusal(404, `没有 ${as} 这个人，可用的人见 GET /console/api/state`)
  if (!user.canSpeak) throw new Refusal(403, '只有演示区里可以替别人说话')
  const chat = people.chats.find(({ id }) => id === chatId)
  if (chat === undefined) throw new Refusal(404, `没有 ${chatId} 这个会话，可用的会话见 GET /console/api/state`)
  if (!chat.members.includes(user.id)) throw new Refusal(403, '这是别人的私聊，不能在这里说话')
  return { user, chat }
}
