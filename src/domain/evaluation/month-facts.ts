/** A month's input in the types that the rules compute with: exact numbers, days, and r and g of the month's end. */
import { monthEnd } from '../assessment-calendar.ts'
import type { Day } from '../calendar-day.ts'
import { targetAmount } from '../curve.ts'
import { gapPoints, targetRatio } from '../figures.ts'
import { Exact } from '../fraction.ts'
import { type Money, money } from '../money.ts'
import { type Month, month, monthNumber, yearOf } from '../period.ts'
import type { ProjectMonthInput } from './input.ts'

export interface MonthFacts {
  readonly input: ProjectMonthInput
  readonly month: Month
  readonly end: Day
  readonly plan: Money
  readonly yearToDate: Money
  /** 目标累计 in 万元. */
  readonly target: Exact
  readonly r: Exact
  /** Percentage points behind the target; negative when ahead. */
  readonly g: Exact
}

/** Throws RangeError when the input is not one that `projectMonthInput` takes. */
export function monthFacts(input: ProjectMonthInput): MonthFacts {
  const plan = money(input.plan)
  const yearToDate = money(input.yearToDate)
  const curve = new Exact(input.curve)
  const target = targetAmount(plan, curve)
  const of = month(input.month)
  return {
    input,
    month: of,
    end: monthEnd(of),
    plan,
    yearToDate,
    target,
    r: targetRatio(yearToDate, target),
    g: gapPoints(yearToDate, plan, curve),
  }
}

/** Whether the day lies in the month. */
export function isIn(of: Month, on: string): boolean {
  return on.startsWith(of)
}

/** Months counted through, so that neighbours differ by one. */
export function monthIndex(of: string): number {
  const code = month(of)
  return yearOf(code) * 12 + monthNumber(code)
}

/** What had happened by the month's end: a day after it is as good as none. */
export function byEnd(facts: MonthFacts, on: Day | null): Day | null {
  return on === null || on > facts.end ? null : on
}
