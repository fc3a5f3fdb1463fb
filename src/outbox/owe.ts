/** Owing a message: it is stored with the change that causes it, and sent when both are committed. */
import { type Card, type FileRef, say } from '../chat/card.ts'
import type { ReminderContext, Target } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { OutboxKind, OutboxState } from '../generated/prisma/enums.ts'
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
  for (const file of debt.card.files ?? []) {
    // One after the other: within a chat the row's id is the order.
    await tx.outboxMessage.create({
      data: { ...row, key: `${debt.key}:file:${file.id}`, card: standIn(file), fileId: file.id },
    })
  }
  return id
}

/** What is sent in the place of a file where files cannot be sent, or when it has gone. */
function standIn({ name }: FileRef): Card {
  return say(`附件：${name}`, {
    blocks: [{ kind: 'note', text: '这里收不了文件，或者文件已过期。请私聊我再要一次，或者在网页控制台下载。' }],
  })
}

/** A push whose use passes before its quiet hours end is recorded as expired at once (rules.md §1). */
function stateAtFirst(debt: Debt, chatId: number | null): OutboxState {
  if (debt.expiresAt && debt.expiresAt <= debt.notBefore) return OutboxState.EXPIRED
  return chatId === null ? OutboxState.UNREACHABLE : OutboxState.OWED
}
