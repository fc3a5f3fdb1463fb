/** Accounts on the platforms: who wrote, and which of them the environment names as administrators. */
import { accountId } from '../chat/account-id.ts'
import type { PlatformName } from '../chat/message.ts'
import type { Db, Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { transact } from '../database/transaction.ts'
import type { PlatformIdentity } from '../generated/prisma/client.ts'
import { oweWaiting } from '../outbox/waiting.ts'

/** A name in ADMIN_USERS. */
export interface AdminUser {
  readonly platform: PlatformName
  readonly id: string
}

/** The account's row, made at its first message; the name shown is the newest that the platform gave. */
export async function knownIdentity(
  tx: Tx,
  platform: PlatformName,
  sender: { readonly id: string; readonly name?: string | undefined },
): Promise<PlatformIdentity> {
  const named = sender.name === undefined ? {} : { displayName: sender.name }
  const externalId = accountId(platform, sender.id)
  return await tx.platformIdentity.upsert({
    where: { platform_externalId: { platform: platformInDb(platform), externalId } },
    create: { platform: platformInDb(platform), externalId, ...named },
    update: named,
  })
}

/**
 * The person wrote in private: this door is open, and it is the one used last. What waited for it goes on its way.
 *
 * @param at business time of the message
 */
export async function doorUsed(tx: Tx, identity: PlatformIdentity, at: Date): Promise<PlatformIdentity> {
  const open = await tx.platformIdentity.update({
    where: { id: identity.id },
    data: { lastWroteAt: at, unreachable: null },
  })
  const wasShut = identity.lastWroteAt === null || identity.unreachable !== null
  if (wasShut && identity.personId !== null) await oweWaiting(tx, at, identity.personId)
  return open
}

/**
 * Makes the accounts named in ADMIN_USERS administrators of every district, and none but these: a name taken out of
 * the list loses the right at the next start.
 */
export async function syncEnvAdmins(db: Db, admins: readonly AdminUser[]): Promise<void> {
  await transact(db, async (tx) => {
    const ids: number[] = []
    for (const { platform, id } of admins) ids.push((await knownIdentity(tx, platform, { id })).id)
    await tx.platformIdentity.updateMany({
      where: { isEnvAdmin: true, id: { notIn: ids } },
      data: { isEnvAdmin: false },
    })
    await tx.platformIdentity.updateMany({ where: { id: { in: ids } }, data: { isEnvAdmin: true } })
  })
}
