/** The slots of a job that happens once in every 旬. */
import { dayOf } from '../../domain/calendar-day.ts'
import { type CycleMoments, cycleMoments } from '../../domain/cycle.ts'
import { monthOf, nextTenDay, previousTenDay, type TenDay, tenDay, tenDayOf } from '../../domain/period.ts'
import type { JobContext, Slot, SlotQuestion } from '../job.ts'

/** A long holiday can push what belongs to a 旬 past the next one; further back nothing of a 旬 falls due. */
const PERIODS_BACK = 4

/**
 * One slot for each 旬 around the span that is asked for, by the rules of the 旬's own month.
 *
 * @param pick the slot's moment and until when it is of use, from the moments of the 旬 and of the next one; null: none
 */
export function tenDaySlots(
  question: SlotQuestion,
  pick: (moments: CycleMoments, next: CycleMoments) => Omit<Slot, 'period'> | null,
): Slot[] {
  const { calendar, rulesFor, from, to } = question
  const momentsOf = (period: TenDay): CycleMoments => cycleMoments(calendar, rulesFor(monthOf(period)), period)
  const slots: Slot[] = []
  for (let period = firstPeriod(from); period <= lastPeriod(to); period = nextTenDay(period)) {
    const slot = pick(momentsOf(period), momentsOf(nextTenDay(period)))
    if (slot !== null) slots.push({ period, ...slot })
  }
  return slots
}

function firstPeriod(from: Date): TenDay {
  let period = tenDayOf(dayOf(from))
  for (let i = 0; i < PERIODS_BACK; i++) period = previousTenDay(period)
  return period
}

/** The first reminder of a 旬 comes before it ends. */
function lastPeriod(to: Date): TenDay {
  return tenDayOf(dayOf(to))
}

/** The 旬 of a run and its moments. */
export function tenDayRun({ calendar, rulesFor, period }: JobContext): { period: TenDay; moments: CycleMoments } {
  const code = tenDay(period)
  return { period: code, moments: cycleMoments(calendar, rulesFor(monthOf(code)), code) }
}
