/** What the platform answered becomes the state of the owed message. */
import type { Clock } from '../clock.ts'
import type { Db, Tx } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import { ChatKind, OutboxState } from '../generated/prisma/enums.ts'
import { oweChartPicture } from './chart-picture.ts'
import type { Claimed, OwedRow } from './claim.ts'
import type { Door, Receipt } from './door.ts'
import { pausePlatform } from './ledger.ts'
import { oweWaiting } from './waiting.ts'

const SECOND = 1000
const LONGEST_WAIT = 5 * 60 * SECOND

export interface ReceiptOptions {
  readonly door: Door
  readonly clock: Clock
  /** 0 ≤ x < 1: spreads the next attempts of many messages. */
  readonly random: () => number
}

/** Milliseconds before the next attempt: doubling from 1 s to 5 min, each between half of it and all of it. */
export function backoff(attempts: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT, SECOND * 2 ** Math.max(0, attempts - 1))
  return Math.round(full * (0.5 + random() / 2))
}

/** As long as the platform asked for, and up to a tenth more. */
function asked(afterMs: number, random: () => number): number {
  return Math.round(afterMs * (1 + random() / 10))
}

/** Records what came of one attempt. */
export async function recordReceipt(
  db: Db,
  claimed: Claimed,
  receipt: Receipt,
  { door, clock, random }: ReceiptOptions,
): Promise<void> {
  const { row } = claimed
  const wall = clock.wall()
  const later = (ms: number): Date => new Date(wall.getTime() + ms)
  if (receipt.state === 'sent') {
    const { externalId } = receipt
    if (door.tellsCharts !== true) return recordSent(db, row, externalId, clock.now())
    return transact(db, async (tx) => {
      await recordSent(tx, row, externalId, clock.now())
      await oweChartPicture(tx, row, clock.now())
    })
  }
  await transact(db, async (tx) => {
    if (receipt.state === 'refused') return recordRefused(tx, claimed, receipt, clock.now())
    if (receipt.state === 'unknown') {
      if (door.keyHoldsMs === 0) {
        return change(tx, claimed, { state: OutboxState.UNCONFIRMED, error: receipt.reason })
      }
      return change(tx, claimed, { nextAt: later(backoff(row.attempts, random)), error: receipt.reason })
    }
    const wait = receipt.afterMs === undefined ? backoff(row.attempts, random) : asked(receipt.afterMs, random)
    if (receipt.scope === 'platform') await pausePlatform(tx, door.platform, later(wait))
    await change(tx, claimed, {
      nextAt: later(wait),
      error: receipt.reason,
      ...untried(claimed),
    })
  })
}

/** Certainly not taken, now or before: the time for which the key holds has not begun. */
function untried({ mayBeTaken }: Claimed): { firstTriedAt?: null } {
  return mayBeTaken ? {} : { firstTriedAt: null }
}

/** The truth even when the lease had run out or the message was counted as unconfirmed meanwhile. */
async function recordSent(tx: Tx | Db, row: OwedRow, externalId: string | null, now: Date): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { id: row.id, generation: row.generation },
    data: { state: OutboxState.SENT, externalId, sentAt: now, leaseUntil: null, error: null },
  })
}

async function recordRefused(
  tx: Tx,
  claimed: Claimed,
  receipt: Extract<Receipt, { state: 'refused' }>,
  now: Date,
): Promise<void> {
  const { row } = claimed
  const chat = row.chat
  if (!receipt.gone || chat === null) {
    return change(tx, claimed, { state: OutboxState.REFUSED, error: receipt.reason })
  }
  // Owed to a person, not to this chat: it takes another door of his, or waits until one opens.
  const state = row.personId === null ? OutboxState.REFUSED : OutboxState.UNREACHABLE
  await change(tx, claimed, { state, error: receipt.reason, ...untried(claimed) })
  const closed =
    chat.kind === ChatKind.PRIVATE
      ? await tx.platformIdentity.updateMany({
          where: { platform: chat.platform, externalId: chat.externalId },
          data: { unreachable: receipt.reason },
        })
      : { count: 0 }
  if (closed.count === 0) await tx.chat.update({ where: { id: chat.id }, data: { goneAt: now } })
  if (row.personId !== null) await oweWaiting(tx, now, row.personId)
}

/** Only while the lease is ours: a copy of the program that took over after it ran out knows better. */
async function change(
  tx: Tx,
  { row, leaseUntil }: Claimed,
  data: { state?: OutboxState; nextAt?: Date; error: string; firstTriedAt?: null },
): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { id: row.id, generation: row.generation, state: OutboxState.OWED, leaseUntil },
    data: { ...data, leaseUntil: null },
  })
}
