/** Binding an account on a platform to a person on the roster: one person, at most one account a platform. */
import type { PlatformName } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { UserError } from '../errors.ts'
import type { PlatformIdentity } from '../generated/prisma/client.ts'
import { RequestState, Role } from '../generated/prisma/enums.ts'
import { oweWaiting } from '../outbox/waiting.ts'
import { knownIdentity } from './identities.ts'
import { heldOn } from './people.ts'

export interface Binder {
  readonly tx: Tx
  /** Business time. */
  readonly now: Date
  readonly today: Day
}

export type RequestOutcome =
  | { readonly kind: 'made' | 'waiting'; readonly id: number }
  /** This account is bound to this very person already. */
  | { readonly kind: 'own' }
  /** This account is bound to somebody else. */
  | { readonly kind: 'other'; readonly name: string }
  /** Another account has the person, or has asked for it before. */
  | { readonly kind: 'taken'; readonly bound: boolean }

/** An account asks to be a person of the roster; 项目办 decides. A second account on the same person is refused. */
export async function requestBinding(
  { tx, now }: Binder,
  identity: PlatformIdentity,
  person: { readonly personId: number; readonly districtId: number },
): Promise<RequestOutcome> {
  const { personId, districtId } = person
  if (identity.personId === personId) return { kind: 'own' }
  if (identity.personId !== null) {
    const other = await tx.person.findUniqueOrThrow({ where: { id: identity.personId }, select: { name: true } })
    return { kind: 'other', name: other.name }
  }
  if ((await accountOf(tx, personId, identity.platform)) !== null) return { kind: 'taken', bound: true }
  const pending = await tx.bindRequest.findMany({
    where: {
      state: RequestState.PENDING,
      OR: [{ identityId: identity.id }, { personId, identity: { platform: identity.platform } }],
    },
  })
  const own = pending.find((request) => request.identityId === identity.id)
  if (own?.personId === personId) return { kind: 'waiting', id: own.id }
  if (pending.some((request) => request.identityId !== identity.id)) return { kind: 'taken', bound: false }
  // One open request an account: whoever corrects a slip need not wait for the first one to be refused.
  if (own !== undefined) {
    await tx.bindRequest.update({ where: { id: own.id }, data: { state: RequestState.WITHDRAWN, decidedAt: now } })
  }
  const request = await tx.bindRequest.create({ data: { districtId, identityId: identity.id, personId } })
  return { kind: 'made', id: request.id }
}

/** Decides a request that is still open. Throws the sentence of why it cannot be agreed to. */
export async function decideRequest(
  binder: Binder,
  id: number,
  decision: { readonly agreed: boolean; readonly by: number | null; readonly reason: string | null },
): Promise<void> {
  const { tx, now } = binder
  const request = await tx.bindRequest.findUniqueOrThrow({
    where: { id },
    include: { identity: true, person: { select: { name: true } } },
  })
  if (request.state !== RequestState.PENDING) throw new UserError(`第 ${id} 号绑定申请已经办过了。`)
  if (decision.agreed) await attach(binder, request.identity, { id: request.personId, name: request.person.name })
  await tx.bindRequest.update({
    where: { id },
    data: {
      state: decision.agreed ? RequestState.APPROVED : RequestState.REFUSED,
      reason: decision.reason,
      decidedBy: decision.by,
      decidedAt: now,
    },
  })
}

/**
 * An administrator binds an account without a request. `replace`: what stood in the way is released first (in a demo
 * district, where one tester plays many people); else it is a UserError.
 */
export async function bindAccount(
  binder: Binder,
  account: { readonly platform: PlatformName; readonly id: string },
  person: { readonly id: number; readonly name: string },
  replace: boolean,
): Promise<PlatformIdentity> {
  const { tx } = binder
  const identity = await knownIdentity(tx, account.platform, { id: account.id })
  if (replace) {
    const platform = platformInDb(account.platform)
    await tx.platformIdentity.updateMany({ where: { personId: person.id, platform }, data: { personId: null } })
  }
  await attach(binder, replace ? { ...identity, personId: null } : identity, person)
  await tx.bindRequest.updateMany({
    where: { identityId: identity.id, state: RequestState.PENDING },
    data: { state: RequestState.WITHDRAWN, decidedAt: binder.now },
  })
  return identity
}

/**
 * An administrator who came in by a claim code takes his own place on the roster that was imported since: the account
 * and the office of administrator go over to the person of the roster.
 */
export async function takeOwnPlace(
  binder: Binder,
  identity: PlatformIdentity,
  person: { readonly id: number; readonly name: string },
  districtId: number,
): Promise<void> {
  const { tx, today } = binder
  const former = identity.personId
  await attach(binder, { ...identity, personId: null }, person)
  // An account of ADMIN_USERS had no person: its right is the list's, and is not written into the roster.
  if (former === null) return
  const post = { districtId, role: Role.ADMIN }
  const held = await tx.membership.count({ where: { ...post, personId: person.id, ...heldOn(today) } })
  if (held === 0) await tx.membership.create({ data: { ...post, personId: person.id, since: dayToDb(today) } })
  await tx.membership.updateMany({
    where: { ...post, personId: former, ...heldOn(today) },
    data: { until: dayToDb(today) },
  })
}

/** Takes the person's accounts off, or the one on a platform; gives how many there were. */
export async function releaseAccounts(tx: Tx, personId: number): Promise<number> {
  const { count } = await tx.platformIdentity.updateMany({ where: { personId }, data: { personId: null } })
  return count
}

async function attach(
  { tx, now }: Binder,
  identity: PlatformIdentity,
  person: { readonly id: number; readonly name: string },
): Promise<void> {
  if (identity.personId === person.id) return
  if (identity.personId !== null) {
    throw new UserError('这个账号已经绑定了别人。要改绑请先发：解除绑定 原来的姓名')
  }
  if ((await accountOf(tx, person.id, identity.platform)) !== null) {
    throw new UserError(`${person.name} 已经绑定了另一个账号。确实换了账号，请先发：解除绑定 ${person.name}`, [
      `解除绑定 ${person.name}`,
    ])
  }
  await tx.platformIdentity.update({ where: { id: identity.id }, data: { personId: person.id, unreachable: null } })
  await oweWaiting(tx, now, person.id)
}

async function accountOf(
  tx: Tx,
  personId: number,
  platform: PlatformIdentity['platform'],
): Promise<PlatformIdentity | null> {
  return await tx.platformIdentity.findUnique({ where: { personId_platform: { personId, platform } } })
}
