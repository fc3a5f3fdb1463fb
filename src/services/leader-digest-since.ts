/** When each leader heard last, and as of which 旬: what counts as new is what came after it. */
import type { Tx } from '../database/client.ts'
import { monthEnd, quarterEnd } from '../domain/assessment-calendar.ts'
import { instantAt } from '../domain/calendar-day.ts'
import { firstDay, month, nextTenDay, parseTenDay, quarter, type TenDay, tenDayOf } from '../domain/period.ts'
import { OutboxState } from '../generated/prisma/client.ts'
import { periodState } from './periods.ts'

export interface Since {
  readonly at: Date
  /** The figures of the last digest were as of this 旬. */
  readonly period: TenDay
}

export type DigestKind = 'leader-digest' | 'leader-month' | 'leader-quarter'

const KINDS: readonly DigestKind[] = ['leader-digest', 'leader-month', 'leader-quarter']

/** The key of one digest. `of`: the 旬, month or quarter. */
export function digestKey(districtId: number, kind: DigestKind, of: string, personId: number): string {
  return `${districtId}:${kind}:${of}:${personId}`
}

/** The last digest that reached each person, of whatever kind. */
export async function lastDigests(
  tx: Tx,
  districtId: number,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, Since>> {
  const rows = await tx.outboxMessage.findMany({
    where: {
      personId: { in: [...personIds] },
      state: OutboxState.SENT,
      OR: KINDS.map((kind) => ({ key: { startsWith: `${districtId}:${kind}:` } })),
    },
    orderBy: { sentAt: 'asc' },
    select: { key: true, personId: true, sentAt: true },
  })
  const last = new Map<number, Since>()
  for (const { key, personId, sentAt } of rows) {
    const of = key.split(':')[2] ?? ''
    if (personId !== null && sentAt !== null) last.set(personId, { at: sentAt, period: asOf(of) })
  }
  return last
}

/** For who never got one: since the lock of the 旬 that came before. */
export async function sinceLockOf(tx: Tx, districtId: number, period: TenDay): Promise<Since> {
  const { lockedAt } = await periodState(tx, districtId, period)
  return { at: lockedAt ?? instantAt(firstDay(nextTenDay(period)), '00:00'), period }
}

/** The 旬 that the figures of a 旬, month or quarter are as of: its last one. */
function asOf(code: string): TenDay {
  return parseTenDay(code) ?? tenDayOf(code.includes('Q') ? quarterEnd(quarter(code)) : monthEnd(month(code)))
}
