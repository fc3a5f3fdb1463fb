import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CurveInput, targetAmount, targetCurve } from '../../src/domain/curve.ts'
import { Exact, fixed, percentText } from '../../src/domain/fraction.ts'
import { money } from '../../src/domain/money.ts'
import { month, quarter, tenDay, tenDaysOfYear } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'

const standard: CurveInput = {
  plan: money('30000'),
  addedMonth: month('2023-01'),
  own: [],
  unit: [],
  monthEnd: defaultRules.curve.monthEnd,
}
const at = (code: string, input: Partial<CurveInput> = {}) =>
  percentText(targetCurve({ ...standard, ...input }, tenDay(code)))

describe('the target curve', () => {
  it.each([
    ['2023-01-1', '0.33'],
    ['2023-01-3', '1.00'],
    ['2023-08-3', '64.00'],
    ['2023-09-1', '67.67'],
    ['2023-09-2', '71.33'],
    ['2023-09-3', '75.00'],
    ['2023-12-3', '100.00'],
  ])('of the district stands at the end of %s at %s%%', (code, percent) => {
    expect(at(code)).toBe(percent)
  })

  it('starts anew for a project added during the year', () => {
    const added = { addedMonth: month('2023-07') }
    expect(at('2023-06-3', added)).toBe('0.00')
    // (52 − 40) ÷ (100 − 40)
    expect(at('2023-07-3', added)).toBe('20.00')
    expect(at('2023-07-1', added)).toBe('6.67')
    expect(at('2023-12-3', added)).toBe('100.00')
  })

  it('runs the whole year for a project of an earlier year, and not at all for one of a later year', () => {
    expect(at('2023-08-3', { addedMonth: month('2022-07') })).toBe('64.00')
    expect(at('2023-12-3', { addedMonth: month('2024-01') })).toBe('0.00')
  })

  it('is the project’s own where it has approved targets, by months or by 旬', () => {
    const own = [
      { period: month('2023-06'), cumulative: money('9000') },
      { period: tenDay('2023-09-1'), cumulative: money('18000') },
    ]
    expect(at('2023-06-3', { own })).toBe('30.00')
    expect(at('2023-09-1', { own })).toBe('60.00')
    // Seven 旬 lie between them; one seventh of the step each.
    expect(at('2023-07-1', { own })).toBe('34.29')
    expect(at('2023-12-3', { own })).toBe('100.00')
    expect(at('2023-03-3', { own })).toBe('15.00')
  })

  it('is the project’s own from the month in which it was added', () => {
    const own = [{ period: month('2023-09'), cumulative: money('15000') }]
    expect(at('2023-06-3', { own, addedMonth: month('2023-07') })).toBe('0.00')
    expect(at('2023-07-3', { own, addedMonth: month('2023-07') })).toBe('16.67')
  })

  it('is the unit’s quarterly target where there is one, the district’s quarter ends where it left one out', () => {
    const unit = [{ quarter: quarter('2023-Q3'), percent: 80 }]
    expect(at('2023-06-3', { unit })).toBe('40.00')
    expect(at('2023-09-3', { unit })).toBe('80.00')
    expect(at('2023-07-3', { unit })).toBe('53.33')
    expect(at('2023-12-3', { unit })).toBe('100.00')
  })

  it('leaves targets of other years, and amounts without a plan, out of account', () => {
    const other = {
      own: [{ period: month('2022-06'), cumulative: money('9000') }],
      unit: [{ quarter: quarter('2022-Q3'), percent: 80 }],
    }
    expect(at('2023-08-3', other)).toBe('64.00')
    const without = { plan: money('0'), own: [{ period: month('2023-06'), cumulative: money('9000') }] }
    expect(at('2023-08-3', without)).toBe('64.00')
  })

  it('asks for everything at once of a project added when the whole plan was due', () => {
    const monthEnd = [0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 100, 100]
    expect(at('2023-12-1', { monthEnd, addedMonth: month('2023-12') })).toBe('100.00')
  })

  it('times the plan is the target, exact', () => {
    expect(fixed(targetAmount(money('30000'), new Exact(203n, 300n)), 2)).toBe('20300.00')
  })

  it('never falls and ends at the whole plan, whatever the district sets', () => {
    const monthEnds = fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 11, maxLength: 11 })
      .map((points) => [...points.sort((a, b) => a - b), 100])
    const addedMonths = fc.integer({ min: 1, max: 12 }).map((n) => month(`2023-${String(n).padStart(2, '0')}`))
    fc.assert(
      fc.property(monthEnds, addedMonths, (monthEnd, addedMonth) => {
        const curve = tenDaysOfYear(2023).map((period) => targetCurve({ ...standard, monthEnd, addedMonth }, period))
        for (const [i, point] of curve.entries()) expect(point.gte(curve[i - 1] ?? 0n)).toBe(true)
        expect(curve.at(-1)?.equals(1n)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
