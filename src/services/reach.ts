/**
 * Whom the program can write to unasked, as configured at this start. It is kept in the database because commands do
 * not know the configuration; only WeCom has doors that cannot push (wecom.md §0).
 */
import { z } from 'zod'
import type { Db, Tx } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import { type Chat, Platform, type PlatformIdentity } from '../generated/prisma/client.ts'

const KEY = 'wecom-reach'

const reachSchema = z.object({
  /** Where its interface is: group robots of no other address are bound. */
  baseUrl: z.string(),
  /** `who-wrote`: people who have written to the bot (long connection). */
  people: z.enum(['anyone', 'who-wrote', 'nobody']),
  /** Groups without a robot of their own. */
  groups: z.enum(['where-spoken', 'none']),
})
export type WecomReach = z.output<typeof reachSchema>

/**
 * Called at every start. Null: WeCom is not configured. When other people can be written to than before, what the
 * platform refused by the old doors says nothing about the new ones.
 */
export async function saveReach(db: Db, reach: WecomReach | null): Promise<void> {
  await transact(db, async (tx) => {
    const before = await wecomReach(tx)
    if (reach === null) await tx.setting.deleteMany({ where: { key: KEY } })
    else await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: reach }, update: { value: reach } })
    if (reach === null || before === null || before.people === reach.people) return
    await tx.platformIdentity.updateMany({
      where: { platform: Platform.WECOM, unreachable: { not: null } },
      data: { unreachable: null },
    })
  })
}

/** Null: WeCom is not configured. */
export async function wecomReach(tx: Tx): Promise<WecomReach | null> {
  const row = await tx.setting.findUnique({ where: { key: KEY } })
  return row === null ? null : reachSchema.parse(row.value)
}

type Account = Pick<PlatformIdentity, 'platform' | 'unreachable' | 'lastWroteAt'>

/** `refused`: the platform said so; `no-door`: WeCom has none that pushes; `never-wrote`: its bot may not write first. */
export type WhyShut = 'refused' | 'no-door' | 'never-wrote'

/**
 * Why nothing unasked reaches the account; null: it does. What the configuration cannot do goes before what the
 * platform said of a message: that was refused for the same reason, and only the first says how to open the door.
 */
export function whyShut(account: Account, reach: WecomReach | null): WhyShut | null {
  const people = account.platform === Platform.WECOM && reach !== null ? reach.people : 'anyone'
  if (people === 'nobody') return 'no-door'
  if (people === 'who-wrote' && account.lastWroteAt === null) return 'never-wrote'
  return account.unreachable === null ? null : 'refused'
}

/** Whether something unasked reaches the account. */
export async function canReach(tx: Tx, account: Account): Promise<boolean> {
  const reach = account.platform === Platform.WECOM ? await wecomReach(tx) : null
  return whyShut(account, reach) === null
}

/** Whether notices can be pushed to the group. */
export async function canPushTo(tx: Tx, chat: Pick<Chat, 'platform' | 'pushUrl'>): Promise<boolean> {
  if (chat.platform !== Platform.WECOM || chat.pushUrl !== null) return true
  return (await wecomReach(tx))?.groups !== 'none'
}
