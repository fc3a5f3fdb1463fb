/** When handling an event went wrong: when it is tried again, and what the sender hears after the last attempt. */
import { say } from '../chat/card.ts'
import { type Incoming, incomingSchema, type Place } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { holdsHookAddress } from '../domain/wecom-address.ts'
import { type InboxEvent, Prisma } from '../generated/prisma/client.ts'
import { ChatKind, InboxState } from '../generated/prisma/enums.ts'
import { owe } from '../outbox/owe.ts'

/** Milliseconds before the next attempt, by the number of attempts that failed; after the last one it is given up. */
const WAITS = [1_000, 5_000, 30_000, 120_000] as const

/** Milliseconds to wait after the nth failed attempt; null: give up. */
export function waitAfter(failed: number): number | null {
  return WAITS[failed - 1] ?? null
}

/**
 * Records a failed attempt. After the last one the event is FAILED, its lane goes on, and the sender is owed a sentence.
 * Nothing happens when somebody else finished or failed the event meanwhile.
 *
 * @param now business time
 * @param wall wall time
 * @returns whether it is tried again or was given up
 */
export async function recordFailure(
  tx: Tx,
  row: InboxEvent,
  error: unknown,
  { now, wall }: { now: Date; wall: Date },
): Promise<'retried' | 'failed'> {
  const attempts = row.attempts + 1
  const wait = waitAfter(attempts)
  const { count } = await tx.inboxEvent.updateMany({
    where: { id: row.id, state: InboxState.STORED, attempts: row.attempts },
    data: {
      attempts,
      error: nameOf(error),
      ...(wait === null
        ? { state: InboxState.FAILED, handledAt: wall, ...(isSecret(row) ? { content: Prisma.DbNull } : {}) }
        : { nextAt: new Date(wall.getTime() + wait) }),
    },
  })
  if (count === 0 || wait !== null) return 'retried'
  const event = incomingSchema.safeParse(row.content)
  if (event.success) await tellSender(tx, row.id, event.data, now)
  return 'failed'
}

/** A group robot's address in the text is a password. */
function isSecret({ content }: InboxEvent): boolean {
  return holdsHookAddress(JSON.stringify(content))
}

/** The kind of the error only: its message may quote what the person wrote. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

async function tellSender(tx: Tx, inboxId: number, event: Incoming, now: Date): Promise<void> {
  const place = placeOf(event)
  if (place === null) return
  const platform = platformInDb(event.platform)
  const chat = await tx.chat.upsert({
    where: { platform_externalId: { platform, externalId: place.id } },
    create: {
      platform,
      externalId: place.id,
      kind: place.kind === 'group' ? ChatKind.GROUP : ChatKind.PRIVATE,
      name: place.name ?? null,
    },
    update: {},
    select: { id: true },
  })
  await owe(tx, {
    key: `inbox:${inboxId}:failed`,
    to: { chatId: chat.id },
    kind: 'answer',
    card: say(`刚才这条没有办成，已记下编号 ${inboxId}，请稍后再发一次。`, { tone: 'warning' }),
    notBefore: now,
    inboxId,
    ...(event.kind === 'text' ? { replyTo: event.messageId } : {}),
  })
}

/** Where the person who acted waits for an answer; null: nobody does. */
function placeOf(event: Incoming): Place | null {
  if (event.kind === 'text' || event.kind === 'action' || event.kind === 'file') return event.place
  return event.kind === 'menu' ? { id: event.sender.id, kind: 'private' } : null
}
