/** Check 7 of a report (rules.md §4): ★ permits that are needed before the start of works and are not done. */
import type { Tx } from '../../database/client.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { PermitStage, PermitState, Role } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellAll } from '../daily-bundle.ts'
import { heldOn, rosterOf } from '../people.ts'

/** Their names by project, in the catalogue's order. A project without a list of permits has none. */
export async function openPermitsOf(tx: Tx, projectIds: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  const rows = await tx.permit.findMany({
    where: {
      projectId: { in: [...projectIds] },
      state: { notIn: [PermitState.DONE, PermitState.NOT_NEEDED] },
      // What stands in the last stage is needed before production, not before the start of works.
      item: { starred: true, stage: { not: PermitStage.COMPLETION } },
    },
    select: { projectId: true, item: { select: { name: true } } },
    orderBy: [{ item: { position: 'asc' } }, { id: 'asc' }],
  })
  const byProject = new Map<number, string[]>()
  for (const { projectId, item } of rows) byProject.set(projectId, [...(byProject.get(projectId) ?? []), item.name])
  return byProject
}

interface Started {
  readonly project: { readonly id: number; readonly shortName: string }
  readonly openPermits: readonly string[]
  /** Who reported: he saw it already. */
  readonly by: number | null
}

/** Tells the responsible unit and 审批局, in private, that works go on without them. */
export async function tellOpenPermits(acting: Acting, { project, openPermits, by }: Started): Promise<void> {
  const { tx, district, now } = acting
  const today = dayOf(now)
  const units = await tx.assignment.findMany({
    where: { projectId: project.id, kind: 'UNIT', ...heldOn(today) },
    select: { unitId: true },
  })
  const people = [
    ...(await rosterOf(tx, district.id, today, {
      role: Role.UNIT,
      unitId: { in: units.flatMap(({ unitId }) => unitId ?? []) },
    })),
    ...(await rosterOf(tx, district.id, today, { role: Role.APPROVAL })),
  ]
  const item = {
    text: `${project.shortName} 已开工，必备手续还没有办结：${openPermits.join('、')}`,
    detail: `看办到哪一步请发：手续 ${project.shortName}`,
    matter: `open-permits:${project.id}`,
  }
  await tellAll(
    acting,
    people.map(({ personId }) => personId),
    item,
    by,
  )
}
