import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../src/domain/calendar-day.ts'
import { explainPlate, explainProject } from '../../../src/domain/evaluation/explain.ts'
import { plateColour, projectMonthInput } from '../../../src/domain/evaluation/input.ts'
import { evaluateProject } from '../../../src/domain/evaluation/project-month.ts'
import { rankQuarter } from '../../../src/domain/evaluation/quarter.ts'
import { projectMonthResult } from '../../../src/domain/evaluation/result.ts'
import { evaluateUnit } from '../../../src/domain/evaluation/unit-month.ts'
import { month, quarter } from '../../../src/domain/period.ts'
import { defaultRules, rulesSchema } from '../../../src/domain/rules.ts'
import { unit } from './unit-detail.ts'

const someDay = fc.integer({ min: -200, max: 60 }).map((n) => addDays(day('2023-09-30'), n))
const maybeDay = fc.option(someDay)
const amount = fc.integer({ min: 0, max: 2_000_000 }).map((n) => `${n}.${String(n % 100).padStart(2, '0')}`)

const someInput = fc
  .record({
    month: fc.constant('2023-09'),
    projectId: fc.integer({ min: 1, max: 1000 }),
    name: fc.constant('示例甲'),
    unitId: fc.constant(1),
    plan: amount,
    yearToDate: amount,
    curve: fc.integer({ min: 0, max: 10_000 }).map((n) => `${n}/10000`),
    start: fc.option(
      fc.record({ kind: fc.constantFrom('start', 'resumption'), plannedOn: maybeDay, verifiedOn: maybeDay }),
    ),
    stopped: fc.boolean(),
    exempt: fc.constant(false),
    disqualified: fc.constant(false),
    milestones: fc.array(
      fc.record({
        id: fc.nat(),
        name: fc.constantFrom('基础', '主体封顶'),
        weight: fc.constantFrom('1', '2.5', '0'),
        dueOn: someDay,
        doneOn: maybeDay,
      }),
      { maxLength: 5 },
    ),
    permits: fc.array(fc.record({ name: fc.constant('施工许可证'), plannedOn: someDay, doneOn: maybeDay }), {
      maxLength: 4,
    }),
    problems: fc.array(
      fc.record({ id: fc.nat(), dueOn: someDay, submittedOn: maybeDay, level: fc.integer({ min: 1, max: 5 }) }),
      { maxLength: 4 },
    ),
    reports: fc.array(
      fc.record({ period: fc.constant('2023-09-1'), onTime: fc.option(fc.boolean()), returned: fc.boolean() }),
      { maxLength: 3 },
    ),
    inspection: fc.option(fc.record({ reported: amount, verified: amount })),
    completion: fc.option(fc.record({ plannedOn: maybeDay, doneOn: someDay })),
    escalatedClosed: fc.nat(3),
    plates: fc.array(
      fc.record({
        month: fc.constantFrom('2023-06', '2023-07', '2023-08'),
        colour: fc.constantFrom(...plateColour.options),
      }),
      { maxLength: 3 },
    ),
  })
  .map((input) => projectMonthInput.parse(input))

describe('a project’s month, whatever the input', () => {
  it('has P in [0, 105] with two decimals, or says why it has none', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { score, unscored } = evaluateProject(input, defaultRules)
        if (score === null) return expect(unscored).not.toBe('')
        expect(score).toMatch(/^\d+\.\d{2}$/)
        expect(Number(score)).toBeGreaterThanOrEqual(0)
        expect(Number(score)).toBeLessThanOrEqual(105)
      }),
    )
  })

  it('never has a lower P for more investment', () => {
    fc.assert(
      fc.property(someInput, amount, (input, other) => {
        const [less, more] =
          Number(input.yearToDate) < Number(other) ? [input.yearToDate, other] : [other, input.yearToDate]
        const score = (yearToDate: string) => Number(evaluateProject({ ...input, yearToDate }, defaultRules).score ?? 0)
        expect(score(more)).toBeGreaterThanOrEqual(score(less))
      }),
    )
  })

  it('is the same again from its snapshot in JSON, years later', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const result = evaluateProject(input, defaultRules)
        const snapshot = JSON.stringify({ input, rules: defaultRules, result })
        const stored = JSON.parse(snapshot)
        const again = evaluateProject(projectMonthInput.parse(stored.input), rulesSchema.parse(stored.rules))
        expect(again).toEqual(projectMonthResult.parse(stored.result))
      }),
    )
  })

  it('adds up on a pocket calculator: sum ÷ of × 100, then bonus and deductions, is P', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const result = evaluateProject(input, defaultRules)
        const lines = explainProject(result, { name: '示例甲', month: '2023-09', objectionUntil: null })
        expect([...lines, ...explainPlate(result)].every((line) => line !== '')).toBe(true)
        if (result.score === null) return
        const typed = (Number(result.sum) / Number(result.of)) * 100
        const base = Number(/= (\d+\.\d{2})/.exec(lines.find((line) => line.startsWith('合计')) ?? '')?.[1])
        expect(Math.abs(typed - base)).toBeLessThan(0.005_001)
        const adjusted = [...result.bonus, ...result.deductions].reduce((all, { points }) => all + Number(points), base)
        expect(Number(result.score)).toBeCloseTo(Math.min(105, Math.max(0, adjusted)), 6)
      }),
    )
  })

  it('does not depend on the order of milestones, permits, problems, reports or plates', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const turned = {
          ...input,
          permits: input.permits.toReversed(),
          problems: input.problems.toReversed(),
          reports: input.reports.toReversed(),
          milestones: input.milestones.toReversed(),
        }
        const [one, other] = [input, turned].map((of) => evaluateProject(of, defaultRules))
        expect([one?.score, one?.plate?.colour]).toEqual([other?.score, other?.plate?.colour])
      }),
    )
  })
})

const someUnits = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 1, max: 500 }),
      score: fc.constantFrom('80.00', '80.01', '90.00'),
      red: fc.nat(1),
      onTime: fc.nat(2),
      yearToDate: fc.constantFrom('80.00', '100.00', '120.00'),
      overdueProblems: fc.nat(1),
    })
    .map(({ id, score, red, onTime, yearToDate, overdueProblems }) =>
      unit(id, {
        ...{ score, yearToDate, overdueProblems, milestones: { due: 2, onTime } },
        plates: { green: 1, yellow: 0, red, grey: 0 },
      }),
    ),
  { selector: ({ unitId }) => unitId, minLength: 3, maxLength: 12 },
)

describe('the quarter’s ranking, whatever the units', () => {
  const rank = (units: Parameters<typeof rankQuarter>[0]['units']) =>
    rankQuarter({ quarter: quarter('2023-Q3'), units }, defaultRules)

  it('gives equal ranks to equal keys and otherwise 1 to n, each being the strictly better units + 1', () => {
    fc.assert(
      fc.property(someUnits, (units) => {
        const rows = rank(units)
        const keys = rows.map(({ score, keys: of }) => JSON.stringify([score, of]))
        rows.forEach((row, i) => {
          expect(row.rank).toBe(keys.indexOf(keys[i] ?? '') + 1)
        })
        expect(new Set(rows.map(({ unitId }) => unitId)).size).toBe(units.length)
      }),
    )
  })

  it('never depends on the order of units or months', () => {
    fc.assert(
      fc.property(someUnits, (units) => {
        const turned = units.toReversed().map((of) => ({ ...of, months: of.months.toReversed() }))
        expect(rank(turned)).toEqual(rank(units))
      }),
    )
  })

  it('a unit’s month does not depend on the order of its projects', () => {
    fc.assert(
      fc.property(fc.uniqueArray(someInput, { selector: ({ projectId }) => projectId, maxLength: 5 }), (inputs) => {
        const projects = inputs.map((input) => ({ input, result: evaluateProject(input, defaultRules) }))
        const of = { month: month('2023-09'), unitId: 1, name: '东风镇', approval: null, overdueProblems: 0 }
        expect(evaluateUnit({ ...of, projects: projects.toReversed() }, defaultRules)).toEqual(
          evaluateUnit({ ...of, projects }, defaultRules),
        )
      }),
    )
  })
})

describe('what nobody is scored on (rules.md §6, §8)', () => {
  it('praise, media, remarks of leaders and speed of reply are no inputs: these are all there are', () => {
    const { shape } = projectMonthInput
    expect(Object.keys(shape).toSorted()).toEqual(
      [
        ...['completion', 'curve', 'disqualified', 'escalatedClosed', 'exempt', 'inspection', 'milestones', 'month'],
        ...['name', 'permits', 'plan', 'plates', 'problems', 'projectId', 'reports', 'start', 'stopped', 'unitId'],
        'yearToDate',
      ].toSorted(),
    )
    // On time or not, never how early; passed or sent back, never by whom or how fast it was answered.
    expect(Object.keys(shape.reports.element.shape)).toEqual(['period', 'onTime', 'returned'])
    expect(Object.keys(shape.problems.element.shape)).toEqual(['id', 'dueOn', 'submittedOn', 'level'])
  })
})
