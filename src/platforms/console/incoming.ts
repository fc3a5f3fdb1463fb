/** A line or a click in the console, in the program's neutral words. */
import { randomUUID } from 'node:crypto'
import type { Incoming } from '../../chat/message.ts'
import { readMentions } from './mentions.ts'
import type { ConsoleChat, ConsoleUser } from './people.ts'

function origin(user: ConsoleUser, chat: ConsoleChat, wall: Date) {
  const place = { id: chat.id, kind: chat.kind, ...(chat.kind === 'group' ? { name: chat.name } : {}) }
  return { platform: 'console', at: wall.toISOString(), sender: { id: user.id, name: user.name }, place } as const
}

/** A typed line. Its message id is the event's key: the line was stored once, so it is handled once. */
export function lineEvent(
  said: { user: ConsoleUser; chat: ConsoleChat; text: string; messageId: string; replyTo: string | null },
  people: readonly ConsoleUser[],
  wall: Date,
): Incoming {
  const { text, mentionsBot, mentions } = readMentions(said.text, people)
  return {
    ...origin(said.user, said.chat, wall),
    kind: 'text',
    key: `message:${said.messageId}`,
    messageId: said.messageId,
    text,
    mentionsBot,
    mentions,
    ...(said.replyTo === null ? {} : { replyTo: said.replyTo }),
  }
}

/** A click or a submitted form. Every click is an event of its own. */
export function clickEvent(
  click: {
    user: ConsoleUser
    chat: ConsoleChat
    messageId: string
    action: string
    form?: Record<string, string> | undefined
  },
  wall: Date,
): Incoming {
  return {
    ...origin(click.user, click.chat, wall),
    kind: 'action',
    key: `click:${randomUUID()}`,
    messageId: click.messageId,
    action: click.action,
    ...(click.form === undefined ? {} : { form: click.form }),
  }
}

/** A file that lies in the database already (files.ts). */
export function fileEvent(
  sent: { user: ConsoleUser; chat: ConsoleChat; name: string; size: number; fileId: number; messageId: string },
  wall: Date,
): Incoming {
  const { user, chat, name, size, fileId, messageId } = sent
  const source = { fileId: String(fileId) }
  return { ...origin(user, chat, wall), kind: 'file', key: `message:${messageId}`, messageId, name, size, source }
}
