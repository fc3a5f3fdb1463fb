/**
 * Messages of a district that did not arrive for sure, for 项目办 to send again: those that the platform neither
 * confirmed nor refused, and what was to be said unasked and the platform refused (a digest with a word that it does not
 * pass, a group that is gone).
 */
import { type Card, cardSchema } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import { OutboxKind, OutboxState, type Prisma } from '../generated/prisma/client.ts'

export interface Unconfirmed {
  readonly id: number
  readonly key: string
  /** Rises with each sending by hand. */
  readonly generation: number
  readonly card: Card
  /** What the platform said when it refused it; null: it said nothing at all. */
  readonly refusal: string | null
  /** To whom: a person's name, or the group's. */
  readonly to: string
  readonly owedAt: Date
}

/** A message belongs to the district by its group, its notice or the person it was meant for. */
export function ofDistrict(districtId: number): Prisma.OutboxMessageWhereInput {
  return {
    OR: [
      { chat: { districtId } },
      { chat: { identity: { person: { memberships: { some: { districtId } } } } } },
      { notice: { districtId } },
      { person: { memberships: { some: { districtId } } } },
    ],
  }
}

/** What did not arrive for sure. */
export const NOT_ARRIVED: Prisma.OutboxMessageWhereInput = {
  OR: [{ state: OutboxState.UNCONFIRMED }, { state: OutboxState.REFUSED, kind: OutboxKind.PUSH }],
}

/** The newest first; `id` asks for one. */
export async function unconfirmedIn(tx: Tx, districtId: number, id?: number): Promise<Unconfirmed[]> {
  const rows = await tx.outboxMessage.findMany({
    where: { AND: [NOT_ARRIVED, ofDistrict(districtId)], ...(id === undefined ? {} : { id }) },
    orderBy: { id: 'desc' },
    select: {
      id: true,
      key: true,
      generation: true,
      card: true,
      state: true,
      error: true,
      notBefore: true,
      person: { select: { name: true } },
      chat: { select: { name: true, kind: true } },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    generation: row.generation,
    card: cardSchema.parse(row.card),
    refusal: row.state === OutboxState.REFUSED ? (row.error ?? '没有说明原因') : null,
    to: row.person?.name ?? row.chat?.name ?? (row.chat?.kind === 'GROUP' ? '群' : '私聊'),
    owedAt: row.notBefore,
  }))
}
