/** The months that the demonstration has published, April to August, and the quarter's ranking, by the program's own rules. */
import type { ProjectMonthInput } from '../../src/domain/evaluation/input.ts'
import { evaluateProject } from '../../src/domain/evaluation/project-month.ts'
import { rankQuarter } from '../../src/domain/evaluation/quarter.ts'
import type { QuarterRow } from '../../src/domain/evaluation/quarter-row.ts'
import type { ProjectMonthResult } from '../../src/domain/evaluation/result.ts'
import { evaluateUnit } from '../../src/domain/evaluation/unit-month.ts'
import type { UnitMonthDetail } from '../../src/domain/evaluation/unit-month-detail.ts'
import { type Month, month, quarter, tenDay } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { isListed } from '../figures.ts'
import type { ProjectHistory } from '../history.ts'
import { groupOf, units } from '../units.ts'
import { approvalOf, type Ids, overdueProblems, type PastPlate, projectInput } from './inputs.ts'

const EVALUATED: readonly Month[] = ['2023-04', '2023-05', '2023-06', '2023-07', '2023-08'].map(month)
export const RANKED = quarter('2023-Q2')

export interface ProjectMonth {
  readonly input: ProjectMonthInput
  readonly result: ProjectMonthResult
}

export interface UnitResult {
  readonly unitId: number
  readonly detail: UnitMonthDetail
}

/** The evaluation of every listed project, month by month. */
export function projectMonths(
  histories: readonly ProjectHistory[],
  ids: Ids,
): ReadonlyMap<Month, readonly ProjectMonth[]> {
  const plates = new Map<number, readonly PastPlate[]>()
  return new Map(
    EVALUATED.map((of) => {
      const listed = histories.filter(({ project }) => isListed(project, tenDay(`${of}-3`)))
      return [of, listed.map((history) => projectMonth(history, of, plates, ids))]
    }),
  )
}

/** @param plates those of the earlier months by project number; this month's is added here */
function projectMonth(history: ProjectHistory, of: Month, plates: Map<number, readonly PastPlate[]>, ids: Ids) {
  const { number } = history.project
  const before = plates.get(number) ?? []
  const input = projectInput(history, of, before, ids)
  const result = evaluateProject(input, defaultRules)
  if (result.plate !== null) plates.set(number, [...before, { month: of, colour: result.plate.colour }])
  return { input, result }
}

/** U of every unit. */
export function unitResults(of: Month, results: readonly ProjectMonth[], ids: Ids): UnitResult[] {
  return units.map(({ shortName }) => {
    const unitId = ids.unit(shortName)
    const input = {
      ...{ month: of, unitId, name: shortName },
      projects: results.filter((result) => result.input.unitId === unitId),
      approval: groupOf(shortName) === 'APPROVAL' ? approvalOf(shortName, of, ids) : null,
      overdueProblems: overdueProblems(shortName, of),
    }
    return { unitId, detail: evaluateUnit(input, defaultRules) }
  })
}

/** The ranking of 2023年二季度; there was none before it. */
export function quarterRanks(results: ReadonlyMap<Month, readonly UnitResult[]>, ids: Ids): QuarterRow[] {
  const all = [...results.values()].flat()
  const ranked = units.map(({ shortName }) => {
    const unitId = ids.unit(shortName)
    const months = all.filter((result) => result.unitId === unitId).map(({ detail }) => detail)
    return { unitId, name: shortName, group: groupOf(shortName), months, last: null }
  })
  return rankQuarter({ quarter: RANKED, units: ranked }, defaultRules)
}
