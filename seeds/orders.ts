/** 督办单、提示单 of the demonstration: one closed, one signed, one that waits for a signature. All made up. */
import type { OrderKind, OrderMove, OrderState } from '../src/generated/prisma/client.ts'
import type { UnitName } from './units.ts'

interface StepRow {
  readonly move: OrderMove
  readonly state: OrderState
  /** 'YYYY-MM-DD HH:mm' */
  readonly at: string
  readonly by: string
  readonly text: string | null
}

export interface OrderRow {
  readonly kind: OrderKind
  readonly state: OrderState
  readonly project: string
  readonly matter: string
  readonly demand: string
  readonly basis: string
  readonly lead: UnitName
  readonly co: readonly UnitName[]
  readonly limitDays: number
  /** Null: a draft. */
  readonly signed: { readonly number: number; readonly on: string; readonly by: string } | null
  readonly closed: {
    readonly submittedOn: string
    readonly at: string
    readonly feedback: string
    readonly evidence: string
  } | null
  readonly drafter: string
  readonly steps: readonly StepRow[]
}

const OFFICE = '演示项目办甲'
const SUPERVISION = '演示督查'

export const orders: readonly OrderRow[] = [
  {
    ...{ kind: 'REMINDER', state: 'CLOSED', project: '石谷景区', lead: '区林草局', co: [], limitDays: 5 },
    matter: '步道用地林草手续没有办理计划',
    demand: '请提出办理计划和完成时间，书面反馈',
    basis: '8月15日旬调度会（演示）',
    signed: { number: 1, on: '2023-08-16', by: SUPERVISION },
    closed: {
      submittedOn: '2023-08-22',
      at: '2023-08-23 10:20',
      feedback: '已报办理计划，9月底前组卷上报',
      evidence: '办理计划表（演示）',
    },
    drafter: OFFICE,
    steps: [
      { move: 'DRAFT', state: 'DRAFT', at: '2023-08-15 16:30', by: OFFICE, text: null },
      {
        move: 'SIGN',
        state: 'SIGNED',
        at: '2023-08-16 09:30',
        by: SUPERVISION,
        text: '提示〔2023〕001号，8月23日到期',
      },
      { move: 'FEEDBACK', state: 'WORKING', at: '2023-08-18 15:10', by: '演示林草局长', text: '已到现场核对用地范围' },
      {
        ...{ move: 'SUBMIT', state: 'REVIEWING', at: '2023-08-22 11:05', by: '演示林草局长' },
        text: '已报办理计划，9月底前组卷上报（依据：办理计划表（演示））',
      },
      { move: 'CLOSE', state: 'CLOSED', at: '2023-08-23 10:20', by: SUPERVISION, text: '同意办结' },
    ],
  },
  {
    ...{ kind: 'SUPERVISION', state: 'SIGNED', project: '示例甲', lead: '产业园', co: ['区工信局'], limitDays: 10 },
    matter: '关键设备到货时间没有落实，影响安装',
    demand: '请与厂家明确到货时间，提出赶工措施，书面反馈',
    basis: '9月5日旬调度会（演示）',
    signed: { number: 1, on: '2023-09-07', by: SUPERVISION },
    closed: null,
    drafter: OFFICE,
    steps: [
      { move: 'DRAFT', state: 'DRAFT', at: '2023-09-06 10:00', by: OFFICE, text: null },
      {
        move: 'SIGN',
        state: 'SIGNED',
        at: '2023-09-07 09:40',
        by: SUPERVISION,
        text: '督办〔2023〕001号，9月21日到期',
      },
    ],
  },
  {
    ...{ kind: 'REMINDER', state: 'DRAFT', project: '玻纤制品', lead: '区能源局', co: [], limitDays: 5 },
    matter: '厂区正式用电没有接通',
    demand: '请说明接电安排和完成时间，书面反馈',
    basis: '企业反映（演示）',
    signed: null,
    closed: null,
    drafter: OFFICE,
    steps: [{ move: 'DRAFT', state: 'DRAFT', at: '2023-09-07 16:20', by: OFFICE, text: null }],
  },
]
