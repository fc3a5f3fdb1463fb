/** Owing a message: it is stored with the change that causes it, and sent when both are committed. */
import { type Card, type FileRef, say } from '../chat/card.ts'
import type { ReminderContext, Target } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { ChatKind, OutboxKind, OutboxState } from '../generated/prisma/enums.ts'
import { openDoor } from './open-door.ts'

export interface Debt {
  /** Deterministic name of the intent; the same intent is owed only once. */
  readonly key: string
  readonly to: Target
  /** `answer`: to a person who just wrote. `push`: unasked. `update`: changes a message that was sent. */
  readonly kind: 'answer' | 'push' | 'update'
  readonly card: Card
  /** Business time; for a push take `pushMoment`. */
  readonly notBefore: Date
  /** Business time after which the message is of no use; absent: it never lapses. */
  readonly expiresAt?: Date
  /** The platform's id of the message that this one answers. */
  readonly replyTo?: string
  /** The line that this answers: what brings its files again. */
  readonly asked?: string
  /** For `update`: the platform's id of the message to change. */
  readonly updates?: string
  /** What a reply to this message will be about. */
  readonly context?: ReminderContext
  readonly inboxId?: number
  readonly noticeId?: number
  readonly jobSlot?: string
}

const KIND_IN_DB = { answer: OutboxKind.ANSWER, push: OutboxKind.PUSH, update: OutboxKind.UPDATE } as const

/** Wall time long past: "at once", whatever the clocks of database and program say. */
const AT_ONCE = new Date(0)

/**
 * Owes a message. A person gets it in the private chat of the open door that he used last; a person without one gets a
 * row that waits as UNREACHABLE and is sent when a door opens. The card's files follow it, each a message of its own.
 *
 * @returns the row's id; null when the key was owed already (then nothing changes)
 */
export async function owe(tx: Tx, debt: Debt): Promise<number | null> {
  const chatId = 'chatId' in debt.to ? debt.to.chatId : await openDoor(tx, debt.to.personId)
  const row = {
    chatId,
    personId: 'personId' in debt.to ? debt.to.personId : null,
    kind: KIND_IN_DB[debt.kind],
    inboxId: debt.inboxId ?? null,
    noticeId: debt.noticeId ?? null,
    jobSlot: debt.jobSlot ?? null,
    notBefore: debt.notBefore,
    expiresAt: debt.expiresAt ?? null,
    state: stateAtFirst(debt, chatId),
    nextAt: AT_ONCE,
  }
  const made = await tx.outboxMessage.createManyAndReturn({
    data: [
      {
        ...row,
        key: debt.key,
        card: debt.card,
        replyTo: debt.replyTo ?? null,
        updates: debt.updates ?? null,
        ...(debt.context ? { context: { ...debt.context, projectIds: [...debt.context.projectIds] } } : {}),
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  })
  const id = made[0]?.id ?? null
  if (id === null || debt.kind === 'update') return id
  const files = debt.card.files ?? []
  const inPrivate = files.length > 0 && (await isPrivate(tx, debt.to))
  for (const file of files) {
    // One after the other: within a chat the row's id is the order.
    await tx.outboxMessage.create({
      data: {
        ...row,
        key: `${debt.key}:file:${file.id}`,
        card: standIn(file, inPrivate, debt.asked),
        fileId: file.id,
        // Who takes back his question gets no file either.
        replyTo: debt.replyTo ?? null,
      },
    })
  }
  return id
}

async function isPrivate(tx: Tx, to: Target): Promise<boolean> {
  if ('personId' in to) return true
  const chat = await tx.chat.findUnique({ where: { id: to.chatId }, select: { kind: true } })
  return chat?.kind === ChatKind.PRIVATE
}

/** Lines longer than this are not repeated. */
const ASKED = 60

/** What is sent in the place of a file that cannot be sent, or has gone. */
function standIn({ name }: FileRef, inPrivate: boolean, asked: string | undefined): Card {
  const again = asked === undefined || asked === '' || asked.length > ASKED ? '再要一次' : `再发一次“${asked}”`
  const way = `请${inPrivate ? '稍后' : '私聊我'}${again}；还是收不到，请项目办在网页控制台下载。`
  return say(`附件：${name}`, { blocks: [{ kind: 'text', text: `这个文件没有发出来。${way}` }] })
}

/** A push whose use passes before its quiet hours end is recorded as expired at once (rules.md §1). */
function stateAtFirst(debt: Debt, chatId: number | null): OutboxState {
  if (debt.expiresAt && debt.expiresAt <= debt.notBefore) return OutboxState.EXPIRED
  return chatId === null ? OutboxState.UNREACHABLE : OutboxState.OWED
}
