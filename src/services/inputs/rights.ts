/** Who may give which input of the assessment; what is not allowed is one sentence with the way out. */
import type { Context } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { UserError, type Way } from '../../errors.ts'
import { AssignmentKind, type Project } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

/** The project of a short name that a reader found; throws the sentence when it is gone. */
export async function projectCalled({ tx, district }: Context, shortName: string): Promise<Project> {
  const key = { districtId: district.id, shortName }
  const project = await tx.project.findUnique({ where: { districtId_shortName: key } })
  if (project === null) throw new UserError(`没有找到“${shortName}”，请发“项目清单”看全部项目`, ['项目清单'])
  return project
}

/** Changes are made in private; in a group one only looks. `typed` is what to send instead. */
export function mustBePrivate({ place }: Context, typed: string): void {
  if (place.kind === 'group') throw new UserError(`群里只查看，登记和修改请私聊我发：${typed}`)
}

/** Throws for anybody but 项目办. `what` completes “只有项目办可以…”. */
export function mustBeOffice(ctx: Context, what: string, ways: readonly Way[] = []): void {
  if (ctx.speaker.roles.has('office')) return
  throw new UserError(`只有项目办可以${what}。您现在的身份：${showStanding(ctx)}。需要时请告诉项目办`, ways)
}

/** Throws for anybody but the project's liaison, its responsible unit and 项目办. */
export async function mustHold(ctx: Context, project: Project, what: string, ways: readonly Way[] = []): Promise<void> {
  if (ctx.speaker.roles.has('office') || (await holds(ctx, project.id))) return
  const standing = `您现在的身份：${showStanding(ctx)}，不是${project.shortName}的联络员或责任单位`
  throw new UserError(`只有本项目联络员、责任单位和项目办可以${what}。${standing}。发“我的项目”看您的项目`, [
    '我的项目',
    ...ways,
  ])
}

async function holds({ tx, speaker, today }: Context, projectId: number): Promise<boolean> {
  const own = [
    { kind: AssignmentKind.LIAISON, personId: speaker.personId ?? -1 },
    ...(speaker.roles.has('unit') ? [{ kind: AssignmentKind.UNIT, unitId: { in: [...speaker.unitIds] } }] : []),
  ]
  const held = await tx.assignment.findFirst({
    where: { projectId, AND: [{ OR: own }, heldOn(today)] },
    select: { id: true },
  })
  return held !== null
}
