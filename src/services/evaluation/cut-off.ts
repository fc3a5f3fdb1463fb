/** What of a month counts: the facts up to its cut-off, as far as they are known (rules.md §6a.2, §6a.3). */
import { monthEnd } from '../../domain/assessment-calendar.ts'
import { type Day, dayOf } from '../../domain/calendar-day.ts'
import { type Month, type TenDay, tenDay } from '../../domain/period.ts'
import type { Acting } from '../acting.ts'
import { periodState } from '../periods.ts'

export interface CutOff {
  readonly month: Month
  /** The month's last day: plates, exemptions and stoppages are looked at here. */
  readonly end: Day
  /** A fact of a later day is none of this month's. */
  readonly day: Day
  /** What was verified, confirmed or found out after it is not known. */
  readonly knownBy: Date
}

/** The month's last 旬: its lock is the cut-off. */
export function lastTenDay(of: Month): TenDay {
  return tenDay(`${of}-3`)
}

/**
 * The cut-off of a month whose 下旬 is locked; null before. A trial knows what was verified by the lock; one made anew
 * knows what was put right since then, of facts that are no later.
 */
export async function cutOffOf(
  { tx, district, now }: Acting,
  month: Month,
  knows: 'by-the-lock' | 'by-now',
): Promise<CutOff | null> {
  const { lockedAt } = await periodState(tx, district.id, lastTenDay(month))
  if (lockedAt === null) return null
  return {
    month,
    end: monthEnd(month),
    day: dayOf(lockedAt),
    knownBy: knows === 'by-now' ? now : lockedAt,
  }
}
