/** What was sent lately on a platform: its quotas, and the pause that it asked for. Shared by all copies of the program. */
import { z } from 'zod'
import type { PlatformName } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'
import type { Quota } from './door.ts'
import { room, roomAt, type Uses, use } from './quota.ts'

const usesSchema = z.record(z.string(), z.number())
const ledgerSchema = z.object({
  /** Wall time in ms: nothing is sent before. */
  pausedUntil: z.number(),
  /** Uses of the platform's windows, by their length in ms. */
  platform: z.record(z.string(), usesSchema),
  chats: z.record(z.string(), usesSchema),
})
export type Ledger = z.infer<typeof ledgerSchema>

const EMPTY: Ledger = { pausedUntil: 0, platform: {}, chats: {} }

function settingKey(platform: PlatformName): string {
  return `sending:${platform}`
}

const rowsSchema = z.array(z.object({ value: ledgerSchema }))

/** Reads the ledger and keeps every other sender of the platform waiting until `tx` ends. */
export async function lockLedger(tx: Tx, platform: PlatformName): Promise<Ledger> {
  const known = await readLocked(tx, platform)
  if (known !== null) return known
  await tx.setting.createMany({ data: [{ key: settingKey(platform), value: EMPTY }], skipDuplicates: true })
  return (await readLocked(tx, platform)) ?? EMPTY
}

async function readLocked(tx: Tx, platform: PlatformName): Promise<Ledger | null> {
  const key = settingKey(platform)
  const rows = rowsSchema.parse(await tx.$queryRaw`SELECT value FROM setting WHERE key = ${key} FOR UPDATE`)
  return rows[0]?.value ?? null
}

export async function saveLedger(tx: Tx, platform: PlatformName, ledger: Ledger): Promise<void> {
  await tx.setting.update({ where: { key: settingKey(platform) }, data: { value: ledger } })
}

/** Sends nothing on the platform before the moment (wall time). */
export async function pausePlatform(tx: Tx, platform: PlatformName, until: Date): Promise<void> {
  const ledger = await lockLedger(tx, platform)
  await saveLedger(tx, platform, { ...ledger, pausedUntil: Math.max(ledger.pausedUntil, until.getTime()) })
}

/** How many messages the platform takes now, over all chats. */
export function platformRoom(quota: Quota, ledger: Ledger, at: number): number {
  return Math.min(...quota.platform.map((window) => room(window, platformUses(ledger, window.perMs), at)), Infinity)
}

/** When the platform takes one more. */
export function platformRoomAt(quota: Quota, ledger: Ledger, at: number): number {
  return Math.max(...quota.platform.map((window) => roomAt(window, platformUses(ledger, window.perMs), at)), at)
}

/** When the chat takes one more; `at` itself: now. */
export function chatRoomAt(quota: Quota, ledger: Ledger, chat: { id: number; hooked: boolean }, at: number): number {
  const window = chat.hooked ? (quota.hook ?? quota.chat) : quota.chat
  return roomAt(window, ledger.chats[String(chat.id)] ?? {}, at)
}

/** The ledger after one message to each of the chats; chats that were quiet for a whole window are forgotten. */
export function booked(quota: Quota, ledger: Ledger, chatIds: readonly number[], at: number): Ledger {
  const platform: Record<string, Uses> = {}
  for (const window of quota.platform) {
    platform[String(window.perMs)] = use(window, platformUses(ledger, window.perMs), at, chatIds.length)
  }
  const chats: Record<string, Uses> = {}
  for (const [chat, uses] of Object.entries(ledger.chats)) {
    if (room(quota.chat, uses, at) < quota.chat.count) chats[chat] = uses
  }
  for (const id of chatIds) chats[String(id)] = use(quota.chat, chats[String(id)] ?? {}, at)
  return ledgerSchema.parse({ pausedUntil: ledger.pausedUntil, platform, chats })
}

function platformUses(ledger: Ledger, perMs: number): Uses {
  return ledger.platform[String(perMs)] ?? {}
}
