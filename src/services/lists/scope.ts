/** Whose lists: a unit's, a person's (the projects one 包联s or is liaison of), or the whole district's. */
import type { Context } from '../../chat/command.ts'
import { AssignmentKind, type Prisma } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

export interface ListScope {
  /** '产业园', '演示区长甲', '您', '海南区' */
  readonly label: string
  readonly projects: Prisma.ProjectWhereInput
  /** Units whose problems are theirs too, whatever the project. */
  readonly unitIds: readonly number[]
}

export async function scopeOfUnit(ctx: Context, shortName: string): Promise<ListScope> {
  const { tx, district } = ctx
  const unit = await tx.unit.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: district.id, shortName } },
    select: { id: true },
  })
  return { label: shortName, projects: ofUnits(ctx, [unit.id]), unitIds: [unit.id] }
}

export async function scopeOfPerson(ctx: Context, personId: number): Promise<ListScope> {
  const { name } = await ctx.tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  return { label: name, projects: heldBy(ctx, personId), unitIds: [] }
}

/** One's own: a leader's and a liaison's projects, a unit's for its head; who directs has the whole district. */
export function ownScope(ctx: Context): ListScope {
  const { speaker, district } = ctx
  const { roles, unitIds, personId } = speaker
  if (personId !== null && (roles.has('leader') || roles.has('liaison')))
    return { label: '您', projects: heldBy(ctx, personId), unitIds }
  if (unitIds.length > 0) return { label: '您单位', projects: ofUnits(ctx, unitIds), unitIds }
  return { label: district.name, projects: { districtId: district.id }, unitIds: [] }
}

function heldBy({ today }: Context, personId: number): Prisma.ProjectWhereInput {
  const kind = { in: [AssignmentKind.LEADER, AssignmentKind.LIAISON] }
  return { assignments: { some: { kind, personId, ...heldOn(today) } } }
}

function ofUnits({ today }: Context, unitIds: readonly number[]): Prisma.ProjectWhereInput {
  const held = { kind: AssignmentKind.UNIT, unitId: { in: [...unitIds] }, ...heldOn(today) }
  return { assignments: { some: held } }
}
