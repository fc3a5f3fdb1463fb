/**
 * 手续 of the demonstration: all made up, but that the article says of 捣固焦 that 建设用地规划许可证 and 施工许可证 were
 * done early, and of the district that its approvals go from 54 working days to 26. What is late or paused is of
 * invented projects only; the article's four have nothing in hand that could fall overdue.
 */
import { addDays, day } from '../src/domain/calendar-day.ts'
import type { PermitMove, PermitStep } from '../src/domain/permits/steps.ts'
import { addWorkdays, stateCalendar } from '../src/domain/workday.ts'
import type { UnitName } from './units.ts'

const calendar = stateCalendar()

/** Promised working days by code: invented, a district enters its own. */
export const promises: Readonly<Record<string, number>> = {
  ...{ filing: 1, 'land-plan': 4, energy: 4, 'environment-report': 6, soil: 4, 'work-plan': 4, 'fire-design': 5 },
  ...{ works: 3, drawings: 5, lightning: 10, water: 15, flood: 10, emission: 10, 'safety-licence': 15, title: 5 },
  'joint-acceptance': 7,
}

/** Where the default catalogue's authority does not bear the name of a unit of the demonstration. */
export const authorities: Readonly<Record<string, UnitName>> = {
  ...{ filing: '区工信局', approval: '区工信局', energy: '区能源局', soil: '区水务局', water: '区水务局' },
  ...{ flood: '区水务局', works: '区审批局', 'joint-acceptance': '区住建局' },
}

export interface PermitRow {
  readonly project: string
  readonly code: string
  readonly steps: readonly PermitStep[]
  readonly plannedOn: string | null
  /** 经办 is 演示审批. */
  readonly hasAgent: boolean
}

function step(move: PermitMove, on: string, reason: string | null = null): PermitStep {
  return { move, on: day(on), reason }
}

/** What had to be done before works began, examined in parallel: from and to in working days after the first day. */
const BEFORE_START: readonly (readonly [code: string, from: number, to: number])[] = [
  ['filing', 0, 1],
  ['land-plan', 1, 4],
  ['environment-report', 1, 6],
  ['soil', 2, 5],
  ['work-plan', 7, 10],
  ['fire-design', 10, 14],
  ['works', 15, 17],
]

function doneBefore(project: string, start: string, workdaysBefore: number): PermitRow[] {
  const first = addWorkdays(calendar, day(start), -workdaysBefore)
  return BEFORE_START.map(([code, from, to]) => ({
    ...{ project, code, plannedOn: null, hasAgent: true },
    steps: [
      { move: 'ACCEPT', on: addWorkdays(calendar, first, from), reason: null },
      { move: 'FINISH', on: addWorkdays(calendar, first, to), reason: null },
    ],
  }))
}

/** By project: when works began, and how many working days before that the first permit was asked for. */
const started: readonly (readonly [project: string, start: string, workdaysBefore: number])[] = [
  ['绿邦', '2021-06-10', 30],
  ['捣固焦', '2023-03-06', 26],
  ['华恒', '2021-04-15', 30],
  ['格鑫', '2023-05-08', 45],
  ['示例甲', '2021-08-20', 30],
  ['示例乙', '2023-04-10', 30],
  ['玻纤制品', '2023-03-24', 30],
  ['碳纤维', '2023-03-18', 30],
  ['可降解', '2022-05-25', 30],
  ['硅基材料', '2022-04-20', 30],
  ['石墨负极', '2022-06-15', 30],
  ['货运枢纽', '2022-06-12', 30],
  ['智慧物流', '2022-09-15', 30],
  ['中水回用', '2022-06-20', 30],
  ['焦油加工', '2023-03-15', 30],
]

interface Later {
  readonly project: string
  readonly code: string
  readonly steps?: readonly PermitStep[]
  readonly plannedOn?: string
}

const later: readonly Later[] = [
  { project: '绿邦', code: 'emission', steps: [step('ACCEPT', '2023-02-20'), step('FINISH', '2023-02-24')] },
  { project: '绿邦', code: 'joint-acceptance' },
  { project: '绿邦', code: 'flood', steps: [step('WAIVE', '2021-04-20')] },
  { project: '捣固焦', code: 'emission' },
  { project: '捣固焦', code: 'joint-acceptance' },
  { project: '华恒', code: 'emission', steps: [step('ACCEPT', '2023-03-01'), step('FINISH', '2023-03-08')] },
  { project: '华恒', code: 'title' },
  { project: '格鑫', code: 'emission' },
  { project: '示例甲', code: 'lightning', steps: [step('ACCEPT', '2023-09-01')] },
  { project: '示例甲', code: 'water' },
  { project: '示例甲', code: 'emission', plannedOn: '2023-11-30' },
  { project: '货运枢纽', code: 'flood', steps: [step('ACCEPT', '2023-08-21')] },
  {
    project: '智慧物流',
    code: 'joint-acceptance',
    steps: [step('ACCEPT', '2023-09-04'), step('PAUSE', '2023-09-07', '补正')],
  },
  { project: '玻纤制品', code: 'emission', steps: [step('ACCEPT', '2023-08-28')], plannedOn: '2023-09-15' },
  { project: '石墨负极', code: 'emission', steps: [step('ACCEPT', '2023-08-31')], plannedOn: '2023-09-20' },
  { project: '碳纤维', code: 'safety-licence', steps: [step('ACCEPT', '2023-08-30')] },
  { project: '可降解', code: 'title', steps: [step('ACCEPT', '2023-09-05')] },
  { project: '硅基材料', code: 'water', steps: [step('ACCEPT', '2023-09-05')] },
  {
    project: '中水回用',
    code: 'emission',
    steps: [step('ACCEPT', '2023-08-28'), step('FINISH', '2023-09-05')],
    plannedOn: '2023-09-10',
  },
  { project: '焦油加工', code: 'safety-licence', steps: [step('ACCEPT', '2023-08-24'), step('FINISH', '2023-09-04')] },
]

export const permits: readonly PermitRow[] = [
  ...started.flatMap(([project, start, before]) => doneBefore(project, start, before)),
  ...later.map(({ steps = [], plannedOn = null, ...row }) => ({
    ...row,
    steps,
    plannedOn,
    hasAgent: steps.length > 0,
  })),
]

/** What was told by the evening before the demonstration: nothing of it is told again. */
export const TOLD_BY = addDays(day('2023-09-08'), -1)

const ARTICLE = '《海南区：项目建设热潮涌 蓄足发展新动能》'
const AS_OF = '文中没有写截止日（“初秋时节”“如今”）'

/** 政务服务 as the article has it. */
export const serviceFigures = [
  { kind: 'LIMITS_CUT', value: '90.17', before: null, source: ARTICLE, asOf: AS_OF },
  { kind: 'ONLINE', value: '98.02', before: null, source: ARTICLE, asOf: AS_OF },
  { kind: 'DAYS', value: '26', before: '54', source: ARTICLE, asOf: AS_OF },
] as const
