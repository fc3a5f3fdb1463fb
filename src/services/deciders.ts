/** Whom to ask when something of the roster is to be decided: 项目办, else whoever administers the district. */
import type { Target } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import { ChatKind } from '../generated/prisma/enums.ts'
import { openDoor } from '../outbox/open-door.ts'
import { membersWith } from './people.ts'

/**
 * Those of 项目办 who can be reached; with none of them the administrators; with none of these either, the accounts
 * named in ADMIN_USERS. When nobody can be reached at all, 项目办: the message waits until a door opens.
 */
export async function decidersOf(tx: Tx, districtId: number, day: Day): Promise<readonly Target[]> {
  const office = await membersWith(tx, districtId, 'office', day)
  const admins = await membersWith(tx, districtId, 'admin', day)
  for (const people of [office, admins]) {
    const near: Target[] = []
    for (const { personId } of people) if ((await openDoor(tx, personId)) !== null) near.push({ personId })
    if (near.length > 0) return near
  }
  const chats = await tx.chat.findMany({
    where: { kind: ChatKind.PRIVATE, identity: { isEnvAdmin: true, unreachable: null } },
    select: { id: true },
  })
  if (chats.length > 0) return chats.map(({ id }) => ({ chatId: id }))
  return [...office, ...admins].map(({ personId }) => ({ personId }))
}

/** A short name of a target, for the keys of messages. */
export function targetKey(to: Target): string {
  return 'personId' in to ? `person:${to.personId}` : `chat:${to.chatId}`
}
