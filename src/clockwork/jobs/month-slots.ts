/** The slots of a job that happens once for every month, after its end. */
import { type EvaluationMoments, evaluationMoments } from '../../domain/assessment-calendar.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { type Month, monthOf, nextTenDay, previousTenDay, tenDay, tenDayOf } from '../../domain/period.ts'
import type { Slot, SlotQuestion } from '../job.ts'

/** At most 20 working days after a month's end: two months back nothing of a month falls due. */
const MONTHS_BACK = 3

/**
 * One slot for each month around the span that is asked for, by the month's own rules.
 *
 * @param pick the slot's moment and until when it is of use, from the moments of the month and of the next one
 */
export function monthSlots(
  { calendar, rulesFor, from, to }: SlotQuestion,
  pick: (moments: EvaluationMoments, next: EvaluationMoments) => Omit<Slot, 'period'>,
): Slot[] {
  const momentsOf = (of: Month): EvaluationMoments => evaluationMoments(calendar, rulesFor(of), of)
  const slots: Slot[] = []
  for (let of = firstMonth(from); of <= monthOf(tenDayOf(dayOf(to))); of = monthAfter(of)) {
    slots.push({ period: of, ...pick(momentsOf(of), momentsOf(monthAfter(of))) })
  }
  return slots
}

function firstMonth(from: Date): Month {
  let of = monthOf(tenDayOf(dayOf(from)))
  for (let i = 0; i < MONTHS_BACK; i++) of = monthOf(previousTenDay(tenDay(`${of}-1`)))
  return of
}

function monthAfter(of: Month): Month {
  return monthOf(nextTenDay(tenDay(`${of}-3`)))
}
