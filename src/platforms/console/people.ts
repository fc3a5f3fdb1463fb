/** Who can speak in the console, and where: the accounts of platform CONSOLE with their people, groups and private chats. */
import type { Db } from '../../database/client.ts'
import { type Day, dayToDb } from '../../domain/calendar-day.ts'
import { type Role, readRole, roles as roleOrder, showRole } from '../../domain/roles.ts'
import { ChatKind, Platform } from '../../generated/prisma/client.ts'
import { shownDistrict } from '../../services/districts.ts'

export interface ConsoleUser {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  /** The roles in Chinese, or 未绑定. */
  readonly roleNames: readonly string[]
  readonly title: string | null
  readonly unit: string | null
  /** Whether anybody at the page may speak as this account (contract.md: only people of a demo district). */
  readonly canSpeak: boolean
}

export interface ConsoleChat {
  readonly id: string
  readonly name: string
  readonly kind: 'group' | 'private'
  readonly members: readonly string[]
}

export interface ConsolePeople {
  /** The district that the page is about (services/districts.ts). */
  readonly district: string | null
  /** Every district of this deployment is a demo: nothing real can be touched, the clock may be moved. */
  readonly demo: boolean
  readonly users: readonly ConsoleUser[]
  readonly chats: readonly ConsoleChat[]
}

/**
 * Everybody with a console account and every console chat, with the roles of `today`. `operators` are the console ids
 * of ADMIN_USERS: whoever holds the console may speak as these in any district, because these are the holder himself.
 */
export async function readPeople(db: Db, today: Day, operators: readonly string[]): Promise<ConsolePeople> {
  const [district, real, identities, groups] = await Promise.all([
    shownDistrict(db),
    db.district.count({ where: { isDemo: false } }),
    db.platformIdentity.findMany({
      where: { platform: Platform.CONSOLE },
      include: { person: { include: { memberships: { where: holding(today), include: { unit: true } } } } },
      orderBy: { id: 'asc' },
    }),
    db.chat.findMany({
      where: { platform: Platform.CONSOLE, kind: ChatKind.GROUP, goneAt: null },
      orderBy: { id: 'asc' },
    }),
  ])
  const hasDemo = district?.isDemo ?? false
  // Without a demo district the console still needs somebody who can type 认领管理员; he has no rights until then.
  const own = operators.length === 0 && !hasDemo ? [OWN_ACCOUNT] : operators
  const users = identities.map((identity) => {
    const { person } = identity
    const held = new Set(person?.memberships.map((membership) => readRole(membership.role.toLowerCase())))
    const roles = roleOrder.filter((role) => held.has(role))
    return {
      id: identity.externalId,
      name: person?.name ?? identity.displayName ?? identity.externalId,
      roles,
      roleNames: roles.length === 0 ? ['未绑定'] : roles.map(showRole),
      title: person?.title ?? null,
      unit: person?.memberships.find(({ unit }) => unit !== null)?.unit?.shortName ?? null,
      canSpeak: own.includes(identity.externalId) || (hasDemo && (person === null || person.isDemo)),
    }
  })
  // The first message of an operator makes the account; until then the page must still offer him.
  const unseen = own.filter((id) => !users.some((user) => user.id === id)).map(operator)
  const all = [...users, ...unseen]
  return {
    district: district?.name ?? null,
    demo: hasDemo && real === 0,
    users: all,
    chats: [
      ...groups.map((group) => ({
        id: group.externalId,
        name: group.name ?? '工作群',
        kind: 'group' as const,
        members: all.map(({ id }) => id),
      })),
      ...all.map(({ id, name }) => ({ id, name, kind: 'private' as const, members: [id] })),
    ],
  }
}

/** The console's account where ADMIN_USERS names none: whoever holds the console is this one. */
const OWN_ACCOUNT = 'admin'

/** Rows that hold on a day: from `since`, up to but not on `until`. */
function holding(today: Day) {
  const date = dayToDb(today)
  return { since: { lte: date }, OR: [{ until: null }, { until: { gt: date } }] }
}

function operator(id: string): ConsoleUser {
  return { id, name: '控制台管理员', roles: [], roleNames: ['未绑定'], title: null, unit: null, canSpeak: true }
}
