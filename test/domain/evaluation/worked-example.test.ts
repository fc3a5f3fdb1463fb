import { describe, expect, it } from 'vitest'
import { day, instantAt } from '../../../src/domain/calendar-day.ts'
import { explainPlate, explainProject } from '../../../src/domain/evaluation/explain.ts'
import { evaluateProject } from '../../../src/domain/evaluation/project-month.ts'
import { projectMonthResult } from '../../../src/domain/evaluation/result.ts'
import { evaluateUnit } from '../../../src/domain/evaluation/unit-month.ts'
import { unitMonthDetail } from '../../../src/domain/evaluation/unit-month-detail.ts'
import { month } from '../../../src/domain/period.ts'
import { defaultRules } from '../../../src/domain/rules.ts'
import { milestone, monthInput, reports } from './month-input.ts'

const done = { name: '施工许可证', plannedOn: '2023-09-15', doneOn: '2023-09-10' }
const open = { ...done, doneOn: null }
const closed = { id: 1, dueOn: '2023-09-20', submittedOn: '2023-09-20', level: 1 }
const late = { ...closed, id: 2, submittedOn: '2023-09-21' }
const startedOnTime = { kind: 'start', plannedOn: '2023-04-01', verifiedOn: '2023-04-01' } as const

// 甲 (w 2.0) A full, B 1, C 1, E 1, F full, D n/a
const first = monthInput({
  projectId: 1,
  name: '示例丁',
  plan: '120000.00',
  yearToDate: '90000.00',
  milestones: [milestone('2023-09-10', '2023-09-10')],
  start: startedOnTime,
  problems: [closed],
})
// 乙 (w 1.3) r 0.8667, B 0.6, C 1, D 0.75, F 3/5, E n/a
const second = monthInput({
  projectId: 2,
  name: '示例甲',
  plan: '60000.00',
  yearToDate: '39000.00',
  milestones: [milestone('2023-09-10', '2023-09-16')],
  start: startedOnTime,
  permits: [done, done, done, open],
  reports: reports(false, false, false),
})
// 丙 (w 1.0) r 0.62, B 0, C 0.5, D 0.5, E 0.5, F full
const third = monthInput({
  projectId: 3,
  name: '示例乙',
  plan: '8000.00',
  yearToDate: '3720.00',
  milestones: [milestone('2023-09-25', null)],
  start: { ...startedOnTime, verifiedOn: '2023-04-20' },
  permits: [done, open],
  problems: [closed, late],
})

describe('the worked example of rules.md §6', () => {
  const inputs = [first, second, third]
  const results = inputs.map((input) => evaluateProject(input, defaultRules))

  it('gives 100.00, 77.96 and 44.80', () => {
    expect(results.map(({ score }) => score)).toEqual(['100.00', '77.96', '44.80'])
    for (const result of results) expect(projectMonthResult.parse(result)).toEqual(result)
  })

  it('gives the unit 80.50 with the weights 2.0, 1.3 and 1.0', () => {
    // 示例甲's plan of 6 亿 would weigh 1.6; the example says 1.3, so its figures are told at a sixth of the size.
    const smaller = monthInput({ ...second, plan: '10000.00', yearToDate: '6500.00' })
    const projects = [first, smaller, third].map((input) => ({ input, result: evaluateProject(input, defaultRules) }))
    const unit = evaluateUnit(
      { month: month('2023-09'), unitId: 1, name: '东风镇', projects, approval: null, overdueProblems: 0 },
      defaultRules,
    )
    expect(projects.map(({ result }) => result.score)).toEqual(['100.00', '77.96', '44.80'])
    expect(unitMonthDetail.parse(unit)).toEqual(unit)
    expect(unit.score).toBe('80.50')
    expect(unit.lines).toEqual([
      '东风镇 2023年9月 得分 80.50',
      '示例丁 100.00 × 2 = 200',
      '示例甲 77.96 × 1.3 = 101.348',
      '示例乙 44.80 × 1 = 44.8',
      '合计 346.148 ÷ 权重合计 4.3 = 80.50',
    ])
  })

  it('is explained as in the sample of 明细', () => {
    const objectionUntil = instantAt(day('2023-10-11'), '17:00')
    const [, result] = results
    expect(result && explainProject(result, { name: '示例甲', month: '2023-09', objectionUntil })).toEqual([
      '示例甲 2023年9月 得分 77.96',
      'A 投资进度 34.667/40 = 40 × 3.90 亿 ÷ 4.50 亿',
      'B 节点 15.000/25 = 25 × 0.6（主体封顶 晚 6 天）',
      'C 开复工 10.000/10　D 手续 7.500/10（3/4）　E 问题 不适用',
      'F 数据质量 3.000/5（三旬均晚报：0+1+2）',
      '合计 70.167 ÷ 90 × 100 = 77.96（不适用的 E 不计）',
      'E 不适用：本月没有到期的问题',
      '有异议：10月11日 17:00 前回“异议 示例甲 原因”',
    ])
    expect(result && explainPlate(result)).toEqual([
      '🟡黄牌：年度累计 3.90 亿元，目标 4.50 亿元，为目标的 86.67%，欠 10.00 个百分点',
    ])
  })
})
