/** Messages that found no open door wait as UNREACHABLE and go on their way when one opens. */
import type { Tx } from '../database/client.ts'
import { OutboxState } from '../generated/prisma/enums.ts'
import { openDoor } from './open-door.ts'

/**
 * Owes again what waited for a door: for a person when one of his doors is open, for a group when the bot is back in it.
 * What has lost its use meanwhile is recorded as expired.
 *
 * @param now business time
 * @param personId only this person's (he was just bound, or just wrote in private); absent: everybody's
 * @returns how many messages are owed again
 */
export async function oweWaiting(tx: Tx, now: Date, personId?: number): Promise<number> {
  const waiting = await tx.outboxMessage.findMany({
    where: {
      state: OutboxState.UNREACHABLE,
      OR: [
        { personId: personId ?? { not: null }, person: { identities: { some: { unreachable: null } } } },
        ...(personId === undefined ? [{ personId: null, chat: { goneAt: null } }] : []),
      ],
    },
    select: { id: true, personId: true, chatId: true, expiresAt: true },
    orderBy: { id: 'asc' },
  })
  const doors = new Map<number, number | null>()
  let owed = 0
  for (const { id, personId: to, chatId, expiresAt } of waiting) {
    if (to !== null && !doors.has(to)) doors.set(to, await openDoor(tx, to))
    const door = to === null ? chatId : (doors.get(to) ?? null)
    if (door === null) continue
    const passed = expiresAt !== null && expiresAt <= now
    const { count } = await tx.outboxMessage.updateMany({
      where: { id, state: OutboxState.UNREACHABLE },
      data: { chatId: door, state: passed ? OutboxState.EXPIRED : OutboxState.OWED, error: null },
    })
    if (!passed) owed += count
  }
  return owed
}
