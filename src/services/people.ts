/** The roster as it stands on a day: who holds which role where, and who can be reached. */
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../domain/name-match.ts'
import type { Role } from '../domain/roles.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { roleFromDb, roleInDb } from './role-rows.ts'

export interface Member {
  readonly personId: number
  readonly name: string
}

/** One row of the roster: a role in a district, perhaps in a unit. */
export interface Post {
  readonly membershipId: number
  readonly districtId: number
  readonly role: Role
  readonly unit: { readonly id: number; readonly shortName: string } | null
}

/** The condition for a dated row that holds on a day: since ≤ day < until. */
export function heldOn(day: Day): { since: { lte: Date }; OR: [{ until: null }, { until: { gt: Date } }] } {
  const date = dayToDb(day)
  return { since: { lte: date }, OR: [{ until: null }, { until: { gt: date } }] }
}

/** The people who hold a role in the district on a day, by name. */
export async function membersWith(tx: Tx, districtId: number, role: Role, day: Day): Promise<Member[]> {
  const rows = await tx.membership.findMany({
    where: { districtId, role: roleInDb(role), ...heldOn(day) },
    select: { person: { select: { id: true, name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
  })
  const byId = new Map(rows.map(({ person }) => [person.id, { personId: person.id, name: person.name }]))
  return [...byId.values()]
}

/** 项目办 of the district on a day. */
export async function officeOf(tx: Tx, districtId: number, day: Day): Promise<Member[]> {
  return await membersWith(tx, districtId, 'office', day)
}

/** All that a person holds on a day, in every district; the newest first. */
export async function postsOf(tx: Tx, personId: number, day: Day): Promise<Post[]> {
  const rows = await tx.membership.findMany({
    where: { personId, ...heldOn(day) },
    select: { id: true, districtId: true, role: true, unit: { select: { id: true, shortName: true } } },
    orderBy: [{ since: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ id, districtId, role, unit }) => ({ membershipId: id, districtId, role: roleFromDb(role), unit }))
}

/** The roles that an account has in a district on a day, ADMIN_USERS included. */
export async function rolesIn(
  tx: Tx,
  account: { readonly identityId: number; readonly personId: number | null },
  districtId: number,
  day: Day,
): Promise<ReadonlySet<Role>> {
  const posts = account.personId === null ? [] : await postsOf(tx, account.personId, day)
  const roles = new Set(posts.filter((post) => post.districtId === districtId).map((post) => post.role))
  const identity = await tx.platformIdentity.findUnique({ where: { id: account.identityId } })
  if (identity?.isEnvAdmin) roles.add('admin')
  return roles
}

/** A person of the district's roster on a day, with all posts held there. */
export interface RosterPerson {
  readonly personId: number
  readonly name: string
  readonly title: string | null
  readonly phone: string | null
  readonly posts: readonly Post[]
}

const rosterSelect = {
  id: true,
  districtId: true,
  role: true,
  unit: { select: { id: true, shortName: true } },
  person: { select: { id: true, name: true, title: true, phone: true } },
} satisfies Prisma.MembershipSelect

/** The roster of a district on a day, by unit and name; `where` narrows the memberships. */
export async function rosterOf(
  tx: Tx,
  districtId: number,
  day: Day,
  where: Prisma.MembershipWhereInput = {},
): Promise<RosterPerson[]> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ districtId, ...heldOn(day) }, where] },
    select: rosterSelect,
    orderBy: [{ unit: { id: 'asc' } }, { person: { name: 'asc' } }, { id: 'asc' }],
  })
  const people = new Map<number, { person: (typeof rows)[number]['person']; posts: Post[] }>()
  for (const { person, id, role, unit } of rows) {
    const known = people.get(person.id) ?? { person, posts: [] }
    known.posts.push({ membershipId: id, districtId, role: roleFromDb(role), unit })
    people.set(person.id, known)
  }
  return [...people.values()].map(({ person: { id, ...rest }, posts }) => ({ personId: id, ...rest, posts }))
}

/** People of the district's roster whose name is exactly this, or sounds like it; with their units' short names. */
export async function findPeople(
  tx: Tx,
  districtId: number,
  day: Day,
  name: string,
): Promise<readonly { readonly personId: number; readonly name: string; readonly units: readonly string[] }[]> {
  const roster = await rosterOf(tx, districtId, day)
  const index = buildNameIndex(roster.map((person) => ({ key: person.personId, names: [person.name] })))
  const match = lookUp(index, name)
  const ids = match.kind === 'one' ? [match.key] : match.kind === 'many' ? match.keys : []
  return roster
    .filter((person) => ids.includes(person.personId))
    .map(({ personId, name: full, posts }) => ({
      personId,
      name: full,
      units: [...new Set(posts.flatMap(({ unit }) => unit?.shortName ?? []))],
    }))
}
