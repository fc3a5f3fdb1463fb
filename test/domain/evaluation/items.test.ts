import { describe, expect, it } from 'vitest'
import { evaluateProject } from '../../../src/domain/evaluation/project-month.ts'
import type { ItemKey, ProjectMonthResult } from '../../../src/domain/evaluation/result.ts'
import { defaultRules } from '../../../src/domain/rules.ts'
import { milestone, monthInput, reports, rulesWith } from './month-input.ts'

const judge = (change: Parameters<typeof monthInput>[0], rules = defaultRules) =>
  evaluateProject(monthInput(change), rules)

function item(result: ProjectMonthResult, key: ItemKey) {
  const found = result.items.find((one) => one.key === key)
  return found === undefined ? null : [found.points, found.formula]
}

describe('A 投资进度: 40 × min(1, r)', () => {
  it.each([
    ['39000.00', '34.667', '40 × 3.90 亿 ÷ 4.50 亿'],
    ['38961.50', '34.632', '40 × 38,961.5 万 ÷ 45,000 万'],
    ['45000.00', '40.000', '40 × 4.50 亿 ÷ 4.50 亿'],
    ['50000.00', '40.000', '40 × 1（5.00 亿 ÷ 4.50 亿，超过 1 按 1 计）'],
    ['0.00', '0.000', '40 × 0 万 ÷ 45,000 万'],
  ])('%s 万元 of a target of 4.50 亿元 gives %s', (yearToDate, points, formula) => {
    expect(item(judge({ yearToDate }), 'A')).toEqual([points, formula])
  })

  it('§6a.4 “A is n/a when the annual plan is 0 (then r = 1, g = 0)”', () => {
    const result = judge({ plan: '0.00', yearToDate: '12.00' })
    expect(item(result, 'A')).toEqual([null, '年度计划为 0'])
    expect([result.r, result.g, result.plate?.colour, result.score]).toEqual(['1.000000', '0.00', 'green', '100.00'])
  })

  it('§3 “r = 1 when the target is 0”: a project added in this month’s last 旬 lost nothing yet', () => {
    expect(item(judge({ curve: '0', yearToDate: '0.00' }), 'A')).toEqual(['40.000', '40 × 1（目标为 0，按 1 计）'])
  })

  it('a target that is no finite decimal is shown near enough to be checked', () => {
    // Added in July: (64 − 40) ÷ (100 − 40) = 2/5; and one with thirds.
    expect(item(judge({ plan: '900.00', yearToDate: '100.00', curve: '1/7' }), 'A')).toEqual([
      '31.111',
      '40 × 100 万 ÷ 128.571429 万',
    ])
  })
})

describe('B 节点: on time 1, ≤10 days late 0.6, ≤30 days 0.3, else 0', () => {
  it.each([
    ['2023-09-10', '25.000', '25 × 1（主体封顶 按期）'],
    ['2023-09-11', '15.000', '25 × 0.6（主体封顶 晚 1 天）'],
    ['2023-09-20', '15.000', '25 × 0.6（主体封顶 晚 10 天）'],
    ['2023-09-21', '7.500', '25 × 0.3（主体封顶 晚 11 天）'],
    ['2023-10-10', '7.500', '25 × 0.3（主体封顶 晚 30 天）'],
    ['2023-10-11', '0.000', '25 × 0（主体封顶 晚 31 天）'],
    [null, '0.000', '25 × 0（主体封顶 未完成）'],
  ])('due on the 10th and done on %s gives %s', (doneOn, points, formula) => {
    expect(item(judge({ milestones: [milestone('2023-09-10', doneOn)] }), 'B')).toEqual([points, formula])
  })

  it('§6a.5 “milestones whose due date lies in the month, weighted (default 1)”', () => {
    const two = [milestone('2023-09-10', '2023-09-10', { name: '基础' }), milestone('2023-09-20', null)]
    expect(item(judge({ milestones: two }), 'B')).toEqual(['12.500', '25 × (1 + 0) ÷ 2（基础 按期，主体封顶 未完成）'])
    const [first, second] = two
    const weighed = [
      { ...milestone('2023-09-10', '2023-09-10'), ...first, weight: '3' },
      { ...milestone('2023-09-20', null), ...second },
    ]
    expect(item(judge({ milestones: weighed }), 'B')).toEqual([
      '18.750',
      '25 × (3 × 1 + 1 × 0) ÷ 4（基础 按期，主体封顶 未完成）',
    ])
  })

  it('§6a.5 “a milestone already counted does not count again later”', () => {
    const august = milestone('2023-08-25', '2023-09-02')
    expect(item(judge({ milestones: [august] }), 'B')).toEqual([null, '本月没有到期的节点'])
  })
})

describe('C 开复工', () => {
  const start = (plannedOn: string | null, verifiedOn: string | null, kind: 'start' | 'resumption' = 'start') => ({
    start: { kind, plannedOn, verifiedOn },
  })

  it.each([
    ['on time', start('2023-04-01', '2023-04-01'), ['10.000', '按期开工']],
    ['30 days late', start('2023-04-01', '2023-05-01'), ['5.000', '开工晚 30 天，× 0.5']],
    ['31 days late', start('2023-04-01', '2023-05-02'), ['0.000', '开工晚 31 天，× 0']],
    ['not started', start('2023-09-30', null), ['0.000', '未开工']],
    ['resumed a day late', start('2023-03-15', '2023-03-16', 'resumption'), ['5.000', '复工晚 1 天，× 0.5']],
    ['not due: n/a', start('2023-10-01', null), [null, '未到计划开工的月份']],
    ['none is planned', { start: null }, [null, '没有计划开工或复工']],
    ['§6a.6 “to the year’s end”', start('2022-11-01', '2022-11-01'), [null, '计划开工在上一年']],
    ['stopped', { ...start('2023-04-01', '2023-04-01'), stopped: true }, ['0.000', '停工，没有豁免']],
    ['stopped, nothing planned', { start: null, stopped: true }, ['0.000', '停工，没有豁免']],
    [
      'a winter’s rest before the planned resumption',
      { ...start('2023-10-15', null, 'resumption'), stopped: true },
      [null, '未到计划复工的月份'],
    ],
  ])('%s', (_, change, expected) => {
    expect(item(judge(change), 'C')).toEqual(expected)
  })
})

describe('D 手续, E 问题 and F 数据质量', () => {
  const permit = { name: '施工许可证', plannedOn: '2023-09-15', doneOn: null }
  const problem = { id: 1, dueOn: '2023-09-20', submittedOn: '2023-09-20', level: 1 }

  it('D: done ÷ due of the ★ permits; none due: n/a', () => {
    const permits = [permit, { ...permit, doneOn: '2023-09-28' }]
    expect(item(judge({ permits }), 'D')).toEqual(['5.000', '1/2'])
    expect(item(judge({}), 'D')).toEqual([null, '月末前没有应办结的★手续'])
  })

  it('E: on time = submitted for closing on or before the due date; none due: n/a', () => {
    const problems = [problem, { ...problem, submittedOn: '2023-09-21' }, { ...problem, submittedOn: null }]
    expect(item(judge({ problems }), 'E')).toEqual(['3.333', '1/3'])
    expect(item(judge({}), 'E')).toEqual([null, '本月没有到期的问题'])
  })

  it.each([
    [reports(true, true, true), '5.000', '三旬均按期：2+1+2'],
    [reports(false, false, false), '3.000', '三旬均晚报：0+1+2'],
    [reports(null, null, null), '2.000', '三旬均未报：0+0+2'],
    [reports(true, false, null), '3.333', '三旬中晚报 1、未报 1：0.667+0.667+2'],
    [reports(true), '5.000', '一旬均按期：2+1+2'],
  ])('F = 2 × on time + 1 × never returned + 2: %j', (filed, points, formula) => {
    expect(item(judge({ reports: filed }), 'F')).toEqual([points, formula])
  })

  it('F: a returned report costs its part of the 1; an audit that disagrees the 2', () => {
    const returned = reports(true, true, true).map((report, i) => ({ ...report, returned: i === 0 }))
    expect(item(judge({ reports: returned }), 'F')).toEqual(['4.667', '三旬均按期，退回 1 次：2+0.667+2'])
    const inspection = { reported: '106.00', verified: '100.00' }
    expect(item(judge({ inspection }), 'F')).toEqual(['3.000', '三旬均按期，核查有出入：2+1+0'])
  })

  it('“a district may set F to 0”: it is left out and the rest rescaled', () => {
    const result = judge({ yearToDate: '39000.00' }, rulesWith({ weights: { quality: 0 } }))
    expect(item(result, 'F')).toEqual([null, '本区规则不计这一项'])
    expect([result.sum, result.of, result.score]).toEqual(['34.667', '40', '86.67'])
  })

  it('“Reporting a problem never costs a point”: what the unit raised itself is no input of E', () => {
    expect(judge({ problems: [] }).score).toBe(judge({}).score)
  })
})

describe('P = clamp(base + bonus − deduction, 0, 105)', () => {
  it('§6a.3 “A project whose items are all n/a has no P”', () => {
    const result = judge({ plan: '0.00', reports: [] })
    expect([result.score, result.unscored, result.sum]).toEqual([null, '各项都不适用', null])
  })

  it.each([
    ['2023-09-12', '2023-09-30', '+2.00'],
    ['2023-09-30', '2023-09-30', null],
    ['2023-09-12', null, null],
  ])('投产 on %s, planned for %s: %s', (doneOn, plannedOn, points) => {
    const { bonus } = judge({ completion: { doneOn, plannedOn } })
    expect(bonus.map((one) => one.points)).toEqual(points === null ? [] : [points])
  })

  it('§6a.9 “a 旬 early” is 10 calendar days: nine are not, and four such milestones give 1.5', () => {
    const early = milestone('2023-10-10', '2023-09-30')
    expect(judge({ milestones: [early] }).bonus).toEqual([
      { points: '+0.50', reason: '节点提前 10 天以上 1 个（主体封顶，每个 0.5）' },
    ])
    expect(judge({ milestones: [milestone('2023-10-09', '2023-09-30')] }).bonus).toEqual([])
    expect(judge({ milestones: [early, early, early, early] }).bonus.map(({ points }) => points)).toEqual(['+1.50'])
  })

  it('§6a.9 “110 %: r ≥ 1.10 and no audit disagreement”', () => {
    expect(judge({ yearToDate: '49500.00' }).bonus).toEqual([
      { points: '+1.00', reason: '年度累计达到目标的 110%（4.95 亿 ÷ 4.50 亿 = 110.00%）' },
    ])
    expect(judge({ yearToDate: '49499.99' }).bonus).toEqual([])
    const inspection = { reported: '106.00', verified: '100.00' }
    expect(judge({ yearToDate: '49500.00', inspection }).bonus).toEqual([])
    expect(judge({ plan: '0.00', yearToDate: '10.00' }).bonus).toEqual([])
  })

  it('bonus is at most 5, and the surplus is taken off in its own line', () => {
    const early = milestone('2023-10-20', '2023-09-30')
    const all = judge({
      yearToDate: '60000.00',
      milestones: [early, early, early],
      completion: { doneOn: '2023-09-12', plannedOn: '2023-09-30' },
      escalatedClosed: 2,
    })
    expect(all.bonus.map(({ points }) => points)).toEqual(['+2.00', '+1.50', '+1.00', '+1.00', '-0.50'])
    expect(all.score).toBe('105.00')
  })

  it.each([
    ['104.99', 0, '100.00', false],
    ['105.00', 0, '100.00', false],
    ['105.01', 1, '92.56', false],
    ['110.00', 1, '92.56', false],
    ['95.00', 0, '100.00', false],
    ['94.99', 1, '92.56', false],
    ['110.01', 1, '0.00', true],
    ['89.99', 1, '0.00', true],
  ])(
    '§6a.9 “above 5 % to 10 % inclusive −3; above 10 %: P = 0”: %s reported where 100.00 was verified',
    (reported, deductions, score, zeroed) => {
      const result = judge({ inspection: { reported, verified: '100.00' } })
      expect([result.deductions.length, result.score, result.zeroed]).toEqual([deductions, score, zeroed])
    },
  )

  it('a zero that a person has released costs the deduction only', () => {
    const result = judge({ inspection: { reported: '150.00', verified: '100.00', released: true } })
    expect([result.score, result.zeroed]).toEqual(['92.56', false])
  })

  it('nothing verified of what was reported is as far off as can be', () => {
    expect(judge({ inspection: { reported: '1.00', verified: '0.00' } }).zeroed).toBe(true)
    expect(judge({ inspection: { reported: '0.00', verified: '0.00' } }).zeroed).toBe(false)
  })
})

describe('豁免, 不参评 and the modes', () => {
  it('豁免: 灰, and no P', () => {
    const result = judge({ exempt: true, yearToDate: '0.00' })
    expect([result.plate?.colour, result.score, result.unscored]).toEqual(['grey', null, '豁免期内'])
  })

  it('不参评: neither plate nor P', () => {
    const result = judge({ disqualified: true, exempt: true })
    expect([result.plate, result.score, result.unscored]).toEqual([null, null, '不参评'])
  })

  it('simple: 绿 10 / 黄 6 / 红 2, and 0 after a 核查 above the zero line', () => {
    const rules = rulesWith({ evaluation: { mode: 'simple' } })
    const points = ['45000.00', '39000.00', '27000.00'].map((yearToDate) => judge({ yearToDate }, rules).score)
    expect(points).toEqual(['10.00', '6.00', '2.00'])
    const found = judge({ inspection: { reported: '200.00', verified: '100.00' } }, rules)
    expect([found.score, found.zeroed, found.items]).toEqual(['0.00', true, []])
  })

  it('cards-only: a plate and nothing else', () => {
    const result = judge({}, rulesWith({ evaluation: { mode: 'cards-only' } }))
    expect([result.plate?.colour, result.score, result.unscored]).toEqual(['green', null, '本区只亮牌，不打分'])
  })
})
