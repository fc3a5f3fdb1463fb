import { describe, expect, it } from 'vitest'
import { evaluateProject } from '../../../src/domain/evaluation/project-month.ts'
import { evaluateUnit } from '../../../src/domain/evaluation/unit-month.ts'
import { approvalInput } from '../../../src/domain/evaluation/unit-month-detail.ts'
import { month } from '../../../src/domain/period.ts'
import { defaultRules } from '../../../src/domain/rules.ts'
import { milestone, monthInput, rulesWith } from './month-input.ts'

type Change = Parameters<typeof monthInput>[0]

function judge(projects: readonly Change[], rules = defaultRules, more: { overdueProblems?: number } = {}) {
  const judged = projects.map((change, i) => {
    const input = monthInput({ projectId: i + 1, name: `示例${i + 1}`, ...change })
    return { input, result: evaluateProject(input, rules) }
  })
  const unit = { month: month('2023-09'), unitId: 1, name: '东风镇', approval: null, overdueProblems: 0, ...more }
  return evaluateUnit({ ...unit, projects: judged }, rules)
}

function approval(permits: readonly (string | null)[], problems: readonly (string | null)[], rules = defaultRules) {
  const input = approvalInput.parse({
    permits: permits.map((doneOn) => ({ name: '施工许可证', promisedOn: '2023-09-15', doneOn })),
    problems: problems.map((submittedOn, id) => ({ id, dueOn: '2023-09-20', submittedOn, level: 1 })),
  })
  const unit = { month: month('2023-09'), unitId: 1, name: '区审批局', projects: [], overdueProblems: 0 }
  return evaluateUnit({ ...unit, approval: input }, rules)
}

describe('U = Σ(P·w) ÷ Σw', () => {
  it.each([
    ['100000.00', '2'],
    ['99999.99', '1.6'],
    ['50000.00', '1.6'],
    ['49999.99', '1.3'],
    ['10000.00', '1.3'],
    ['9999.99', '1'],
    ['0.00', '1'],
  ])('w by annual plan: ≥ 10 亿 2.0, ≥ 5 亿 1.6, ≥ 1 亿 1.3, below 1.0: %s 万元 weighs %s', (plan, weight) => {
    expect(judge([{ plan }]).projects[0]?.weight).toBe(weight)
  })

  it('§6a.11 “r = Σ年度累计 ÷ Σ目标累计 over its projects in the assessment”', () => {
    const unit = judge([
      { plan: '1000.00', yearToDate: '600.00' },
      { plan: '3000.00', yearToDate: '2400.00' },
      { plan: '9000.00', yearToDate: '0.00', exempt: true },
      { plan: '9000.00', yearToDate: '0.00', disqualified: true },
    ])
    expect([unit.yearToDate, unit.target, unit.r]).toEqual(['3000.00', '3000', '1.000000'])
    expect(unit.projects.map(({ projectId }) => projectId)).toEqual([1, 2])
    expect(unit.plates).toEqual({ green: 1, yellow: 1, red: 0, grey: 1 })
  })

  it('a unit with all projects exempt has no U, r 1 and grey plates only', () => {
    const unit = judge([{ exempt: true }, { exempt: true, yearToDate: '0.00' }])
    expect([unit.score, unit.unscored, unit.r, unit.plates.grey]).toEqual([null, '本月没有打分的项目', '1.000000', 2])
    expect(unit.lines).toEqual(['东风镇 2023年9月 没有得分：本月没有打分的项目'])
  })

  it('a project with P = 0 for 核查偏差 stays in U', () => {
    const found = { inspection: { reported: '200.00', verified: '100.00' } }
    const unit = judge([{}, found])
    expect([unit.score, unit.zeroed]).toEqual(['50.00', true])
  })

  it('counts the milestones due in the month, and those on time', () => {
    const milestones = [
      milestone('2023-09-10', '2023-09-10'),
      milestone('2023-09-20', null),
      milestone('2023-08-20', null),
    ]
    expect(judge([{ milestones }, { milestones, exempt: true }]).milestones).toEqual({ due: 2, onTime: 1 })
  })

  it('a project added in July starts its curve there: (64 − 40) ÷ (100 − 40) of its plan by August', () => {
    const unit = judge([{ plan: '1000.00', yearToDate: '400.00', curve: '2/5' }])
    expect([unit.score, unit.r]).toEqual(['100.00', '1.000000'])
  })
})

describe('审批要素部门: U = 50 × 手续按期率 + 50 × 按期销号率', () => {
  it('both halves', () => {
    const unit = approval(['2023-09-15', '2023-09-16', null, '2023-09-01'], ['2023-09-20', null])
    expect(unit.score).toBe('50.00')
    expect(unit.lines).toEqual([
      '区审批局 2023年9月 得分 50.00',
      '手续按期率 25.000/50 = 50 × 2 ÷ 4',
      '按期销号率 25.000/50 = 50 × 1 ÷ 2',
      '合计 50.000 ÷ 100 × 100 = 50.00',
    ])
  })

  it('“what is n/a is left out and the rest rescaled”', () => {
    expect(approval(['2023-09-15', null, null], []).score).toBe('33.33')
    expect(approval([], ['2023-09-20']).score).toBe('100.00')
    expect(approval([], []).score).toBeNull()
  })
})

describe('the other modes', () => {
  it('simple: the unit’s mean of its plates’ points, each project alike, grey left out (§6a.16)', () => {
    const rules = rulesWith({ evaluation: { mode: 'simple' } })
    const unit = judge(
      [{ plan: '200000.00', yearToDate: '150000.00' }, { yearToDate: '39000.00' }, { exempt: true }],
      rules,
    )
    expect([unit.score, unit.projects.map(({ weight }) => weight)]).toEqual(['8.00', ['1', '1']])
  })

  it('cards-only: no U', () => {
    const rules = rulesWith({ evaluation: { mode: 'cards-only' } })
    expect([judge([{}], rules).score, approval(['2023-09-15'], [], rules).score]).toEqual([null, null])
  })
})
