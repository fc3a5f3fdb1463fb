/** 倒计时: permits in government time, what is due first in front. */
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb } from '../../domain/calendar-day.ts'
import { month } from '../../domain/period.ts'
import type { Urgency } from '../../domain/permits/clock.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { calendarOf, rulesOfMonth } from '../district-rules.ts'
import { clockOf, type Hour, showTimeLeft } from './clock.ts'
import { type PermitRow, withNames } from './find.ts'

export interface CountdownItem {
  readonly project: string
  readonly permit: string
  readonly unit: string
  /** Working days (calendar days where the limit is in 日) left of the limit; negative: overdue. */
  readonly left: number
  readonly dueOn: Day
  readonly urgency: Urgency
  /** '剩 3 个工作日（10月12日前）' */
  readonly shown: string
}

/** The clocks that run in the district, what is due first in front; permits without a limit have none. */
export async function countdown(tx: Tx, districtId: number, today: Day): Promise<CountdownItem[]> {
  const calendar = await calendarOf(tx, districtId)
  const rules = await rulesOfMonth(tx, districtId, month(today.slice(0, 7)))
  return await runningPermits(tx, districtId, { today, calendar, rules })
}

/** The same for who has the calendar and the rules at hand. */
export async function runningPermits(
  tx: Tx,
  districtId: number,
  hour: Hour,
  where: Prisma.PermitWhereInput = {},
): Promise<CountdownItem[]> {
  const rows = await runningRows(tx, districtId, where)
  return rows.flatMap((row) => itemOf(row, hour) ?? []).toSorted(byUrgency)
}

/** The permits themselves whose clock runs, by the day on which they are due. */
export async function runningRows(
  tx: Tx,
  districtId: number,
  where: Prisma.PermitWhereInput = {},
): Promise<PermitRow[]> {
  return await tx.permit.findMany({
    where: { AND: [{ districtId, state: 'ACCEPTED', dueOn: { not: null } }, where] },
    include: withNames,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
}

export function itemOf(permit: PermitRow, hour: Hour): CountdownItem | null {
  const clock = clockOf(permit, hour)
  if (clock.count?.running !== true || permit.dueOn === null) return null
  return {
    project: permit.project.shortName,
    permit: permit.item.name,
    unit: permit.authorityUnit?.shortName ?? permit.item.authority,
    left: clock.count.left,
    dueOn: dayFromDb(permit.dueOn),
    urgency: clock.urgency,
    shown: showTimeLeft(clock),
  }
}

function byUrgency(a: CountdownItem, b: CountdownItem): number {
  return a.left - b.left || (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn))
}
