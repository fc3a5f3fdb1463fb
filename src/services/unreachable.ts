/** Who cannot be reached in private. */
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import type { Role } from '../domain/roles.ts'
import { OutboxState } from '../generated/prisma/enums.ts'
import { dispatchChat } from './chats.ts'
import { rosterOf } from './people.ts'
import { canPushTo, wecomReach, whyShut } from './reach.ts'

export interface Shut {
  readonly personId: number
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  /** '没有绑定', or what the platform said. */
  readonly why: string
  /** Messages that wait for a door. */
  readonly waiting: number
}

/** The people of the roster without an open door, by unit. */
export async function shutDoors(tx: Tx, districtId: number, day: Day): Promise<readonly Shut[]> {
  const roster = await rosterOf(tx, districtId, day)
  const ids = roster.map(({ personId }) => personId)
  const accounts = await tx.platformIdentity.findMany({
    where: { personId: { in: ids } },
    select: { personId: true, platform: true, unreachable: true, lastWroteAt: true },
  })
  const reach = await wecomReach(tx)
  const counts = await tx.outboxMessage.groupBy({
    by: ['personId'],
    where: { state: OutboxState.UNREACHABLE, personId: { in: ids } },
    _count: true,
  })
  const waiting = new Map(counts.map(({ personId, _count }) => [personId, _count]))
  return roster.flatMap(({ personId, name, posts }) => {
    const own = accounts.filter((account) => account.personId === personId)
    const reasons = own.map((account) => whyShut(account, reach))
    if (reasons.includes(null)) return []
    return [
      {
        personId,
        name,
        unit: posts.find(({ unit }) => unit !== null)?.unit?.shortName ?? null,
        roles: [...new Set(posts.map(({ role }) => role))],
        why: reasons[0] ?? '没有绑定',
        waiting: waiting.get(personId) ?? 0,
      },
    ]
  })
}

/** Whether the district's 调度群 takes no notices: its platform hears there but cannot push. */
export async function dispatchGroupShut(tx: Tx, districtId: number): Promise<boolean> {
  const chat = await dispatchChat(tx, districtId)
  return chat !== null && !(await canPushTo(tx, chat))
}
