/** What an import may touch, as the tests of imports read it. */
import type { Desk } from '../chat/kit.ts'

/** Everything of the district that an import may touch. */
export async function storedOf({ db, district }: Desk) {
  const districtId = district.id
  return {
    projects: await db.project.findMany({
      where: { districtId },
      include: { plans: true, ledger: true, assignments: true, aliases: true, targets: true },
      orderBy: { id: 'asc' },
    }),
    units: await db.unit.findMany({ where: { districtId }, orderBy: { id: 'asc' } }),
    people: await db.person.findMany({ include: { memberships: true }, orderBy: { id: 'asc' } }),
  }
}

export async function projectOf({ db, district }: Desk, shortName: string) {
  return await db.project.findFirstOrThrow({
    where: { districtId: district.id, shortName },
    include: { plans: true, ledger: true, assignments: { include: { unit: true, person: true } }, targets: true },
  })
}
