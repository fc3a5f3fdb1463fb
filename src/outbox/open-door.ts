/** Which private chat reaches a person. */
import type { Tx } from '../database/client.ts'
import { ChatKind } from '../generated/prisma/enums.ts'

/**
 * The private chat of the person's most recently used open door, null when none is open.
 * A person who was bound without ever writing (a leader, by mention) has an identity and perhaps no chat yet: a
 * platform's private chat is named by the person's id there, so it is made here.
 */
export async function openDoor(tx: Tx, personId: number): Promise<number | null> {
  const identity = await tx.platformIdentity.findFirst({
    where: { personId, unreachable: null },
    orderBy: [{ lastWroteAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
  })
  if (!identity) return null
  const chat = await tx.chat.upsert({
    where: { platform_externalId: { platform: identity.platform, externalId: identity.externalId } },
    create: {
      platform: identity.platform,
      externalId: identity.externalId,
      kind: ChatKind.PRIVATE,
      identityId: identity.id,
    },
    update: {},
    select: { id: true },
  })
  return chat.id
}
