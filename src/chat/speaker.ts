/** Who is speaking, and which district a message is about. */
import type { Tx } from '../database/client.ts'
import { platformName } from '../database/platform.ts'
import type { Day } from '../domain/calendar-day.ts'
import type { Role } from '../domain/roles.ts'
import { type Chat, ChatKind, ChatUse, type PlatformIdentity } from '../generated/prisma/client.ts'
import { type Post, postsOf } from '../services/people.ts'
import type { DistrictRef, Speaker } from './command.ts'

/** The posts of whoever is behind the account; none for an unknown person. */
export async function postsBehind(tx: Tx, identity: PlatformIdentity, today: Day): Promise<readonly Post[]> {
  return identity.personId === null ? [] : await postsOf(tx, identity.personId, today)
}

/** The speaker with the roles and units held in the district today. An account named in ADMIN_USERS is admin anywhere. */
export function speakerIn(
  districtId: number | null,
  identity: PlatformIdentity,
  posts: readonly Post[],
  name: string,
): Speaker {
  const here = posts.filter((post) => post.districtId === districtId)
  const roles = new Set<Role>(here.map((post) => post.role))
  if (identity.isEnvAdmin) roles.add('admin')
  return {
    identityId: identity.id,
    platform: platformName(identity.platform),
    externalId: identity.externalId,
    name,
    personId: identity.personId,
    roles,
    unitIds: [...new Set(here.flatMap(({ unit }) => unit?.id ?? []))],
  }
}

/** The district of a message: a bound group's own; else that of the project it replies about; else the person's. */
export async function districtOf(
  tx: Tx,
  from: { chat: Chat; identity: PlatformIdentity; posts: readonly Post[]; projectId: number | null },
): Promise<DistrictRef | null> {
  const { chat, identity, posts, projectId } = from
  if (chat.kind === ChatKind.GROUP && chat.use !== ChatUse.NONE) return await districtRef(tx, chat.districtId)
  const project = projectId === null ? null : await tx.project.findUnique({ where: { id: projectId } })
  const about = posts.filter((post) => post.districtId === project?.districtId)
  return await districtOfPerson(tx, identity, about.length > 0 ? about : posts)
}

/**
 * The district that a person speaks for: that of the newest post. An environment administrator without a post speaks
 * for the newest real district, else for the demo.
 */
export async function districtOfPerson(
  tx: Tx,
  identity: PlatformIdentity,
  [about]: readonly Post[],
): Promise<DistrictRef | null> {
  if (about !== undefined) return await districtRef(tx, about.districtId)
  if (!identity.isEnvAdmin) return null
  return await tx.district.findFirst({
    where: { activatedAt: { not: null } },
    orderBy: [{ isDemo: 'asc' }, { id: 'desc' }],
    select: { id: true, name: true, isDemo: true },
  })
}

async function districtRef(tx: Tx, id: number | null): Promise<DistrictRef | null> {
  if (id === null) return null
  return await tx.district.findUnique({ where: { id }, select: { id: true, name: true, isDemo: true } })
}
