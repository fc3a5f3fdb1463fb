/** When a month is tried, objected to and published, as a district's calendar and its notice have it. */
import type { Tx } from '../../database/client.ts'
import { type EvaluationMoments, evaluationMoments } from '../../domain/assessment-calendar.ts'
import { dayOf, instantAt } from '../../domain/calendar-day.ts'
import { type Month, month } from '../../domain/period.ts'
import type { Rules } from '../../domain/rules.ts'
import { addWorkdays, type WorkCalendar } from '../../domain/workday.ts'
import type { Notice } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { rulesOfMonth } from '../district-rules.ts'

/** The moments of the calendar, by the rules of the month itself. */
export async function momentsOfMonth(
  tx: Tx,
  districtId: number,
  calendar: WorkCalendar,
  of: Month,
): Promise<EvaluationMoments> {
  return evaluationMoments(calendar, await rulesOfMonth(tx, districtId, of), of)
}

/**
 * The moments that hold for a trial made at `now`. When the bot was down and nothing would be left of the days for 异议,
 * they are counted anew from now: the units keep the time that the rules give them.
 */
export function heldMoments(
  calendar: WorkCalendar,
  rules: Rules,
  planned: EvaluationMoments,
  now: Date,
): { readonly publishAt: Date; readonly late: boolean } {
  const today = dayOf(now)
  if (today < dayOf(planned.objectionUntil)) return { publishAt: planned.publishAt, late: false }
  const { trialWorkday, publishWorkday } = rules.evaluation
  const on = addWorkdays(calendar, today, publishWorkday - trialWorkday)
  return { publishAt: instantAt(on, rules.calendar.publishTime), late: true }
}

/** Until when 异议 against the month of the notice is taken: so many working days before it is due. */
export async function objectionUntil({ tx, district, calendar }: Acting, notice: Notice): Promise<Date> {
  const { evaluation } = await rulesOfMonth(tx, district.id, month(notice.period))
  const days = evaluation.publishWorkday - evaluation.objectionWorkday
  return instantAt(addWorkdays(calendar, dayOf(notice.dueAt), -days), evaluation.objectionTime)
}
