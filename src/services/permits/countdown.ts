/** 倒计时: permits in government time, what is due first in front. */
import type { Tx } from '../../database/client.ts'
import { addDays, type Day, dayFromDb, dayToDb } from '../../domain/calendar-day.ts'
import { month } from '../../domain/period.ts'
import type { Urgency } from '../../domain/permits/clock.ts'
import { addWorkdays, lastWorkdayOnOrBefore } from '../../domain/workday.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { calendarOf, rulesOfMonth } from '../district-rules.ts'
import { clockOf, type Hour, showDaysLeft, showTimeLeft } from './clock.ts'
import { type PermitRow, withNames } from './find.ts'

export interface CountdownItem {
  readonly projectId: number
  readonly project: string
  readonly permit: string
  readonly unit: string
  /** Working days (calendar days where the limit is in 日) left of the limit; negative: overdue. */
  readonly left: number
  readonly dueOn: Day
  readonly urgency: Urgency
  /** '剩 3 个工作日（10月12日前）' */
  readonly shown: string
  /** '剩 3 个工作日' */
  readonly daysLeft: string
}

/** More than a wall shows. */
const MOST = 100

/** The clocks of the district that are due first; permits without a limit have none. */
export async function countdown(tx: Tx, districtId: number, today: Day): Promise<CountdownItem[]> {
  const calendar = await calendarOf(tx, districtId)
  const rules = await rulesOfMonth(tx, districtId, month(today.slice(0, 7)))
  const rows = await tx.permit.findMany({
    where: running(districtId),
    include: withNames,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: MOST,
  })
  return rows.flatMap((row) => countdownItem(row, { today, calendar, rules }) ?? [])
}

/** The condition for a permit whose clock runs. */
export function running(districtId: number): Prisma.PermitWhereInput {
  return { districtId, state: 'ACCEPTED', dueOn: { not: null } }
}

/** The condition for one that is past its day; a limit in working days is not overdue before the next of them. */
export function overdueOn({ today, calendar }: Pick<Hour, 'today' | 'calendar'>): Prisma.PermitWhereInput {
  const workday = lastWorkdayOnOrBefore(calendar, today)
  return {
    OR: [
      { limitUnit: 'WORKDAY', dueOn: { lt: dayToDb(workday) } },
      { limitUnit: 'DAY', dueOn: { lt: dayToDb(today) } },
    ],
  }
}

/** The condition for one that is due within the days of the rules, or overdue. */
export function dueWithin({ today, calendar, rules }: Hour): Prisma.PermitWhereInput {
  const { soonDays } = rules.permits
  return {
    OR: [
      { limitUnit: 'WORKDAY', dueOn: { lte: dayToDb(addWorkdays(calendar, today, soonDays)) } },
      { limitUnit: 'DAY', dueOn: { lte: dayToDb(addDays(today, soonDays)) } },
    ],
  }
}

/** Null: its clock does not run. */
export function countdownItem(permit: PermitRow, hour: Hour): CountdownItem | null {
  const clock = clockOf(permit, hour)
  if (clock.count?.running !== true || permit.dueOn === null) return null
  return {
    projectId: permit.projectId,
    project: permit.project.shortName,
    permit: permit.item.name,
    unit: permit.authorityUnit?.shortName ?? permit.item.authority,
    left: clock.count.left,
    dueOn: dayFromDb(permit.dueOn),
    urgency: clock.urgency,
    shown: showTimeLeft(clock),
    daysLeft: showDaysLeft(clock),
  }
}

/** The overdue ones of some projects, the longest first. */
export async function overduePermits(tx: Tx, projectIds: readonly number[], hour: Hour): Promise<CountdownItem[]> {
  const rows = await tx.permit.findMany({
    where: { AND: [{ projectId: { in: [...projectIds] }, state: 'ACCEPTED' }, overdueOn(hour)] },
    include: withNames,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap((row) => countdownItem(row, hour) ?? []).toSorted((a, b) => a.left - b.left)
}
