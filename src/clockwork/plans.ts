/** The districts in operation, with what their calendars are computed from. */
import type { DistrictRef } from '../chat/command.ts'
import type { Db, Tx } from '../database/client.ts'
import { dayFromDb, dayOf } from '../domain/calendar-day.ts'
import { type Month, monthOf, tenDayOf } from '../domain/period.ts'
import { type Rules, rulesAt } from '../domain/rules.ts'
import { stateCalendar, type WorkCalendar } from '../domain/workday.ts'

export interface DistrictPlan {
  readonly district: DistrictRef
  /** Slots before it count as passed. */
  readonly activatedAt: Date
  readonly calendar: WorkCalendar
  /** The rules that a month uses; throws when a stored value cannot be read. */
  readonly rulesFor: (month: Month) => Rules
}

/** Reads all districts in operation, in a fixed number of queries. */
export async function loadPlans(db: Db | Tx): Promise<DistrictPlan[]> {
  const rows = await db.district.findMany({
    where: { activatedAt: { not: null } },
    include: { ruleSettings: true, localHolidays: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, name, isDemo, activatedAt, ruleSettings, localHolidays }) => {
    if (activatedAt === null) return []
    const known = new Map<Month, Rules>()
    return [
      {
        district: { id, name, isDemo },
        activatedAt,
        calendar: stateCalendar(localHolidays.map((own) => ({ date: dayFromDb(own.date), isWorkday: own.isWorkday }))),
        rulesFor(month: Month): Rules {
          const rules = known.get(month) ?? rulesAt(ruleSettings, month)
          known.set(month, rules)
          return rules
        },
      },
    ]
  })
}

/** The month in Shanghai at an instant. */
export function monthAt(instant: Date): Month {
  return monthOf(tenDayOf(dayOf(instant)))
}
