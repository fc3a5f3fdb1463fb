/** The districts of the deployment. */
import type { DistrictRef } from '../chat/command.ts'
import type { Db, Tx } from '../database/client.ts'
import { stateCalendar, type WorkCalendar } from '../domain/workday.ts'
import { calendarOf } from './district-rules.ts'

/**
 * The district that the pages of whoever may use the console are about: the demo district, else the first one; one in
 * operation before a city that only stands above. Null: there is none.
 *
 * @param id that one, as the page's address asks
 */
export async function shownDistrict(tx: Tx | Db, id?: number): Promise<DistrictRef | null> {
  return await tx.district.findFirst({
    ...(id === undefined ? {} : { where: { id } }),
    orderBy: [{ isDemo: 'desc' }, { activatedAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: { id: true, name: true, isDemo: true },
  })
}

/** The calendar that the console's clock shows: that of its district, else the State Council's. */
export async function shownCalendar(db: Db): Promise<WorkCalendar> {
  const district = await shownDistrict(db)
  return district === null ? stateCalendar([]) : await calendarOf(db, district.id)
}

/** Whether a demo district is in the database. */
export async function hasDemoDistrict(db: Db): Promise<boolean> {
  return (await db.district.count({ where: { isDemo: true } })) > 0
}
