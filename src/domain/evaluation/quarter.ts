/** The quarter's ranking (rules.md §6, §6a.12–16): Q, ranks within groups, 红榜, 鞭策榜, 争先进位奖. */
import type { Quarter } from '../period.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { UnitGroup } from '../unit-group.ts'
import type { QuarterRow } from './quarter-row.ts'
import type { UnitMonthDetail } from './unit-month-detail.ts'

export interface QuarterUnit {
  readonly unitId: number
  readonly name: string
  readonly group: UnitGroup
  /** The published months of the quarter, in any order; months that were not published are left out. */
  readonly months: readonly UnitMonthDetail[]
  /** The published ranking of the quarter before; null: none. */
  readonly last: { readonly group: UnitGroup; readonly rank: number | null; readonly score: string | null } | null
}

export interface QuarterInput {
  readonly quarter: Quarter
  readonly units: readonly QuarterUnit[]
}

/**
 * One row for each unit: by group in the order of every table, the ranked ones in order of rank, then those that are
 * only listed. The rules are those of the quarter's last month.
 */
export function rankQuarter(_input: QuarterInput, _rules: ScoringRules): QuarterRow[] {
  throw new Error('follows')
}
