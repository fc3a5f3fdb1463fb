/**
 * What a 智能机器人 in callback mode may still say: it cannot push, it can only answer. Each callback opens a window with
 * a stream (WeCom fetches its states for six minutes) and one late answer by response_url (an hour). Windows are rows,
 * so that any copy of the program can serve WeCom's next question.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../database/client.ts'
import { plainObject } from '../../database/json.ts'
import { Prisma, type ReplyWindow } from '../../generated/prisma/client.ts'
import { InboxState, OutboxState, Platform } from '../../generated/prisma/enums.ts'
import type { TemplateCard } from './render/template-card.ts'

const MINUTE = 60_000
/** WeCom closes a stream after six minutes; its last state has to be fetched before. */
const STREAM_MS = 5.5 * MINUTE
/** response_url holds an hour. */
const URL_MS = 58 * MINUTE
const KEPT_MS = 24 * 60 * MINUTE

export const WORKING = '正在办理，请稍候'
const LATE = '还在办理，办好后再告诉您'
const DONE = '已收到'
const ELSEWHERE = '回答见下一条'
const IN_PRIVATE = '这条的回答私聊发给您；没有收到的话，请私聊我再问一次'
const PASSED = '这条回答已经过期，请再发一次'

export interface Answer {
  readonly content: string
  readonly card: TemplateCard | null
}

export interface StreamState {
  readonly content: string
  readonly card: unknown
  readonly finish: boolean
}

export interface Opening {
  readonly callbackId: string
  readonly messageId: string
  readonly chat: string
  readonly responseUrl: string | null
  /** A press has no stream. */
  readonly streaming: boolean
}

const answerSchema = z.object({ content: z.string(), card: z.unknown() })

/** Opens the callback's window, once: a repetition finds the first one. Windows of yesterday go. */
export async function openWindow(db: Db, opening: Opening, wall: Date): Promise<ReplyWindow> {
  const { callbackId, messageId, chat, responseUrl, streaming } = opening
  await db.replyWindow.deleteMany({ where: { openedAt: { lt: new Date(wall.getTime() - KEPT_MS) } } })
  const streamId = streaming ? randomBytes(18).toString('base64url') : null
  await db.replyWindow.createMany({
    data: [{ callbackId, messageId, chat, responseUrl, streamId, openedAt: wall }],
    skipDuplicates: true,
  })
  return await db.replyWindow.findUniqueOrThrow({ where: { callbackId } })
}

/** What the stream shows now. An answer that WeCom fetches is marked as taken. */
export async function streamState(db: Db, streamId: string, wall: Date): Promise<StreamState> {
  const window = await db.replyWindow.findUnique({ where: { streamId } })
  if (window === null) return finished(PASSED)
  const answer = answerSchema.safeParse(window.answer)
  if (answer.success) {
    await db.replyWindow.updateMany({ where: { id: window.id, takenAt: null }, data: { takenAt: wall } })
    return { ...answer.data, finish: true }
  }
  if (wall.getTime() - window.openedAt.getTime() > STREAM_MS) return await closed(db, window, LATE, wall)
  const ending = await endingOf(db, window)
  return ending === null ? { content: WORKING, card: null, finish: false } : await closed(db, window, ending, wall)
}

/** Ends the stream with a sentence, unless the answer came in this very moment. */
async function closed(db: Db, window: ReplyWindow, content: string, wall: Date): Promise<StreamState> {
  const { count } = await db.replyWindow.updateMany({
    where: { id: window.id, answer: { equals: Prisma.DbNull } },
    data: { answer: { content, card: null }, takenAt: wall },
  })
  return count === 0 ? { content: WORKING, card: null, finish: false } : finished(content)
}

/** What a stream says at its end when no answer will come to it; null: one may. */
async function endingOf(db: Db, { callbackId, messageId, chat }: ReplyWindow): Promise<string | null> {
  const event = await db.inboxEvent.findUnique({
    where: { platform_key: { platform: Platform.WECOM, key: `bot:${callbackId}` } },
    select: { id: true, state: true },
  })
  if (event === null) return null
  if (event.state === InboxState.STORED) return null
  const owed = await db.outboxMessage.findMany({
    where: { inboxId: event.id },
    select: { state: true, replyTo: true, chat: { select: { externalId: true } } },
  })
  const here = owed.filter((one) => one.replyTo === messageId && one.chat?.externalId === chat)
  if (here.some(({ state }) => state === OutboxState.OWED || state === OutboxState.SENT)) return null
  return owed.length > here.length ? IN_PRIVATE : DONE
}

function finished(content: string): StreamState {
  return { content, card: null, finish: true }
}

/** The window of the message or press that is answered; null when it has none (any more). */
export async function windowFor(db: Db, messageId: string, chat: string, wall: Date): Promise<ReplyWindow | null> {
  return await db.replyWindow.findFirst({
    where: { messageId, chat, openedAt: { gt: new Date(wall.getTime() - URL_MS) } },
    orderBy: { id: 'desc' },
  })
}

/** The newest window of the chat through which one late answer can still go. */
export async function windowWithUrl(db: Db, chat: string, wall: Date): Promise<ReplyWindow | null> {
  return await db.replyWindow.findFirst({
    where: { chat, responseUrl: { not: null }, openedAt: { gt: new Date(wall.getTime() - URL_MS) } },
    orderBy: { id: 'desc' },
  })
}

/** Puts the answer into the stream. False: the stream has ended, or it ends with another answer. */
export async function offer(db: Db, window: ReplyWindow, key: string, answer: Answer, wall: Date): Promise<boolean> {
  if (wall.getTime() - window.openedAt.getTime() > STREAM_MS) return false
  const { count } = await db.replyWindow.updateMany({
    where: { id: window.id, OR: [{ answer: { equals: Prisma.DbNull } }, { owedKey: key }] },
    data: { answer: plainObject({ ...answer }), owedKey: key },
  })
  return count > 0
}

/** Whether WeCom fetched what was offered. */
export async function wasTaken(db: Db, window: ReplyWindow): Promise<boolean> {
  const row = await db.replyWindow.findUnique({ where: { id: window.id }, select: { takenAt: true } })
  return row?.takenAt != null
}

/** Takes the offered answer back, to send it another way. False: WeCom has just fetched it. */
export async function withdraw(db: Db, window: ReplyWindow): Promise<boolean> {
  const { count } = await db.replyWindow.updateMany({
    where: { id: window.id, takenAt: null },
    data: { answer: { content: ELSEWHERE, card: null }, owedKey: null },
  })
  return count > 0
}

/** Takes the one address out, so that nobody uses it twice; null: somebody did. */
export async function takeUrl(db: Db, { id, responseUrl }: ReplyWindow): Promise<string | null> {
  if (responseUrl === null) return null
  const { count } = await db.replyWindow.updateMany({ where: { id, responseUrl }, data: { responseUrl: null } })
  return count === 0 ? null : responseUrl
}

/** Nothing was sent to the address after all. */
export async function giveUrlBack(db: Db, { id }: ReplyWindow, responseUrl: string): Promise<void> {
  await db.replyWindow.updateMany({ where: { id, responseUrl: null }, data: { responseUrl } })
}
