/** What falls due of an open problem, and whom it concerns (rules.md §7): each stage is told once. */
import type { Day } from './calendar-day.ts'
import { CONFIRM_WORKDAYS, daysOverdue, type ProblemState } from './problem.ts'
import { addWorkdays, type WorkCalendar } from './workday.ts'

/** A new problem that 项目办 has not assigned after so many working days. */
export const ASSIGN_WORKDAYS = 2
/** The lead unit is reminded so many working days before the due date. */
export const REMIND_WORKDAYS = 2

export type ProblemStage = 'UNASSIGNED' | 'DUE_SOON' | 'OVERDUE' | 'UNANSWERED'

export interface ProblemDays {
  readonly state: ProblemState
  readonly raisedOn: Day
  readonly dueOn: Day | null
  readonly submittedOn: Day | null
}

export interface StageReached {
  readonly stage: ProblemStage
  /** With another day (a new limit, another submission) the stage is another one and is told again. */
  readonly countsFrom: Day
}

/** The stage in which the problem is today; null: nobody needs to be told anything. */
export function stageOf(problem: ProblemDays, calendar: WorkCalendar, today: Day): StageReached | null {
  const { state, raisedOn, dueOn, submittedOn } = problem
  if (state === 'OPEN') {
    const late = addWorkdays(calendar, raisedOn, ASSIGN_WORKDAYS)
    return today >= late ? { stage: 'UNASSIGNED', countsFrom: raisedOn } : null
  }
  if (state === 'CONFIRMING') {
    if (submittedOn === null || !raiserHasHadTime(calendar, submittedOn, today)) return null
    return { stage: 'UNANSWERED', countsFrom: submittedOn }
  }
  if (dueOn === null || state === 'CLOSED' || state === 'SUSPENDED') return null
  if (daysOverdue(state, dueOn, today) > 0) return { stage: 'OVERDUE', countsFrom: dueOn }
  return today >= addWorkdays(calendar, dueOn, -REMIND_WORKDAYS) ? { stage: 'DUE_SOON', countsFrom: dueOn } : null
}

/** Five whole working days after the submission have passed without an answer: 项目办 may confirm. */
export function raiserHasHadTime(calendar: WorkCalendar, submittedOn: Day, today: Day): boolean {
  return today > addWorkdays(calendar, submittedOn, CONFIRM_WORKDAYS)
}
