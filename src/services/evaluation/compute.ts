/** A month's results, computed and not stored: gathering and the pure rules together. */
import type { ProjectMonthInput } from '../../domain/evaluation/input.ts'
import { evaluateProject } from '../../domain/evaluation/project-month.ts'
import type { ProjectMonthResult } from '../../domain/evaluation/result.ts'
import { evaluateUnit } from '../../domain/evaluation/unit-month.ts'
import type { UnitMonthDetail } from '../../domain/evaluation/unit-month-detail.ts'
import type { Rules } from '../../domain/rules.ts'
import type { Acting } from '../acting.ts'
import { rulesOfMonth } from '../district-rules.ts'
import type { CutOff } from './cut-off.ts'
import { gatherMonth } from './gather.ts'
import { gatherUnits } from './gather-units.ts'
import { grouped } from './grouped.ts'

export interface ProjectMonth {
  readonly input: ProjectMonthInput
  readonly result: ProjectMonthResult
}

export interface UnitMonthRow {
  readonly unitId: number
  readonly name: string
  readonly detail: UnitMonthDetail
}

export interface MonthResults {
  readonly cutOff: CutOff
  /** In force on the month's first day. */
  readonly rules: Rules
  readonly projects: readonly ProjectMonth[]
  readonly units: readonly UnitMonthRow[]
}

/** Every project of the assessment and every unit; the same data give the same results. */
export async function computeMonth({ tx, district }: Acting, cutOff: CutOff): Promise<MonthResults> {
  const rules = await rulesOfMonth(tx, district.id, cutOff.month)
  const inputs = await gatherMonth(tx, district.id, cutOff, rules)
  const projects = inputs.map((input) => ({ input, result: evaluateProject(input, rules) }))
  const byUnit = grouped(projects, ({ input }) => input.unitId)
  const facts = await gatherUnits(tx, district.id, cutOff)
  const units = facts.map(({ id, name, approval, overdueProblems }) => ({
    unitId: id,
    name,
    detail: evaluateUnit(
      {
        month: cutOff.month,
        unitId: id,
        name,
        projects: byUnit.get(id) ?? [],
        approval,
        overdueProblems,
      },
      rules,
    ),
  }))
  return { cutOff, rules, projects, units }
}
