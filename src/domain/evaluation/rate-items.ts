/** D 手续 and E 问题: done ÷ due (rules.md §6a.7). */
import { Exact } from '../fraction.ts'
import type { ProblemInput } from './input.ts'
import { notApplicable, type Outcome, scored } from './item.ts'
import type { MonthFacts } from './month-facts.ts'

/** 办结率 of the ★ permits planned up to the month's end. */
export function permitsItem({ input: { permits } }: MonthFacts): Outcome {
  const done = permits.filter(({ doneOn }) => doneOn !== null).length
  return rate(done, permits.length, '月末前没有应办结的★手续')
}

/** 按期销号率 of the problems that the responsible unit leads and did not raise itself: reporting one costs nothing. */
export function problemsItem({ input: { problems } }: MonthFacts): Outcome {
  return rate(problems.filter(closedOnTime).length, problems.length, '本月没有到期的问题')
}

/** Submitted for closing on or before the due date, and confirmed. */
export function closedOnTime({ dueOn, submittedOn }: Pick<ProblemInput, 'dueOn' | 'submittedOn'>): boolean {
  return submittedOn !== null && submittedOn <= dueOn
}

function rate(done: number, due: number, none: string): Outcome {
  return due === 0 ? notApplicable(none) : scored(new Exact(done, due), `${done}/${due}`)
}
