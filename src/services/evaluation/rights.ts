/** Whose results a speaker may see, and against which he may object. */
import type { Context } from '../../chat/command.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

/** Whether the project is the speaker's own: of a unit that he belongs to, or he is its liaison. */
export async function isOwn(
  ctx: Context,
  project: { readonly projectId: number; readonly input: { readonly unitId: number | null } },
): Promise<boolean> {
  const { unitId } = project.input
  if (unitId !== null && ctx.speaker.unitIds.includes(unitId)) return true
  return await holds(ctx, project.projectId, AssignmentKind.LIAISON)
}

/** Whether the speaker is the project's 包联领导. */
export async function leads(ctx: Context, projectId: number): Promise<boolean> {
  return await holds(ctx, projectId, AssignmentKind.LEADER)
}

/** 项目办 and 督查室 see everything. */
export function seesAll({ speaker: { roles } }: Context): boolean {
  return roles.has('office') || roles.has('supervision')
}

async function holds({ tx, speaker, today }: Context, projectId: number, kind: AssignmentKind): Promise<boolean> {
  if (speaker.personId === null) return false
  const row = await tx.assignment.findFirst({
    where: { projectId, kind, personId: speaker.personId, ...heldOn(today) },
    select: { id: true },
  })
  return row !== null
}
