/** The districts of the deployment. */
import type { Db } from '../database/client.ts'
import { stateCalendar, type WorkCalendar } from '../domain/workday.ts'
import { calendarOf } from './district-rules.ts'

/** The calendar that the console's clock shows: that of the first district in operation, else the State Council's. */
export async function firstCalendar(db: Db): Promise<WorkCalendar> {
  const district = await db.district.findFirst({ where: { activatedAt: { not: null } }, orderBy: { id: 'asc' } })
  return district === null ? stateCalendar([]) : await calendarOf(db, district.id)
}

/** Whether a demo district is in the database. */
export async function hasDemoDistrict(db: Db): Promise<boolean> {
  return (await db.district.count({ where: { isDemo: true } })) > 0
}
