/**
 * Who changes the state of a permit: 审批局, the people of its authority, its agent and 项目办. The district's own
 * people may look.
 */
import type { Context, Who } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'
import type { CatalogueItem } from './catalogue.ts'
import type { PermitRow } from './find.ts'

/** The district's own people: an enterprise sees nothing of other enterprises' permits. */
export const STAFF: readonly [Who, ...Who[]] = [
  'office',
  'approval',
  'supervision',
  'leader',
  'unit',
  'liaison',
  'admin',
]

export interface Subject {
  readonly project: { readonly id: number; readonly shortName: string }
  readonly item: CatalogueItem
  /** Null: not on the project's list yet. */
  readonly permit: PermitRow | null
}

/** Throws the sentence for anybody else. */
export async function mustHandle(ctx: Context, { project, item, permit }: Subject): Promise<void> {
  const authority = permit === null ? item.authorityUnit : permit.authorityUnit
  if (directsPermits(ctx)) return
  if (authority !== null && ctx.speaker.unitIds.includes(authority.id)) return
  if (await isAgent(ctx, project.id, permit?.agent?.id ?? null)) return
  const whose = authority === null ? '主管单位' : `主管单位（${authority.shortName}）`
  throw new UserError(
    `只有审批局、${whose}、经办人和项目办可以改“${item.name}”。您现在的身份：${showStanding(ctx)}。需要时请告诉审批局`,
    [`手续 ${project.shortName}`],
  )
}

/** 审批局 and 项目办: all permits, and what belongs to no single one. */
export function directsPermits({ speaker }: Pick<Context, 'speaker'>): boolean {
  return speaker.roles.has('approval') || speaker.roles.has('office')
}

/** Throws for anybody but 审批局 and 项目办. `what` completes “只有审批局和项目办可以…”. */
export function mustDirect(ctx: Context, what: string): void {
  if (directsPermits(ctx)) return
  throw new UserError(`只有审批局和项目办可以${what}。您现在的身份：${showStanding(ctx)}。需要时请告诉审批局`)
}

async function isAgent({ tx, speaker, today }: Context, projectId: number, agentId: number | null): Promise<boolean> {
  const { personId } = speaker
  if (personId === null) return false
  if (agentId !== null) return agentId === personId
  const held = await tx.assignment.findFirst({
    where: { projectId, personId, kind: AssignmentKind.AGENT, ...heldOn(today) },
    select: { id: true },
  })
  return held !== null
}
