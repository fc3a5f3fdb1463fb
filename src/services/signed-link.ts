/**
 * Links that open one thing until a moment, without an account: whoever has the link sees what it is about, and nothing
 * else. Wall time: a link's life has nothing to do with a demo clock.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { lastingValue } from '../database/lasting-value.ts'
import { dayOf, showFullDay } from '../domain/calendar-day.ts'
import { publicAddress } from './public-address.ts'

/** What a link opens; it is part of what is signed. */
export interface LinkSubject {
  readonly kind: 'board' | 'enterprise'
  readonly id: number
}

export type LinkVerdict =
  | { readonly ok: true; readonly until: Date }
  | { readonly ok: false; readonly why: 'altered' | 'expired' }

/** 'until=1700000000&sig=…' */
export async function signedQuery(tx: Tx, subject: LinkSubject, until: Date): Promise<string> {
  const seconds = String(Math.floor(until.getTime() / 1000))
  return `until=${seconds}&sig=${signature(await linkSecret(tx), subject, seconds)}`
}

const DAY_MS = 86_400_000

/**
 * A link to send somebody, with the sentence about it; null: PUBLIC_URL is not set.
 *
 * @param path the link's address, for when it ends
 */
export async function linkFor(
  { tx, clock }: Pick<Context, 'tx' | 'clock'>,
  days: number,
  path: (until: Date) => Promise<string>,
): Promise<{ readonly url: string; readonly note: string } | null> {
  const address = await publicAddress(tx)
  if (address === null) return null
  const until = new Date(clock.wall().getTime() + days * DAY_MS)
  return {
    url: `${address}${await path(until)}`,
    note: `链接 ${showFullDay(dayOf(until))}前有效，拿到链接的人都能看，请不要转发到外面`,
  }
}

const query = z.object({ until: z.string().regex(/^\d{1,11}$/), sig: z.string().max(100) })

/**
 * Judges the query of a request for the subject that its address names. Altered goes before expired: nothing is told
 * about a link that is not ours.
 */
export async function judgeLink(tx: Tx, subject: LinkSubject, given: unknown, wall: Date): Promise<LinkVerdict> {
  const parsed = query.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'altered' }
  const { until, sig } = parsed.data
  // Over the bytes as received: the same signature written in another way is not the same.
  const received = Buffer.from(sig)
  const right = Buffer.from(signature(await linkSecret(tx), subject, until))
  if (received.length !== right.length || !timingSafeEqual(received, right)) return { ok: false, why: 'altered' }
  const end = new Date(Number(until) * 1000)
  return end > wall ? { ok: true, until: end } : { ok: false, why: 'expired' }
}

function signature(secret: string, { kind, id }: LinkSubject, until: string): string {
  return createHmac('sha256', secret).update(`saima ${kind}\0${id}\0${until}`).digest('base64url')
}

async function linkSecret(tx: Tx): Promise<string> {
  const { secret } = await lastingValue(tx, {
    // The name of the time when only the board had links: those that were given out go on.
    key: 'board-link-secret',
    schema: z.object({ secret: z.string().min(40) }),
    make: () => ({ secret: randomBytes(32).toString('base64url') }),
  })
  return secret
}
