/** Telling the administrator of faults: in private, each fault once, whichever copy of the program finds it. */
import { say } from '../chat/card.ts'
import type { Target } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import { ChatKind } from '../generated/prisma/client.ts'
import { owe } from '../outbox/owe.ts'
import { targetKey } from './deciders.ts'
import { membersWith } from './people.ts'
import type { Fault } from './self-audit-fault.ts'
import { ABOUT_OURSELVES } from './self-audit-messages.ts'

export interface Telling {
  readonly districtId: number
  readonly today: Day
  /** When the message may go out: quiet hours hold for it too. */
  readonly notBefore: Date
}

/** Owes what was not told before; gives how many faults were told of now. */
export async function tellFaults(tx: Tx, faults: readonly Fault[], telling: Telling): Promise<number> {
  const { districtId, today, notBefore } = telling
  const targets = await administrators(tx, districtId, today)
  let told = 0
  for (const fault of faults) {
    const owed: (number | null)[] = []
    for (const to of targets) {
      const key = `${districtId}${ABOUT_OURSELVES}${fault.id}:${targetKey(to)}`
      owed.push(await owe(tx, { key, to, kind: 'push', card: cardOf(fault), notBefore }))
    }
    if (owed.some((id) => id !== null)) told += 1
  }
  return told
}

function cardOf({ title, remedy, actions = [] }: Fault) {
  return say(title, {
    tone: 'warning',
    blocks: [
      { kind: 'text', text: remedy },
      { kind: 'note', text: '同一件事只告诉您一次' },
    ],
    actions: [...actions],
  })
}

/** The administrators on the roster and the accounts of ADMIN_USERS; with none of them, 项目办. */
async function administrators(tx: Tx, districtId: number, today: Day): Promise<readonly Target[]> {
  const admins = await membersWith(tx, districtId, 'admin', today)
  const people = new Set(admins.map(({ personId }) => personId))
  const chats = await tx.chat.findMany({
    where: { kind: ChatKind.PRIVATE, identity: { isEnvAdmin: true, unreachable: null } },
    select: { id: true, identity: { select: { personId: true } } },
  })
  const accounts = chats.filter(({ identity }) => !people.has(identity?.personId ?? 0))
  const targets = [...[...people].map((personId) => ({ personId })), ...accounts.map(({ id }) => ({ chatId: id }))]
  if (targets.length > 0) return targets
  return (await membersWith(tx, districtId, 'office', today)).map(({ personId }) => ({ personId }))
}
