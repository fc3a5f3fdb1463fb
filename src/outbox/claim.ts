/** Which owed messages are sent next: the first of each chat, answers before pushes, within the quotas. */
import { z } from 'zod'
import type { Db, Tx } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Door } from './door.ts'
import { booked, chatRoomAt, lockLedger, platformRoom, platformRoomAt, saveLedger } from './ledger.ts'
import { type Moment, settle } from './settle.ts'

export type OwedRow = Prisma.OutboxMessageGetPayload<{ include: { chat: true } }>

/** A message that this process, and nobody else, sends now. */
export interface Claimed {
  readonly row: OwedRow
  /** Until then nobody else takes it; the mark by which the receipt finds it again. */
  readonly leaseUntil: Date
  /** An earlier attempt may have been taken by the platform. */
  readonly mayBeTaken: boolean
}

export interface Claim {
  readonly messages: readonly Claimed[]
  /** Wall time (ms) at which a quota lets another message through; null: none waits for a quota. */
  readonly roomAt: number | null
}

/** Looked at in one go; more chats than this are never blocked by their quotas at the same time. */
const HEADS = 1000

/** The platform's clock and the way there: a key is not relied upon to the last minute. */
const KEY_MARGIN = 0.1

const headsSchema = z.array(z.object({ id: z.number().int(), chat_id: z.number().int(), hooked: z.boolean() }))
const idsSchema = z.array(z.object({ id: z.number().int() }))
const leasedSchema = z.array(z.object({ id: z.number().int(), tried: z.boolean() }))
const NOTHING: Claim = { messages: [], roomAt: null }

export interface ClaimOptions extends Moment {
  readonly door: Door
  /** At most so many messages. */
  readonly most: number
  /** How long this process may take to send one and record what came of it. */
  readonly leaseMs: number
}

/**
 * Claims what may be sent now. Within a chat the oldest message that is due goes first and holds back the others while
 * it waits for another attempt; other chats never wait for it. An attempt that ended without a receipt (its process
 * died, its lease ran out) counts as one whose outcome is unknown.
 */
export async function claimDue(db: Db, options: ClaimOptions): Promise<Claim> {
  if (!(await anythingOwed(db, options))) return NOTHING
  return transact(db, (tx) => claimIn(tx, options))
}

async function claimIn(tx: Tx, { door, most, leaseMs, now, wall }: ClaimOptions): Promise<Claim> {
  const at = wall.getTime()
  const ledger = await lockLedger(tx, door.platform)
  await settle(tx, door.platform, { now, wall }, new Date(at - door.keyHoldsMs * (1 - KEY_MARGIN)))
  if (ledger.pausedUntil > at) return NOTHING
  const chosen: { id: number; chat: number }[] = []
  let left = Math.min(most, platformRoom(door.quota, ledger, at))
  let roomAt: number | null = null
  for (const head of await heads(tx, door, { now, wall })) {
    if (chosen.length === most) break
    const free = Math.max(
      chatRoomAt(door.quota, ledger, { id: head.chat_id, hooked: head.hooked }, at),
      left > 0 ? at : platformRoomAt(door.quota, ledger, at),
    )
    if (free > at) {
      roomAt = Math.min(roomAt ?? free, free)
    } else if (left > 0) {
      left -= 1
      chosen.push({ id: head.id, chat: head.chat_id })
    }
  }
  const messages = await lease(tx, chosen, wall, new Date(at + leaseMs))
  if (messages.length > 0) {
    const chats = messages.flatMap(({ row }) => (row.chatId === null ? [] : [row.chatId]))
    await saveLedger(tx, door.platform, booked(door.quota, ledger, chats, at))
  }
  return { messages, roomAt }
}

/** A cheap look before the locks: most of the time nothing is owed. */
async function anythingOwed(db: Db, { door, now, wall }: ClaimOptions): Promise<boolean> {
  const rows = idsSchema.parse(
    await db.$queryRaw`
    SELECT m.id FROM outbox_message m JOIN chat c ON c.id = m.chat_id
    WHERE m.state = 'owed' AND m.next_at <= ${wall} AND (m.not_before <= ${now} OR m.expires_at <= ${now})
      AND (m.lease_until IS NULL OR m.lease_until <= ${wall}) AND c.platform = ${door.platform}::platform
    LIMIT 1`,
  )
  return rows.length > 0
}

/**
 * The oldest due message of each chat, where it is neither being sent nor waiting for another attempt. A chat may be
 * found gone since `settle` looked: a receipt commits whenever it comes.
 */
async function heads(tx: Tx, door: Door, { now, wall }: Moment): Promise<z.infer<typeof headsSchema>> {
  return headsSchema.parse(
    await tx.$queryRaw`
    SELECT id, chat_id, hooked FROM (
      SELECT DISTINCT ON (m.chat_id) m.id, m.chat_id, c.push_url IS NOT NULL AS hooked, m.kind, m.next_at, m.lease_until
      FROM outbox_message m JOIN chat c ON c.id = m.chat_id
      WHERE m.state = 'owed' AND m.not_before <= ${now}
        AND c.platform = ${door.platform}::platform AND c.gone_at IS NULL
      ORDER BY m.chat_id, m.id
    ) head
    WHERE next_at <= ${wall} AND (lease_until IS NULL OR lease_until <= ${wall})
    ORDER BY kind = 'push', id LIMIT ${HEADS}`,
  )
}

async function lease(
  tx: Tx,
  chosen: readonly { readonly id: number }[],
  wall: Date,
  leaseUntil: Date,
): Promise<Claimed[]> {
  if (chosen.length === 0) return []
  const wanted = chosen.map(({ id }) => id)
  // What another transaction is changing right now (a receipt, a revoked message) is left for the next look.
  const leased = leasedSchema.parse(
    await tx.$queryRaw`
    UPDATE outbox_message m
    SET lease_until = ${leaseUntil}, attempts = attempts + 1, first_tried_at = COALESCE(first_tried_at, ${wall})
    FROM (
      SELECT id, first_tried_at IS NOT NULL AS tried FROM outbox_message
      WHERE id = ANY(${wanted}::int[]) AND state = 'owed' AND (lease_until IS NULL OR lease_until <= ${wall})
      FOR UPDATE SKIP LOCKED
    ) free
    WHERE m.id = free.id RETURNING m.id, free.tried`,
  )
  const tried = new Map(leased.map((row) => [row.id, row.tried]))
  const rows = await tx.outboxMessage.findMany({ where: { id: { in: [...tried.keys()] } }, include: { chat: true } })
  const order = new Map(wanted.map((id, position) => [id, position]))
  return rows
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map((row) => ({ row, leaseUntil, mayBeTaken: tried.get(row.id) ?? false }))
}
