/**
 * The signed link of the wall map: whoever has it sees the board of one district until a moment, without an account.
 * Wall time: a link's life has nothing to do with a demo clock.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'

const KEY = 'board-link-secret'
const secretSchema = z.object({ secret: z.string().min(40) })

export interface BoardLink {
  readonly districtId: number
  /** Wall time. */
  readonly until: Date
}

export type LinkVerdict =
  | { readonly ok: true; readonly link: BoardLink }
  | { readonly ok: false; readonly why: 'altered' | 'expired' }

/** '/board?d=1&until=1700000000&sig=…' */
export async function boardPath(tx: Tx, { districtId, until }: BoardLink): Promise<string> {
  const seconds = Math.floor(until.getTime() / 1000)
  const sig = signature(await linkSecret(tx), String(districtId), String(seconds)).toString('base64url')
  return `/board?d=${districtId}&until=${seconds}&sig=${sig}`
}

const query = z.object({
  d: z.string().regex(/^\d{1,9}$/),
  until: z.string().regex(/^\d{1,11}$/),
  sig: z.string().max(100),
})

/** Judges the query of a request. Altered goes before expired: nothing is told about a link that is not ours. */
export async function readBoardLink(tx: Tx, given: unknown, wall: Date): Promise<LinkVerdict> {
  const parsed = query.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'altered' }
  const { d, until, sig } = parsed.data
  const expected = signature(await linkSecret(tx), d, until)
  // Over the bytes as received: the same signature written in another way is not the same.
  const received = Buffer.from(sig)
  const right = Buffer.from(expected.toString('base64url'))
  if (received.length !== right.length || !timingSafeEqual(received, right)) return { ok: false, why: 'altered' }
  const link = { districtId: Number(d), until: new Date(Number(until) * 1000) }
  return link.until > wall ? { ok: true, link } : { ok: false, why: 'expired' }
}

function signature(secret: string, districtId: string, until: string): Buffer {
  return createHmac('sha256', secret).update(`saima board\0${districtId}\0${until}`).digest()
}

/** Made once and kept in the database, so that links outlive a restart and hold for every copy of the program. */
async function linkSecret(tx: Tx): Promise<string> {
  const kept = await tx.setting.findUnique({ where: { key: KEY } })
  if (kept !== null) return secretSchema.parse(kept.value).secret
  const made = randomBytes(32).toString('base64url')
  await tx.$executeRaw`
    INSERT INTO setting (key, value) VALUES (${KEY}, jsonb_build_object('secret', ${made}::text))
    ON CONFLICT (key) DO NOTHING`
  // Another copy may have been quicker: what is kept is what counts.
  const { value } = await tx.setting.findUniqueOrThrow({ where: { key: KEY } })
  return secretSchema.parse(value).secret
}
