/**
 * The target curve (rules.md §3): what share of its annual plan a project should have done by the end of a 旬.
 * The project's own approved points come first, then its unit's quarterly targets, then the district's default.
 */
import { Exact, exact, NOUGHT, ONE, ratio, share } from './fraction.ts'
import type { Money } from './money.ts'
import { type Month, monthNumber, partOf, type Quarter, type TenDay, yearOf } from './period.ts'

/** An approved cumulative target of the project, at the end of a month or of a 旬. */
export interface OwnTarget {
  readonly period: Month | TenDay
  readonly cumulative: Money
}

/** A unit's target: cumulative per cent of the annual plan at the quarter's end. */
export interface QuarterTarget {
  readonly quarter: Quarter
  readonly percent: number
}

export interface CurveInput {
  /** The annual plan of the period's year. */
  readonly plan: Money
  /** The month from which the project counts. */
  readonly addedMonth: Month
  readonly own: readonly OwnTarget[]
  readonly unit: readonly QuarterTarget[]
  /** The district's default: cumulative per cent at the twelve month ends (`rules.curve.monthEnd`). */
  readonly monthEnd: readonly number[]
}

/** A place on a curve: so many 旬 into the year (0–36), the share reached there. */
interface Point {
  readonly at: number
  readonly share: Exact
}

/** The share of the annual plan (0–1) that is the target at the end of the 旬; 0 before the project was added. */
export function targetCurve(input: CurveInput, period: TenDay): Exact {
  const year = yearOf(period)
  const at = tenDaysInto(period)
  const start = startOf(input.addedMonth, year)
  if (at <= start) return NOUGHT
  const own = ownPoints(input, year, start)
  if (own.length > 0) return between([{ at: start, share: NOUGHT }, ...own, { at: 36, share: ONE }], at)
  const whole = unitPoints(input, year) ?? monthPoints(input.monthEnd)
  const before = between(whole, start)
  const left = ONE.sub(before)
  return left.equals(NOUGHT) ? ONE : between(whole, at).sub(before).div(left)
}

/** 目标累计 in 万元, not rounded: annual plan × curve. */
export function targetAmount(plan: Money, curve: Exact): Exact {
  return exact(plan).mul(curve)
}

/** The 旬 of the year after which the project's curve starts: 0 for one that was there in January. */
function startOf(added: Month, year: number): number {
  if (yearOf(added) < year) return 0
  return yearOf(added) > year ? 36 : (monthNumber(added) - 1) * 3
}

/** Amounts are shares of the plan; without a plan they say nothing. */
function ownPoints(input: CurveInput, year: number, start: number): Point[] {
  const points: Point[] = []
  for (const { period, cumulative } of input.own) {
    const at = tenDaysInto(period)
    const part = ratio(cumulative, input.plan)
    if (yearOf(period) === year && at > start && part) points.push({ at, share: part })
  }
  return points.sort((a, b) => a.at - b.at)
}

/** Quarter ends that the unit left out are the district's. Null when the unit set none. */
function unitPoints(input: CurveInput, year: number): Point[] | null {
  const targets = input.unit.filter((target) => yearOf(target.quarter) === year)
  if (targets.length === 0) return null
  const points: Point[] = [{ at: 0, share: NOUGHT }]
  for (const number of [1, 2, 3, 4]) {
    const target = targets.find(({ quarter }) => quarter.endsWith(`Q${number}`))
    points.push({ at: number * 9, share: share(target?.percent ?? input.monthEnd[number * 3 - 1] ?? 100) })
  }
  return points
}

function monthPoints(monthEnd: readonly number[]): Point[] {
  return [{ at: 0, share: NOUGHT }, ...monthEnd.map((percent, i) => ({ at: (i + 1) * 3, share: share(percent) }))]
}

function tenDaysInto(period: Month | TenDay): number {
  const months = (monthNumber(period) - 1) * 3
  return isTenDayCode(period) ? months + partOf(period) : months + 3
}

function isTenDayCode(period: Month | TenDay): period is TenDay {
  return period.length === '2023-09-1'.length
}

/** Each 旬 between two points takes an equal part of the step. Points are in order; the first lies at or before `at`. */
function between(points: readonly Point[], at: number): Exact {
  let last = points[0] ?? { at: 0, share: NOUGHT }
  for (const point of points) {
    if (point.at >= at) {
      if (point.at === last.at) return point.share
      const step = point.share.sub(last.share).mul(new Exact(at - last.at, point.at - last.at))
      return last.share.add(step)
    }
    last = point
  }
  return last.share
}
