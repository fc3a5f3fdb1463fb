/** Who may do what in the service of an enterprise; what is not allowed is one sentence with the way out. */
import type { Context } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'
import { agentsOf } from './find.ts'
import { isOnlyContact, mustBeOwnEnterprise, mustBeOwnProject } from './own.ts'

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** 审批局 and 项目办 serve every project. */
export function servesAll({ speaker }: Pick<Context, 'speaker'>): boolean {
  return speaker.roles.has('approval') || speaker.roles.has('office')
}

/** Whether the speaker serves this project: 审批局, 项目办, or its agent. */
export async function serves(ctx: Context, projectId: number): Promise<boolean> {
  if (servesAll(ctx)) return true
  const agents = await agentsOf(ctx.tx, projectId, ctx.today)
  return agents.some(({ personId }) => personId === ctx.speaker.personId)
}

/** Throws for anybody but 审批局, 项目办 and the project's agents. `what` completes “只有…可以…”. */
export async function mustServe(ctx: Context, project: ProjectRef, what: string): Promise<void> {
  await mustBeOwnProject(ctx, project)
  if (await serves(ctx, project.id)) return
  throw new UserError(`只有审批局、项目办和本项目的帮代办专员可以${what}。您现在的身份：${showStanding(ctx)}`, [
    { label: '看跟踪卡', action: `跟踪卡 ${project.shortName}` },
  ])
}

/** Throws for anybody but 审批局, 项目办 and the agents of the enterprise's projects. */
export async function mustServeEnterprise(ctx: Context, enterprise: ProjectRef, what: string): Promise<void> {
  await mustBeOwnEnterprise(ctx, enterprise)
  if (await servesEnterprise(ctx, enterprise.id)) return
  throw new UserError(`只有审批局、项目办和本企业的帮代办专员可以${what}。您现在的身份：${showStanding(ctx)}`)
}

/** Whether the speaker serves the enterprise: 审批局, 项目办, or the agent of one of its projects. */
export async function servesEnterprise(ctx: Context, enterpriseId: number): Promise<boolean> {
  if (servesAll(ctx)) return true
  if (ctx.speaker.personId === null) return false
  const held = await ctx.tx.assignment.findFirst({
    where: {
      kind: AssignmentKind.AGENT,
      personId: ctx.speaker.personId,
      project: { enterprise: { enterpriseId } },
      ...heldOn(ctx.today),
    },
    select: { id: true },
  })
  return held !== null
}

/** Throws for anybody but 审批局 and 项目办. */
export function mustServeAll(ctx: Context, what: string): void {
  if (servesAll(ctx)) return
  throw new UserError(`只有审批局和项目办可以${what}。您现在的身份：${showStanding(ctx)}`)
}

/** Throws for who may not ask for help: the enterprise itself, the project's liaison and responsible unit, who serves it. */
export async function mustAsk(ctx: Context, project: ProjectRef): Promise<void> {
  await mustBeOwnProject(ctx, project)
  if (isOnlyContact(ctx.speaker) || (await serves(ctx, project.id)) || (await holds(ctx, project.id))) return
  throw new UserError(
    `只有本企业联系人、本项目联络员、责任单位和帮代办专员可以申请帮办。您现在的身份：${showStanding(ctx)}，不是${project.shortName}的联络员或责任单位`,
  )
}

async function holds({ tx, speaker, today }: Context, projectId: number): Promise<boolean> {
  const own = [
    { kind: AssignmentKind.LIAISON, personId: speaker.personId ?? -1 },
    { kind: AssignmentKind.UNIT, unitId: { in: [...speaker.unitIds] } },
  ]
  const held = await tx.assignment.findFirst({
    where: { projectId, AND: [{ OR: own }, heldOn(today)] },
    select: { id: true },
  })
  return held !== null
}
