/** Changing the roster: dated rows, closed and opened, never overwritten (architecture.md rule 7). */
import type { Context } from '../chat/command.ts'
import { dayToDb } from '../domain/calendar-day.ts'
import { type Role, showRole } from '../domain/roles.ts'
import { UserError } from '../errors.ts'
import { heldOn, membersWith, type RosterPerson, rosterOf } from './people.ts'
import { wecomReach, whyShut } from './reach.ts'
import { roleInDb } from './role-rows.ts'

/** The person as the district's roster has him today; throws the sentence when he is not on it. */
export async function onRoster(ctx: Context, personId: number): Promise<RosterPerson> {
  const [person] = await rosterOf(ctx.tx, ctx.district.id, ctx.today, { personId })
  if (person === undefined) throw new UserError('花名册上没有这个人，发“人员”看全部。', ['人员'])
  return person
}

export interface Newcomer {
  readonly name: string
  readonly role: Role
  readonly unit: string | null
  readonly phone: string | null
}

/** Puts somebody on the roster from today. Gives the person's number. */
export async function addPerson(ctx: Context, { name, role, unit, phone }: Newcomer): Promise<number> {
  const unitId = await unitIdOf(ctx, unit)
  const namesake = await ctx.tx.membership.findFirst({
    where: { districtId: ctx.district.id, unitId, person: { name }, ...heldOn(ctx.today) },
  })
  if (namesake !== null) {
    throw new UserError(`${name} 已在花名册上。再加身份请发：人员 身份 ${name} ${showRole(role)}`)
  }
  const person = await ctx.tx.person.create({ data: { name, phone, isDemo: ctx.district.isDemo } })
  await addPost(ctx, person.id, role, unitId)
  await ctx.audit({ subject: 'person', subjectId: person.id, before: null, after: { role, unitId } })
  return person.id
}

/** Gives the person one more role from today, in the unit that he belongs to. */
export async function addRole(ctx: Context, person: RosterPerson, role: Role): Promise<void> {
  if (person.posts.some((post) => post.role === role)) throw new UserError(`${person.name} 已经是${showRole(role)}。`)
  const unitId = person.posts.find((post) => post.unit !== null)?.unit?.id ?? null
  await addPost(ctx, person.personId, role, unitId)
  await ctx.audit({ subject: 'person', subjectId: person.personId, before: null, after: { role, unitId } })
}

/** Moves all the person's posts to another unit from today. */
export async function moveTo(ctx: Context, person: RosterPerson, unit: string): Promise<void> {
  const unitId = await unitIdOf(ctx, unit)
  const moving = person.posts.filter((post) => post.unit?.id !== unitId)
  if (moving.length === 0) throw new UserError(`${person.name} 已经在${unit}。`)
  await close(
    ctx,
    moving.map((post) => post.membershipId),
  )
  for (const { role } of moving) await addPost(ctx, person.personId, role, unitId)
  await ctx.audit({
    subject: 'person',
    subjectId: person.personId,
    before: { unitIds: moving.map((post) => post.unit?.id ?? null) },
    after: { unitId },
  })
}

/** Ends the person's posts (or the one of a role) as of today. The last administrator stays. */
export async function endPosts(ctx: Context, person: RosterPerson, role: Role | null): Promise<void> {
  const ending = person.posts.filter((post) => role === null || post.role === role)
  if (ending.length === 0 && role !== null) throw new UserError(`${person.name} 不是${showRole(role)}。`)
  if (ending.some((post) => post.role === 'admin')) {
    const admins = await membersWith(ctx.tx, ctx.district.id, 'admin', ctx.today)
    if (admins.length === 1) throw new UserError('这是最后一位管理员，请先给别人加上管理员身份。')
  }
  await close(
    ctx,
    ending.map((post) => post.membershipId),
  )
  await ctx.audit({
    subject: 'person',
    subjectId: person.personId,
    before: { roles: ending.map((post) => post.role) },
    after: { until: ctx.today },
  })
}

async function addPost(ctx: Context, personId: number, role: Role, unitId: number | null): Promise<void> {
  await ctx.tx.membership.create({
    data: { districtId: ctx.district.id, personId, role: roleInDb(role), unitId, since: dayToDb(ctx.today) },
  })
}

async function close(ctx: Context, ids: readonly number[]): Promise<void> {
  await ctx.tx.membership.updateMany({ where: { id: { in: [...ids] } }, data: { until: dayToDb(ctx.today) } })
}

async function unitIdOf(ctx: Context, shortName: string | null): Promise<number | null> {
  if (shortName === null) return null
  const unit = await ctx.tx.unit.findUnique({
    where: { districtId_shortName: { districtId: ctx.district.id, shortName } },
  })
  if (unit === null) throw new UserError(`没有“${shortName}”这个单位。`)
  return unit.id
}

/** Those of the people who have an account on a platform, and those whom something unasked reaches there. */
export async function accountsOf(
  ctx: Context,
  ids: readonly number[],
): Promise<{ readonly bound: ReadonlySet<number>; readonly open: ReadonlySet<number> }> {
  const rows = await ctx.tx.platformIdentity.findMany({
    where: { personId: { in: [...ids] } },
    select: { personId: true, platform: true, unreachable: true, lastWroteAt: true },
  })
  const reach = await wecomReach(ctx.tx)
  const people = (accounts: typeof rows) => new Set(accounts.flatMap(({ personId }) => personId ?? []))
  return { bound: people(rows), open: people(rows.filter((account) => whyShut(account, reach) === null)) }
}
