/** How long a month's evaluation and a quarter's ranking take for a district far larger than any, and how they grow. */
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { type ProjectMonthInput, projectMonthInput } from '../../src/domain/evaluation/input.ts'
import { evaluateProject } from '../../src/domain/evaluation/project-month.ts'
import { rankQuarter } from '../../src/domain/evaluation/quarter.ts'
import { evaluateUnit, type UnitProject } from '../../src/domain/evaluation/unit-month.ts'
import type { UnitMonthDetail } from '../../src/domain/evaluation/unit-month-detail.ts'
import { month, monthsOfQuarter, quarter } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import type { Measure } from './measure.ts'

const QUARTER = quarter('2023-Q3')
const MONTH = month('2023-09')
/** Ten thousand projects in three hundred units. */
const PROJECTS = 10_000
const PROJECTS_A_UNIT = PROJECTS / 300

interface World {
  readonly inputs: readonly ProjectMonthInput[]
  readonly units: number
}

export function measureAssessment(): Record<string, Measure> {
  const [small, middle, large] = [PROJECTS / 10, PROJECTS, PROJECTS * 10].map(measured)
  const growth = (of: 'month' | 'quarter') => (large?.[of] ?? 0) / (small?.[of] ?? 1)
  const unit = 'ms of the processor'
  const versus = 'the time of 1,000 projects for 100,000 (linear: 100)'
  return {
    'evaluate-month': { value: middle?.month ?? 0, unit, ratio: growth('month'), versus },
    'rank-quarter': { value: middle?.quarter ?? 0, unit, ratio: growth('quarter'), versus },
  }
}

function measured(projects: number): { readonly month: number; readonly quarter: number } {
  const world = worldOf(projects)
  // What is over in a moment is measured often; a long run needs no second one to be trusted.
  const rounds = projects > PROJECTS ? 1 : projects < PROJECTS ? 10 : 3
  const month = best(rounds, () => evaluate(world))
  return { month: month.ms, quarter: best(rounds + 2, () => rank(month.result)).ms }
}

/** The least processor time of some rounds, so that a busy machine does not change the verdict; and a round's result. */
function best<T>(rounds: number, work: () => T): { readonly ms: number; readonly result: T } {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  return { ms: rounds === 1 ? ms : Math.min(ms, best(rounds - 1, work).ms), result }
}

/** Every project's month, then every unit's. */
function evaluate({ inputs, units }: World): UnitMonthDetail[] {
  const own = Array.from({ length: units }, (): UnitProject[] => [])
  for (const input of inputs) own[input.unitId ?? 0]?.push({ input, result: evaluateProject(input, defaultRules) })
  return own.map((projects, unitId) => {
    const of = { month: MONTH, unitId, name: `示例${unitId}镇`, approval: null, overdueProblems: unitId % 3 }
    return evaluateUnit({ ...of, projects }, defaultRules)
  })
}

/** The same month three times over. */
function rank(details: readonly UnitMonthDetail[]): unknown {
  const units = details.map((detail, unitId) => ({
    ...{ unitId, name: `示例${unitId}镇`, group: 'TOWN' as const },
    months: monthsOfQuarter(QUARTER).map((month) => ({ ...detail, month })),
    last: { group: 'TOWN' as const, rank: unitId + 1, score: '80.00' },
  }))
  return rankQuarter({ quarter: QUARTER, units }, defaultRules)
}

/** A thousand different projects, over and over. */
function worldOf(projects: number): World {
  const units = Math.round(projects / PROJECTS_A_UNIT)
  const shapes = Array.from({ length: Math.min(projects, 1_000) }, (_, i) => inputOf(i))
  const repeats = Math.ceil(projects / shapes.length)
  const inputs = Array.from({ length: repeats }, (_, turn) =>
    shapes.map((shape, i) => {
      const projectId = turn * shapes.length + i
      return { ...shape, projectId, unitId: projectId % units }
    }),
  )
  return { units, inputs: inputs.flat() }
}

/** Projects of every size, with all that is looked at; the same every time. */
function inputOf(i: number): ProjectMonthInput {
  const plan = 2_000 + ((i * 7_919) % 150_000)
  const due = (n: number) => addDays(day('2023-09-01'), (i * 13 + n * 11) % 28)
  return projectMonthInput.parse({
    ...{ month: MONTH, projectId: i, name: `示例${i}`, unitId: 0, plan: `${plan}.00` },
    yearToDate: `${Math.floor((plan * (40 + ((i * 31) % 40))) / 100)}.${10 + (i % 90)}`,
    curve: '3/4',
    start: { kind: 'start', plannedOn: '2023-03-15', verifiedOn: addDays(day('2023-03-10'), i % 50) },
    ...{ stopped: false, exempt: i % 97 === 0, disqualified: false },
    milestones: [0, 1, 2].map((n) => ({
      ...{ id: n, name: `节点${n}`, weight: n === 2 ? '1.5' : '1', dueOn: due(n) },
      doneOn: (i + n) % 5 === 0 ? null : addDays(due(n), (i % 40) - 12),
    })),
    permits: [0, 1, 2].map((n) => ({ name: `手续${n}`, plannedOn: due(n), doneOn: (i + n) % 4 === 0 ? null : due(n) })),
    problems: [0, 1].map((n) => ({ id: n, dueOn: due(n), submittedOn: (i + n) % 3 === 0 ? null : due(n), level: 1 })),
    reports: [1, 2, 3].map((n) => ({
      period: `${MONTH}-${n}`,
      onTime: (i + n) % 9 !== 0,
      returned: (i + n) % 11 === 0,
    })),
    inspection: i % 50 === 0 ? { reported: '105.50', verified: '100.00' } : null,
    completion: null,
    escalatedClosed: i % 20 === 0 ? 1 : 0,
    plates: [
      { month: '2023-07', colour: 'yellow' },
      { month: '2023-08', colour: i % 2 === 0 ? 'yellow' : 'green' },
    ],
  })
}
