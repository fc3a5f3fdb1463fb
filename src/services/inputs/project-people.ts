/** The people of a project who are told what was decided about it: its liaison, and the heads of its responsible unit. */
import { dayOf } from '../../domain/calendar-day.ts'
import { AssignmentKind, Role } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { type BundleItem, tellAll } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { heldOn } from '../people.ts'

/** Tells the project's people in their message of the day (rules.md §8); who did it need not be told. */
export async function tellProjectPeople(
  acting: Acting,
  projectId: number,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  await tellAll(acting, await peopleOf(acting, projectId), item, except)
}

/** Tells 项目办 in their message of the day what now waits for them. */
export async function tellOfficeInBundle(acting: Acting, item: BundleItem, except: number | null): Promise<void> {
  await tellAll(acting, await officePeople(acting), item, except)
}

async function peopleOf({ tx, district, now }: Acting, projectId: number): Promise<readonly number[]> {
  const held = heldOn(dayOf(now))
  const assignments = await tx.assignment.findMany({
    where: { projectId, kind: { in: [AssignmentKind.LIAISON, AssignmentKind.UNIT] }, ...held },
    select: { personId: true, unitId: true },
  })
  const unitIds = assignments.flatMap(({ unitId }) => unitId ?? [])
  const heads = await tx.membership.findMany({
    where: { districtId: district.id, role: Role.UNIT, unitId: { in: unitIds }, ...held },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  })
  return [...new Set([...assignments, ...heads].flatMap(({ personId }) => personId ?? []))]
}
