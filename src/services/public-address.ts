/** PUBLIC_URL, for links in messages: written at every start, so that commands and jobs of every copy know it. */
import { z } from 'zod'
import type { Db, Tx } from '../database/client.ts'

const KEY = 'public-address'
const addressSchema = z.object({ url: z.string().nullable() })

/** What the environment says now; null: it is not set. */
export async function keepPublicAddress(db: Db, url: string | null): Promise<void> {
  await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: { url } }, update: { value: { url } } })
}

/** What links in messages start with, without a slash at the end; null: PUBLIC_URL is not set. */
export async function publicAddress(tx: Tx): Promise<string | null> {
  const row = await tx.setting.findUnique({ where: { key: KEY } })
  return row === null ? null : (addressSchema.parse(row.value).url?.replace(/\/+$/, '') ?? null)
}
