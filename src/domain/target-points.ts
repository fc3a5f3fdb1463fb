/** 目标 as dated rows: which of them are in force, and whether they rise over the year (rules.md §3). */
import type { Money } from './money.ts'
import { month, parseTenDay, type TenDay, tenDay } from './period.ts'

/** The 旬 at whose end a target stands: a month's target is that of its 下旬. Throws RangeError for another code. */
export function targetSpot(code: string): TenDay {
  return parseTenDay(code) ?? tenDay(`${month(code)}-3`)
}

/** The newest row of each spot, in the order of the year. Rows come in the order in which they were made. */
export function targetsInForce<R extends { readonly period: string }>(rows: readonly R[]): R[] {
  const newest = new Map(rows.map((row) => [targetSpot(row.period), row]))
  return [...newest].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row)
}

export interface Rise {
  readonly period: string
  readonly cumulative: Money
}

/** The first two neighbours of which the later one is smaller; null when the targets never fall within a year. */
export function firstFall(points: readonly Rise[]): { readonly before: Rise; readonly after: Rise } | null {
  for (const [i, after] of points.entries()) {
    const before = points[i - 1]
    const sameYear = before !== undefined && before.period.slice(0, 4) === after.period.slice(0, 4)
    if (sameYear && after.cumulative < before.cumulative) return { before, after }
  }
  return null
}
