/** The names of a district's units as people type them. */
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import type { NameEntry } from '../domain/name-match.ts'

/** Every unit that exists on the day, keyed by its short name. */
export async function unitNames(tx: Tx, districtId: number, day: Day): Promise<NameEntry<string>[]> {
  const units = await tx.unit.findMany({
    where: { districtId, OR: [{ until: null }, { until: { gt: dayToDb(day) } }] },
    select: { shortName: true, name: true },
    orderBy: { id: 'asc' },
  })
  return units.map(({ shortName, name }) => ({ key: shortName, names: [shortName, name] }))
}
