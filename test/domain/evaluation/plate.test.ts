import { describe, expect, it } from 'vitest'
import { evaluateProject } from '../../../src/domain/evaluation/project-month.ts'
import { defaultRules } from '../../../src/domain/rules.ts'
import { milestone, monthInput } from './month-input.ts'

const plate = (change: Parameters<typeof monthInput>[0]) => evaluateProject(monthInput(change), defaultRules).plate
const colour = (change: Parameters<typeof monthInput>[0]) => plate(change)?.colour
const behind = { yearToDate: '39000.00' }

describe('黄: r < 0.90 and g ≥ 3', () => {
  it('r exactly 0.90 is 绿', () => {
    expect(colour({ yearToDate: '40500.00' })).toBe('green')
    expect(colour({ yearToDate: '40499.99' })).toBe('yellow')
  })

  it('g exactly 3 is 黄, a hair less is 绿', () => {
    // A target of 20 %: r = 0.85 in both.
    expect(colour({ plan: '10000.00', curve: '1/5', yearToDate: '1700.00' })).toBe('yellow')
    expect(colour({ plan: '10000.00', curve: '1/5', yearToDate: '1700.01' })).toBe('green')
  })

  it('both have to hold: early in the year a low r alone says little', () => {
    expect(colour({ curve: '1/100', yearToDate: '0.00' })).toBe('green')
  })

  it('says so with the numbers', () => {
    expect(plate(behind)).toEqual({
      colour: 'yellow',
      reasons: ['年度累计 3.90 亿元，目标 4.50 亿元，为目标的 86.67%，欠 10.00 个百分点'],
    })
  })
})

describe('红: r < 0.70 and g ≥ 10', () => {
  it.each([
    ['31499.99', 'red'],
    ['31500.00', 'yellow'],
  ])('%s of 45,000 万元: %s', (yearToDate, expected) => {
    expect(colour({ yearToDate })).toBe(expected)
  })

  it('g exactly 10 is 红', () => {
    expect(colour({ plan: '10000.00', curve: '3/10', yearToDate: '2000.00' })).toBe('red')
    expect(colour({ plan: '10000.00', curve: '3/10', yearToDate: '2000.01' })).toBe('yellow')
  })

  it('needs no gap without a plan', () => {
    expect(colour({ plan: '0.00', yearToDate: '0.00' })).toBe('green')
  })
})

describe('应开未开, 应复未复', () => {
  const start = (plannedOn: string, verifiedOn: string | null, kind: 'start' | 'resumption' = 'start') => ({
    start: { kind, plannedOn, verifiedOn },
  })

  it('a planned day that is over without a verified start is 黄', () => {
    expect(plate(start('2023-09-30', null))).toEqual({ colour: 'yellow', reasons: ['计划 9月30日开工，月末未开工'] })
    expect(colour(start('2023-10-01', null))).toBe('green')
    expect(colour(start('2023-09-15', '2023-09-29'))).toBe('green')
    expect(plate(start('2023-09-15', null, 'resumption'))?.reasons).toEqual(['计划 9月15日复工，月末未复工'])
  })

  it('§6a.10 “plates look at month end”: a start in the days before the lock came too late', () => {
    expect(colour(start('2023-09-15', '2023-10-03'))).toBe('yellow')
  })

  it('§6a.10 “at three month ends in a row, the first being that of the planned month”: 红', () => {
    expect(colour(start('2023-08-01', null))).toBe('yellow')
    expect(plate(start('2023-07-31', null))).toEqual({
      colour: 'red',
      reasons: ['计划 7月31日开工，月末未开工，已连续 3 个月末应开未开'],
    })
  })

  it('§6a.10 “Grey months are skipped when counting months in a row”', () => {
    const plates = [
      { month: '2023-07', colour: 'yellow' as const },
      { month: '2023-08', colour: 'grey' as const },
    ]
    expect(colour({ ...start('2023-07-31', null), plates })).toBe('yellow')
  })
})

describe('a milestone > 10 days late', () => {
  it.each([
    ['due 10 days before the month’s end', milestone('2023-09-20', null), 'green'],
    ['due 11 days before it', milestone('2023-09-19', null), 'yellow'],
    ['done this month 10 days late', milestone('2023-08-30', '2023-09-09'), 'green'],
    ['done this month 11 days late', milestone('2023-08-30', '2023-09-10'), 'yellow'],
    ['done last month 11 days late', milestone('2023-08-10', '2023-08-21'), 'green'],
    ['done after the month’s end', milestone('2023-09-15', '2023-10-02'), 'yellow'],
  ])('%s: %s', (_, due, expected) => {
    expect(colour({ milestones: [due] })).toBe(expected)
  })
})

describe('a third month not 绿 after two 黄', () => {
  const past = (...colours: readonly ('green' | 'yellow' | 'red' | 'grey')[]) => ({
    plates: colours.map((one, i) => ({ month: `2023-0${9 - colours.length + i}`, colour: one })),
  })

  it.each([
    [['yellow', 'yellow'], 'red'],
    [['yellow'], 'yellow'],
    [['yellow', 'green', 'yellow'], 'yellow'],
    [['yellow', 'yellow', 'green'], 'yellow'],
    [['yellow', 'grey', 'yellow'], 'red'],
    [['yellow', 'yellow', 'grey'], 'red'],
    [['yellow', 'yellow', 'red'], 'red'],
    [['yellow', 'red'], 'yellow'],
    [['grey', 'grey'], 'yellow'],
  ] as const)('after %j one that would be 黄 is %s', (before, expected) => {
    expect(colour({ ...behind, ...past(...before) })).toBe(expected)
  })

  it('a month that is 绿 stays 绿 whatever came before', () => {
    expect(colour(past('yellow', 'yellow'))).toBe('green')
  })

  it('a month without a plate ends the run', () => {
    const plates = [
      { month: '2023-06', colour: 'yellow' as const },
      { month: '2023-07', colour: 'yellow' as const },
    ]
    expect(colour({ ...behind, plates })).toBe('yellow')
  })

  it('says which month it is', () => {
    expect(plate({ ...behind, ...past('yellow', 'grey', 'yellow') })?.reasons[0]).toBe(
      '连续第 3 个月未达绿牌，此前已有 2 次黄牌',
    )
  })
})
