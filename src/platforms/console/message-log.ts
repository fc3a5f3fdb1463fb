/**
 * What is said in the console: people's lines and the bot's cards, in the table console_message.
 * Ids leave this file as decimal strings, as on the other platforms.
 */
import { type Card, cardSchema } from '../../chat/card.ts'
import { cardText } from '../../chat/plain-text.ts'
import type { Db } from '../../database/client.ts'
import { withoutHookKey } from '../../domain/wecom-address.ts'

/** A message as the console's API shows it (contract.md). */
export interface ShownMessage {
  readonly id: string
  readonly chat: string
  /** A user's id, or 'bot'. */
  readonly from: string
  /** Business time, ISO. */
  readonly at: string
  readonly replyTo: string | null
  readonly card: Card | null
  /** What was typed, or the card as plain text. */
  readonly text: string
}

interface Row {
  readonly id: number
  readonly chat: string
  readonly sender: string
  readonly at: Date
  readonly replyTo: string | null
  readonly card: unknown
  readonly text: string
}

/** The sender of everything the bot says. */
export const BOT = 'bot'

/** How many messages one reading gives at most. */
const PAGE = 100

function shown(row: Row): ShownMessage {
  return {
    id: String(row.id),
    chat: row.chat,
    from: row.sender,
    at: row.at.toISOString(),
    replyTo: row.replyTo,
    card: row.card === null ? null : cardSchema.parse(row.card),
    text: row.text,
  }
}

/** The number of a message id as it came from outside; null when it can be none. */
export function messageNumber(id: string): number | null {
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : null
}

/** Stores what a person typed. `at` is business time. */
export async function writeLine(
  db: Db,
  line: { chat: string; from: string; at: Date; text: string; replyTo: string | null },
): Promise<ShownMessage> {
  const { from, text, ...rest } = line
  const data = { ...rest, text: withoutHookKey(text), sender: from }
  return shown(await db.consoleMessage.create({ data }))
}

/** Stores a card of the bot; the same key again gives the message that is already there. */
export async function writeCard(
  db: Db,
  message: { key: string; chat: string; at: Date; card: Card; replyTo: string | null },
): Promise<ShownMessage> {
  const { key, ...rest } = message
  const row = await db.consoleMessage.upsert({
    where: { key },
    create: { key, ...rest, sender: BOT, text: cardText(message.card) },
    update: {},
  })
  return shown(row)
}

/** Puts another card in the place of a message's card; null when that chat has no such message. */
export async function replaceCard(db: Db, chat: string, id: string, card: Card): Promise<ShownMessage | null> {
  const number = messageNumber(id)
  if (number === null) return null
  const changed = await db.consoleMessage.updateMany({
    where: { id: number, chat, sender: BOT },
    data: { card, text: cardText(card) },
  })
  return changed.count === 0 ? null : findMessage(db, chat, id)
}

/** One message of a chat; null when the chat has none of that id. */
export async function findMessage(db: Db, chat: string, id: string): Promise<ShownMessage | null> {
  const number = messageNumber(id)
  if (number === null) return null
  const row = await db.consoleMessage.findFirst({ where: { id: number, chat } })
  return row === null ? null : shown(row)
}

/** Messages by their ids, oldest first; ids that do not exist are left out. */
export async function findMessages(db: Db, ids: readonly string[]): Promise<ShownMessage[]> {
  const numbers = ids.map(messageNumber).filter((number) => number !== null)
  if (numbers.length === 0) return []
  const rows = await db.consoleMessage.findMany({ where: { id: { in: numbers } }, orderBy: { id: 'asc' } })
  return rows.map(shown)
}

/**
 * Messages of a chat, oldest first, at most 100: those after `after`; else the newest before `before`; else the newest.
 */
export async function readChat(
  db: Db,
  chat: string,
  range: { after?: number | undefined; before?: number | undefined },
): Promise<ShownMessage[]> {
  if (range.after !== undefined) {
    const where = { chat, id: { gt: range.after } }
    return (await db.consoleMessage.findMany({ where, orderBy: { id: 'asc' }, take: PAGE })).map(shown)
  }
  const where = range.before === undefined ? { chat } : { chat, id: { lt: range.before } }
  const rows = await db.consoleMessage.findMany({ where, orderBy: { id: 'desc' }, take: PAGE })
  return rows.reverse().map(shown)
}

/** The newest message of each chat that has any, by chat. */
export async function newestOfEachChat(db: Db): Promise<Map<string, ShownMessage>> {
  const newest = await db.consoleMessage.groupBy({ by: ['chat'], _max: { id: true } })
  const ids = newest.flatMap(({ _max }) => (_max.id === null ? [] : [_max.id]))
  const rows = await db.consoleMessage.findMany({ where: { id: { in: ids } } })
  return new Map(rows.map((row) => [row.chat, shown(row)]))
}
