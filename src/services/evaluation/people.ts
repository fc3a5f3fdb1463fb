/** Whose results are whose: the heads of responsible units, and the liaisons of projects. */
import { dayOf } from '../../domain/calendar-day.ts'
import { AssignmentKind, Role } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { heldOn } from '../people.ts'
import { grouped } from './grouped.ts'

export interface Concerned {
  readonly personId: number
  /** Units that the person heads. */
  readonly unitIds: readonly number[]
  /** Projects of these units, and those of which the person is the liaison. */
  readonly projectIds: readonly number[]
}

/** Everybody of the units who is concerned by some of the projects, or whose unit is among `unitIds`. */
export async function peopleConcerned(
  { tx, district, now }: Acting,
  projects: readonly { readonly projectId: number; readonly unitId: number | null }[],
  unitIds: readonly number[],
): Promise<Concerned[]> {
  const held = heldOn(dayOf(now))
  const heads = await tx.membership.findMany({
    where: { districtId: district.id, role: Role.UNIT, unitId: { not: null }, ...held },
    select: { personId: true, unitId: true },
    orderBy: { id: 'asc' },
  })
  const liaisons = await tx.assignment.findMany({
    where: { kind: AssignmentKind.LIAISON, personId: { not: null }, project: { districtId: district.id }, ...held },
    select: { personId: true, projectId: true },
    orderBy: { id: 'asc' },
  })
  const listed = new Set(projects.map(({ projectId }) => projectId))
  const byUnit = grouped(projects, ({ unitId }) => unitId)
  const known = new Map<number, { units: Set<number>; projects: Set<number> }>()
  const of = (personId: number) => {
    const entry = known.get(personId) ?? { units: new Set(), projects: new Set() }
    known.set(personId, entry)
    return entry
  }
  for (const { personId, unitId } of heads) {
    if (unitId === null) continue
    const own = byUnit.get(unitId) ?? []
    if (own.length === 0 && !unitIds.includes(unitId)) continue
    of(personId).units.add(unitId)
    for (const { projectId } of own) of(personId).projects.add(projectId)
  }
  for (const { personId, projectId } of liaisons) {
    if (personId !== null && listed.has(projectId)) of(personId).projects.add(projectId)
  }
  return [...known].map(([personId, { units, projects: own }]) => ({
    personId,
    unitIds: [...units],
    projectIds: [...own],
  }))
}
