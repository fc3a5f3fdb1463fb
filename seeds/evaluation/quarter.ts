/** The ranking of 2023年二季度 from the published U's of April, May and June. */
import { Exact, fixed, NOUGHT } from '../../src/domain/fraction.ts'
import { type Month, quarter } from '../../src/domain/period.ts'
import { groupOf, type UnitName, units } from '../units.ts'
import type { UnitResult } from './months.ts'

export const RANKED = quarter('2023-Q2')
const MONTHS = ['2023-04', '2023-05', '2023-06'] as const

export interface Ranked {
  readonly unit: UnitName
  readonly score: string | null
  /** Null: listed, not ranked. */
  readonly rank: number | null
  readonly months: Readonly<Record<string, string | null>>
}

/** Q is the mean of the months' U; it takes two of them, and three units, to rank a group. */
export function quarterRanks(results: ReadonlyMap<Month, readonly UnitResult[]>): Ranked[] {
  const rows = units.map(({ shortName }) => {
    const months = Object.fromEntries(
      [...results]
        .filter(([of]) => MONTHS.some((known) => known === of))
        .map(([of, all]) => [of, all.find(({ unit }) => unit === shortName)?.score ?? null]),
    )
    const scores = Object.values(months).filter((score) => score !== null)
    const total = scores.reduce((sum, score) => sum.add(new Exact(score)), NOUGHT)
    const score = scores.length < 2 ? null : fixed(total.div(scores.length), 2)
    return { unit: shortName, group: groupOf(shortName), score, months }
  })
  return rows.map(({ unit, group, score, months }) => {
    const rivals = rows.filter((row) => row.group === group && row.score !== null)
    const better = rivals.filter((row) => Number(row.score) > Number(score)).length
    return { unit, score, months, rank: score === null || rivals.length < 3 ? null : better + 1 }
  })
}
