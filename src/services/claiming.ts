/**
 * The way in for the first administrator: a one-time code from the server's terminal. Whoever can read the terminal
 * owns the deployment, so the code also opens a district that has lost its administrators.
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { PlatformName } from '../chat/message.ts'
import type { Db, Tx } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { fold, visible } from '../domain/normalise.ts'
import { UserError } from '../errors.ts'
import type { District } from '../generated/prisma/client.ts'
import { Role } from '../generated/prisma/enums.ts'
import { heldOn } from './people.ts'

const MINUTES = 60_000
const LASTS = 30 * MINUTES
/** No letters or digits that are taken for each other: read from a terminal, typed on a phone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** 31^10 ≈ 2^49: with five tries and half an hour a plain hash is enough. */
const LENGTH = 10

/** Whether nobody could administer the deployment yet: no name in ADMIN_USERS and no administrator on any roster. */
export async function needsClaimCode(db: Db): Promise<boolean> {
  const named = await db.platformIdentity.count({ where: { isEnvAdmin: true } })
  const admins = await db.membership.count({ where: { role: Role.ADMIN } })
  return named === 0 && admins === 0
}

/**
 * Makes a code and gives it in clear, the only time that it exists so; earlier ones are void.
 *
 * @param wall wall time
 */
export async function issueClaimCode(db: Db, wall: Date): Promise<string> {
  const code = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
  await transact(db, async (tx) => {
    await tx.claimCode.updateMany({ where: { usedAt: null, expiresAt: { gt: wall } }, data: { expiresAt: wall } })
    await tx.claimCode.create({ data: { hash: proofOf(code), expiresAt: new Date(wall.getTime() + LASTS) } })
  })
  return code
}

/** What is stored of a code, and what a claim carries instead of it: the code itself is kept nowhere. */
export function proofOf(code: string): string {
  const plain = fold(visible(code)).replace(/\s/g, '').toUpperCase()
  return createHash('sha256').update(plain).digest('hex')
}

export type ProofCheck = { readonly ok: true } | { readonly ok: false; readonly triesLeft: number | null }

/**
 * Checks a proof and uses the code up when it is right; a wrong one costs a try. `triesLeft` null: no code is valid.
 * The caller must commit after a wrong proof, or the try would not count.
 *
 * @param wall wall time
 */
export async function checkProof(tx: Tx, proof: string, wall: Date): Promise<ProofCheck> {
  const code = await tx.claimCode.findFirst({
    where: { usedAt: null, expiresAt: { gt: wall }, triesLeft: { gt: 0 } },
    orderBy: { id: 'desc' },
  })
  if (code === null) return { ok: false, triesLeft: null }
  if (isSame(code.hash, proof)) {
    // Guarded by the row's own state, so that of two claims at once only one is served.
    const { count } = await tx.claimCode.updateMany({ where: { id: code.id, usedAt: null }, data: { usedAt: wall } })
    return count === 1 ? { ok: true } : { ok: false, triesLeft: null }
  }
  const { triesLeft } = await tx.claimCode.update({ where: { id: code.id }, data: { triesLeft: { decrement: 1 } } })
  return { ok: false, triesLeft }
}

function isSame(stored: string, given: string): boolean {
  const [a, b] = [Buffer.from(stored), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export interface Claimer {
  readonly identityId: number
  readonly personId: number | null
  readonly platform: PlatformName
  readonly name: string
}

export interface Claimed {
  readonly district: District
  readonly personId: number
  readonly isNew: boolean
}

/**
 * Makes the district when there is none of the name, puts it in operation from `now`, and makes the claimer its
 * administrator; an account without a person gets one on the roster.
 */
export async function takeDistrict(tx: Tx, name: string, by: Claimer, now: Date, today: Day): Promise<Claimed> {
  const known = await tx.district.findUnique({ where: { name } })
  if (known?.isDemo) {
    throw new UserError(`“${name}”现在是演示区。请先在演示区发“退出演示”，再认领。`, ['退出演示'])
  }
  const district =
    known === null
      ? await tx.district.create({ data: { name, activatedAt: now } })
      : await tx.district.update({ where: { id: known.id }, data: { activatedAt: known.activatedAt ?? now } })
  const personId = by.personId ?? (await newPerson(tx, by))
  const held = await tx.membership.count({
    where: { districtId: district.id, personId, role: Role.ADMIN, ...heldOn(today) },
  })
  if (held === 0) {
    await tx.membership.create({
      data: { districtId: district.id, personId, role: Role.ADMIN, since: dayToDb(today) },
    })
  }
  return { district, personId, isNew: known === null }
}

async function newPerson(tx: Tx, { identityId, name }: Claimer): Promise<number> {
  const person = await tx.person.create({ data: { name } })
  await tx.platformIdentity.update({ where: { id: identityId }, data: { personId: person.id } })
  return person.id
}
