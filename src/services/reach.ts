/**
 * Whom the program can write to unasked, as configured at this start. It is kept in the database because commands do
 * not know the configuration; only WeCom has doors that cannot push (wecom.md §0).
 */
import { z } from 'zod'
import type { Db, Tx } from '../database/client.ts'
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

/** Called at every start. Null: WeCom is not configured. */
export async function saveReach(db: Db, reach: WecomReach | null): Promise<void> {
  if (reach === null) await db.setting.deleteMany({ where: { key: KEY } })
  else await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: reach }, update: { value: reach } })
}

/** Null: WeCom is not configured. */
export async function wecomReach(tx: Tx): Promise<WecomReach | null> {
  const row = await tx.setting.findUnique({ where: { key: KEY } })
  return row === null ? null : reachSchema.parse(row.value)
}

type Account = Pick<PlatformIdentity, 'platform' | 'unreachable' | 'lastWroteAt'>

/** Why nothing unasked reaches the account; null: it does. */
export function whyShut(account: Account, reach: WecomReach | null): string | null {
  if (account.unreachable !== null) return '平台发不到'
  if (account.platform !== Platform.WECOM || reach === null || reach.people === 'anyone') return null
  if (reach.people === 'nobody') return '企业微信没有配置能私聊推送的通道'
  return account.lastWroteAt === null ? '还没有私聊过企业微信机器人' : null
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
