/** The slots of a job that happens once in every quarter. */
import { type RankingMoments, rankingMoments } from '../../domain/assessment-calendar.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { monthOf, type Quarter, quarter, quarterOfMonth, tenDayOf } from '../../domain/period.ts'
import { lastMonthOf, nextQuarter, previousQuarter } from '../../domain/quarter-span.ts'
import type { JobContext, Slot, SlotQuestion } from '../job.ts'

/**
 * One slot for each quarter around the span that is asked for, by the rules of the quarter's last month. At most twenty
 * working days after its end a quarter is ranked, so that no more than the quarter before can fall due in a span.
 *
 * @param pick the slot's moment and until when it is of use, from the moments of the quarter and of the next one
 */
export function quarterSlots(
  question: SlotQuestion,
  pick: (moments: RankingMoments, next: RankingMoments) => Omit<Slot, 'period'>,
): Slot[] {
  const { calendar, rulesFor, from, to } = question
  const momentsOf = (of: Quarter): RankingMoments => rankingMoments(calendar, rulesFor(lastMonthOf(of)), of)
  const slots: Slot[] = []
  for (let of = previousQuarter(quarterAt(from)); of < quarterAt(to); of = nextQuarter(of)) {
    slots.push({ period: of, ...pick(momentsOf(of), momentsOf(nextQuarter(of))) })
  }
  return slots
}

/** The quarter of a run. */
export function quarterRun({ period }: JobContext): Quarter {
  return quarter(period)
}

function quarterAt(instant: Date): Quarter {
  return quarterOfMonth(monthOf(tenDayOf(dayOf(instant))))
}
