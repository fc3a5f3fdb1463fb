/** What people do to owed messages: send an unconfirmed one again, or revoke what was to be answered. */
import type { PlatformName } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { OutboxState } from '../generated/prisma/enums.ts'

/** Wall time long past: "at once". */
const AT_ONCE = new Date(0)

/**
 * [重发]: owes an unconfirmed or refused message again, under a new idempotency key.
 *
 * @param now business time
 * @returns `passed`: it has lost its use meanwhile and stays as it is; `settled`: it is not unconfirmed (any more)
 */
export async function resend(tx: Tx, id: number, now: Date): Promise<'owed' | 'passed' | 'settled'> {
  const open = { id, state: { in: [OutboxState.UNCONFIRMED, OutboxState.REFUSED] } }
  const row = await tx.outboxMessage.findFirst({ where: open, select: { expiresAt: true } })
  if (!row) return 'settled'
  if (row.expiresAt !== null && row.expiresAt <= now) return 'passed'
  const { count } = await tx.outboxMessage.updateMany({
    where: open,
    data: {
      state: OutboxState.OWED,
      generation: { increment: 1 },
      attempts: 0,
      nextAt: AT_ONCE,
      firstTriedAt: null,
      leaseUntil: null,
      error: null,
    },
  })
  return count === 0 ? 'settled' : 'owed'
}

/**
 * A person revoked the message: answers to it that are not on their way yet are not sent any more.
 *
 * @param wall wall time
 * @returns how many answers were withdrawn
 */
export async function withdrawReplyTo(tx: Tx, platform: PlatformName, messageId: string, wall: Date): Promise<number> {
  const { count } = await tx.outboxMessage.updateMany({
    where: {
      replyTo: messageId,
      chat: { platform: platformInDb(platform) },
      state: { in: [OutboxState.OWED, OutboxState.UNREACHABLE] },
      OR: [{ leaseUntil: null }, { leaseUntil: { lte: wall } }],
    },
    data: { state: OutboxState.EXPIRED, error: '原消息已撤回', leaseUntil: null },
  })
  return count
}
