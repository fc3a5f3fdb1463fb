/** The moments of a month's evaluation and of a quarter's ranking (rules.md §5). */
import { addDays, type Day, day, instantAt } from './calendar-day.ts'
import { type Month, monthNumber, type Quarter, yearOf } from './period.ts'
import type { Rules } from './rules.ts'
import { nthWorkdayAfter, type WorkCalendar } from './workday.ts'

export interface EvaluationMoments {
  /** Scores and plates are computed and previewed; 异议 opens. */
  readonly trialAt: Date
  readonly objectionUntil: Date
  readonly publishAt: Date
}

export interface RankingMoments {
  readonly previewAt: Date
  readonly publishAt: Date
}

type Times = Pick<Rules, 'calendar' | 'evaluation' | 'ranking'>

/** When the month is evaluated, by a district's calendar and the month's rules. */
export function evaluationMoments(calendar: WorkCalendar, rules: Times, of: Month): EvaluationMoments {
  const { trialWorkday, trialTime, objectionWorkday, objectionTime, publishWorkday } = rules.evaluation
  const on = (n: number): Day => nthWorkdayAfter(calendar, monthEnd(of), n)
  return {
    trialAt: instantAt(on(trialWorkday), trialTime),
    objectionUntil: instantAt(on(objectionWorkday), objectionTime),
    publishAt: instantAt(on(publishWorkday), rules.calendar.publishTime),
  }
}

/** When the quarter's ranking is previewed and published, by the rules of its last month. */
export function rankingMoments(calendar: WorkCalendar, rules: Times, of: Quarter): RankingMoments {
  const { previewWorkday, previewTime, publishWorkday } = rules.ranking
  const on = (n: number): Day => nthWorkdayAfter(calendar, quarterEnd(of), n)
  return {
    previewAt: instantAt(on(previewWorkday), previewTime),
    publishAt: instantAt(on(publishWorkday), rules.calendar.publishTime),
  }
}

/** The last day of the month. */
export function monthEnd(of: Month): Day {
  return addDays(firstOfNext(yearOf(of), monthNumber(of)), -1)
}

/** The last day of the quarter. */
export function quarterEnd(of: Quarter): Day {
  return addDays(firstOfNext(yearOf(of), Number(of.slice(6)) * 3), -1)
}

function firstOfNext(year: number, month: number): Day {
  return day(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`)
}
