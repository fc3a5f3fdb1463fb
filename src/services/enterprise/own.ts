/** What is an enterprise contact's own: that enterprise's file and its projects, and nothing else (rules.md §7). */
import type { Context, Speaker } from '../../chat/command.ts'
import { isStaff } from '../../chat/permission.ts'
import { UserError } from '../../errors.ts'
import { heldOn } from '../people.ts'

/** Whether the speaker is here for an enterprise only, and so sees only what is that enterprise's. */
export function isOnlyContact(speaker: Pick<Speaker, 'roles'>): boolean {
  return speaker.roles.has('enterprise') && !isStaff(speaker)
}

/** The person whose problems alone the speaker reads: a contact reads what that contact raised. Null: everybody's. */
export function onlyRaiser(speaker: Pick<Speaker, 'roles' | 'personId'>): number | null {
  return isOnlyContact(speaker) ? (speaker.personId ?? NOBODY) : null
}
const NOBODY = 0

export interface Own {
  readonly enterpriseIds: readonly number[]
  readonly projects: readonly { readonly id: number; readonly shortName: string }[]
}

/** The enterprises whose contact the speaker is today, and their projects. */
export async function ownOf({ tx, district, speaker, today }: Context): Promise<Own> {
  if (speaker.personId === null) return { enterpriseIds: [], projects: [] }
  const rows = await tx.enterpriseContact.findMany({
    where: { personId: speaker.personId, enterprise: { districtId: district.id }, ...heldOn(today) },
    select: {
      enterpriseId: true,
      enterprise: {
        select: {
          projects: { select: { project: { select: { id: true, shortName: true } } }, orderBy: { projectId: 'asc' } },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  return {
    enterpriseIds: [...new Set(rows.map(({ enterpriseId }) => enterpriseId))],
    projects: rows.flatMap(({ enterprise }) => enterprise.projects.map(({ project }) => project)),
  }
}

/** Whether the project is of the speaker's own enterprise. */
export async function ownsProject(ctx: Context, projectId: number): Promise<boolean> {
  if (!ctx.speaker.roles.has('enterprise')) return false
  return (await ownOf(ctx)).projects.some(({ id }) => id === projectId)
}

/** Throws for an enterprise's contact who asks for a project that is not that enterprise's; others pass. */
export async function mustBeOwnProject(ctx: Context, project: { readonly id: number }): Promise<void> {
  if (!isOnlyContact(ctx.speaker)) return
  const { projects } = await ownOf(ctx)
  if (projects.some(({ id }) => id === project.id)) return
  throw new UserError(`只能查看和办理本企业的项目${listed(projects)}`)
}

/** Throws for an enterprise's contact who asks for the file of another enterprise; others pass. */
export async function mustBeOwnEnterprise(ctx: Context, enterprise: { readonly id: number }): Promise<void> {
  if (!isOnlyContact(ctx.speaker)) return
  const { enterpriseIds } = await ownOf(ctx)
  if (enterpriseIds.includes(enterprise.id)) return
  throw new UserError('只能查看本企业的档案，请发“企业”', ['企业'])
}

/** The only project of the speaker's enterprise, for a line that names none; null: none, or several. */
export async function onlyOwnProject(ctx: Context): Promise<string | null> {
  if (!ctx.speaker.roles.has('enterprise')) return null
  const { projects } = await ownOf(ctx)
  const [only, ...others] = projects
  return only !== undefined && others.length === 0 ? only.shortName : null
}

/** The only enterprise of the speaker, by short name; null: none, or several. */
export async function onlyOwnEnterprise(ctx: Context): Promise<string | null> {
  if (!ctx.speaker.roles.has('enterprise')) return null
  const [only, ...others] = (await ownOf(ctx)).enterpriseIds
  if (only === undefined || others.length > 0) return null
  const row = await ctx.tx.enterprise.findUnique({ where: { id: only }, select: { shortName: true } })
  return row?.shortName ?? null
}

function listed(projects: Own['projects']): string {
  return projects.length === 0
    ? '。您还没有登记到企业，请联系帮代办专员'
    : `：${projects.map(({ shortName }) => shortName).join('、')}`
}
