/** A project's month (rules.md §6, §6a): P with its items, bonus and deductions, and the plate. */
import type { ScoringRules } from '../scoring-rules.ts'
import type { ProjectMonthInput } from './input.ts'
import type { ProjectMonthResult } from './result.ts'

/** The month's result by the rules in force on its first day; the same input and rules always give the same result. */
export function evaluateProject(_input: ProjectMonthInput, _rules: ScoringRules): ProjectMonthResult {
  throw new Error('follows')
}
