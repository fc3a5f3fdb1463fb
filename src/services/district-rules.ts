/** The rules and the working calendar of a district, as the database keeps them. */
import type { Tx } from '../database/client.ts'
import { type Day, dayFromDb } from '../domain/calendar-day.ts'
import { type Month, month } from '../domain/period.ts'
import { type RuleChange, type Rules, rulesAt } from '../domain/rules.ts'
import { stateCalendar, type WorkCalendar } from '../domain/workday.ts'

/** Every change of a district's rules; `rulesAt` lays them over the defaults. */
export async function ruleChangesOf(tx: Tx, districtId: number): Promise<RuleChange[]> {
  return await tx.ruleSetting.findMany({
    where: { districtId },
    orderBy: { id: 'asc' },
    select: { key: true, value: true, fromMonth: true, createdAt: true },
  })
}

/** The rules that a month uses: the version in force on its first day. */
export async function rulesOfMonth(tx: Tx, districtId: number, of: Month): Promise<Rules> {
  return rulesAt(await ruleChangesOf(tx, districtId), of)
}

/** The rules of the month that the day lies in. */
export async function rulesOf(tx: Tx, districtId: number, on: Day): Promise<Rules> {
  return await rulesOfMonth(tx, districtId, month(on.slice(0, 7)))
}

/** The State Council's calendar with the district's own holidays and working days laid over it. */
export async function calendarOf(tx: Tx, districtId: number): Promise<WorkCalendar> {
  const days = await tx.localHoliday.findMany({ where: { districtId }, select: { date: true, isWorkday: true } })
  return stateCalendar(days.map(({ date, isWorkday }) => ({ date: dayFromDb(date), isWorkday })))
}
