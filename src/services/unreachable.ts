/** Who cannot be reached in private. */
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import type { Role } from '../domain/roles.ts'
import { OutboxState } from '../generated/prisma/enums.ts'
import { dispatchChat } from './chats.ts'
import { rosterOf } from './people.ts'
import { canPushTo, type WhyShut, wecomReach, whyShut } from './reach.ts'

export interface Shut {
  readonly personId: number
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  readonly why: WhyShut | 'unbound'
  /** Messages that wait for a door. */
  readonly waiting: number
}

/** Those whom the 旬 needs come first: they are reminded, or get the digest. */
const FIRST: readonly Role[] = ['liaison', 'leader']

/** The people of the roster without an open door: liaisons, leaders, then everybody else. */
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
  const place = ({ roles }: Shut): number =>
    Math.min(FIRST.length, ...roles.flatMap((role) => (FIRST.includes(role) ? [FIRST.indexOf(role)] : [])))
  const shut = roster.flatMap(({ personId, name, posts }): Shut[] => {
    const own = accounts.filter((account) => account.personId === personId)
    const reasons = own.map((account) => whyShut(account, reach))
    if (reasons.includes(null)) return []
    return [
      {
        personId,
        name,
        unit: posts.find(({ unit }) => unit !== null)?.unit?.shortName ?? null,
        roles: [...new Set(posts.map(({ role }) => role))],
        why: reasons.find((reason) => reason !== null) ?? 'unbound',
        waiting: waiting.get(personId) ?? 0,
      },
    ]
  })
  return shut.toSorted((a, b) => place(a) - place(b))
}

/** Whether the district's 调度群 takes no notices: its platform hears there but cannot push. */
export async function dispatchGroupShut(tx: Tx, districtId: number): Promise<boolean> {
  const chat = await dispatchChat(tx, districtId)
  return chat !== null && !(await canPushTo(tx, chat))
}
