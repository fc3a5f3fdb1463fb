/** Groups and private chats: their rows, and which district a group belongs to. */
import type { Place, PlatformName } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { type Chat, ChatKind, ChatUse } from '../generated/prisma/client.ts'

/** The chat's row, made when the bot first hears of it; a chat that was gone is back when something comes from it. */
export async function knownChat(
  tx: Tx,
  platform: PlatformName,
  place: Place,
  identityId: number | null,
): Promise<Chat> {
  const told = {
    ...(place.name === undefined ? {} : { name: place.name }),
    ...(place.external === undefined ? {} : { isExternal: place.external }),
    ...(place.kind === 'private' && identityId !== null ? { identityId } : {}),
    goneAt: null,
  }
  const kind = place.kind === 'group' ? ChatKind.GROUP : ChatKind.PRIVATE
  return await tx.chat.upsert({
    where: { platform_externalId: { platform: platformInDb(platform), externalId: place.id } },
    create: { platform: platformInDb(platform), externalId: place.id, kind, ...told },
    update: told,
  })
}

/** The district's 调度群, to which notices go; null when none is bound. */
export async function dispatchChat(tx: Tx, districtId: number): Promise<Chat | null> {
  return await tx.chat.findFirst({
    where: { districtId, use: ChatUse.DISPATCH, goneAt: null },
    orderBy: { boundAt: 'desc' },
  })
}

/** Binds a group to a district, or unbinds it (`use` NONE). */
export async function bindChat(
  tx: Tx,
  chatId: number,
  binding: { districtId: number; use: ChatUse; personId: number | null; at: Date },
): Promise<void> {
  const { districtId, use, personId, at } = binding
  const unbound = use === ChatUse.NONE
  await tx.chat.update({
    where: { id: chatId },
    data: {
      use,
      districtId: unbound ? null : districtId,
      boundBy: unbound ? null : personId,
      boundAt: unbound ? null : at,
    },
  })
}

/**
 * The bot was taken out of a group. The group loses its binding, so that the district may bind another 调度群 and so
 * that whoever brings the bot back does not find a door left open.
 */
export async function chatGone(tx: Tx, chatId: number, at: Date): Promise<void> {
  await tx.chat.update({
    where: { id: chatId },
    data: { goneAt: at, use: ChatUse.NONE, districtId: null, boundBy: null, boundAt: null },
  })
}
