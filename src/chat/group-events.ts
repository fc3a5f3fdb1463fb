/** The bot is brought into a group or taken out of it. */
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/client.ts'
import { ChatUse } from '../generated/prisma/enums.ts'
import type { Delivery } from '../inbox/handle.ts'
import { owe } from '../outbox/owe.ts'
import { recordChange } from '../services/audit.ts'
import { chatGone, knownChat } from '../services/chats.ts'
import type { Incoming } from './message.ts'
import { externalGroupCard, unboundGroupCard } from './standard-cards.ts'

/** Offers to bind the group; says nothing in one that is bound already (the platform may tell the same thing twice). */
export async function joinedGroup(
  tx: Tx,
  clock: Clock,
  { platform, place }: Extract<Incoming, { kind: 'joined' }>,
  { inboxId }: Delivery,
): Promise<void> {
  if (place.kind !== 'group') return
  const chat = await knownChat(tx, platform, place, null)
  if (chat.use !== ChatUse.NONE) return
  await owe(tx, {
    key: `answer:${inboxId}`,
    to: { chatId: chat.id },
    kind: 'answer',
    card: chat.isExternal ? externalGroupCard() : unboundGroupCard(),
    notBefore: clock.now(),
    inboxId,
  })
}

/** Takes the group's binding away; the change is in the audit of the district that it belonged to. */
export async function leftGroup(
  tx: Tx,
  clock: Clock,
  { platform, place }: Extract<Incoming, { kind: 'left' }>,
  { requestId }: Delivery,
): Promise<void> {
  const chat = await knownChat(tx, platform, place, null)
  const now = clock.now()
  await chatGone(tx, chat.id, now)
  if (chat.districtId === null) return
  await recordChange(tx, {
    districtId: chat.districtId,
    at: now,
    personId: null,
    identityId: null,
    chatId: chat.id,
    command: 'left',
    requestId,
    change: { subject: 'chat', subjectId: chat.id, before: { use: chat.use }, after: { use: ChatUse.NONE } },
  })
}
