/** A unit's month (rules.md §6, §6a.11, §6a.16): U from its projects' published P's, or by its own rule for 审批要素部门. */
import type { Month } from '../period.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { ProjectMonthInput } from './input.ts'
import type { ProjectMonthResult } from './result.ts'
import type { ApprovalInput, UnitMonthDetail } from './unit-month-detail.ts'

export interface UnitMonthInput {
  readonly month: Month
  readonly unitId: number
  /** 简称 */
  readonly name: string
  /** The months of the projects of which it is the (first) responsible unit, as they are published. */
  readonly projects: readonly { readonly input: ProjectMonthInput; readonly result: ProjectMonthResult }[]
  /** Of a unit of the group 审批要素部门; null for all others. */
  readonly approval: ApprovalInput | null
  /** Problems it leads that are open and overdue at the month's end. */
  readonly overdueProblems: number
}

/** U with its explanation and what the quarter counts; the mode is that of the month's rules. */
export function evaluateUnit(_input: UnitMonthInput, _rules: ScoringRules): UnitMonthDetail {
  throw new Error('follows')
}
