/** How the messages the bot owes stand: the counters beside the clock. */
import type { Db } from '../../database/client.ts'
import { InboxState, OutboxState } from '../../generated/prisma/client.ts'

export interface OutboxStatus {
  readonly owed: number
  readonly sent: number
  readonly unconfirmed: number
  readonly refused: number
  readonly expired: number
  readonly unreachable: number
  /** Events that are stored and not handled yet. */
  readonly waiting: number
}

/** Counts over all platforms and all time. */
export async function outboxStatus(db: Db): Promise<OutboxStatus> {
  const [groups, waiting] = await Promise.all([
    db.outboxMessage.groupBy({ by: ['state'], _count: { _all: true } }),
    db.inboxEvent.count({ where: { state: InboxState.STORED } }),
  ])
  const of = (state: OutboxState) => groups.find((group) => group.state === state)?._count._all ?? 0
  return {
    owed: of(OutboxState.OWED),
    sent: of(OutboxState.SENT),
    unconfirmed: of(OutboxState.UNCONFIRMED),
    refused: of(OutboxState.REFUSED),
    expired: of(OutboxState.EXPIRED),
    unreachable: of(OutboxState.UNREACHABLE),
    waiting,
  }
}
