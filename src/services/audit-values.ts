/**
 * The values of audited fields in words, by subject and field: CLOSED is 已销号 of a problem and 已办结 of an order,
 * REFUSED is 不予许可 of a permit and 不同意 of a request.
 */
import { serviceWays, showGrade, showServiceState, showWay } from '../domain/agency.ts'
import { showOrderKind, showOrderState } from '../domain/order.ts'
import { showPermitState } from '../domain/permits/steps.ts'
import { showProblemState } from '../domain/problem.ts'
import { isRole, showRole } from '../domain/roles.ts'
import { showNature, showStage } from '../domain/stage.ts'
import {
  OrderState,
  PermitState,
  ProblemState,
  ProjectNature,
  ProjectStage,
  Satisfaction,
  ServiceState,
} from '../generated/prisma/enums.ts'
import { frequencies, showFrequency } from './leader-digest-frequency.ts'

type Words = ReadonlyMap<string, string>

function words(table: Readonly<Record<string, string>>): Words {
  return new Map(Object.entries(table))
}

function shown<T extends string>(values: readonly T[], show: (value: T) => string, more: Words = new Map()): Words {
  return new Map([...values.map((value): [string, string] => [value, show(value)]), ...more])
}

const REQUEST = words({ PENDING: '待审核', APPROVED: '已通过', REFUSED: '不同意', WITHDRAWN: '已撤回' })
const MODES = words({ auto: '自动', approve: '审批', off: '不发' })
const PLATES = words({ green: '绿牌', yellow: '黄牌', red: '红牌', grey: '灰牌' })

const WORDS: ReadonlyMap<string, Words> = new Map([
  ['report.state', words({ SUBMITTED: '已报', APPROVED: '已通过', RETURNED: '退回', LOCKED: '已锁定' })],
  ['correction.state', REQUEST],
  ['objection.state', REQUEST],
  ['reward.state', REQUEST],
  ['funds.state', REQUEST],
  ['problem.state', shown(Object.values(ProblemState), showProblemState)],
  ['permit.state', shown(Object.values(PermitState), showPermitState)],
  ['project.stage', shown(Object.values(ProjectStage), showStage)],
  ['project.nature', shown(Object.values(ProjectNature), showNature)],
  // ORDER_CLOSED and the kinds as the audit has kept them from the first.
  ['order.state', shown(Object.values(OrderState), showOrderState, words({ ORDER_CLOSED: showOrderState('CLOSED') }))],
  [
    'order.kind',
    words({
      'supervision-order': showOrderKind('SUPERVISION'),
      'reminder-order': showOrderKind('REMINDER'),
      'listed-order': showOrderKind('LISTED'),
    }),
  ],
  ['order.extension', words({ ASKED: '申请待定', GRANTED: '同意', REFUSED: '不同意' })],
  ['service.serviceState', shown(Object.values(ServiceState), showServiceState, words({ DONE: '已办结' }))],
  ['service-record.way', shown(serviceWays, showWay)],
  ['visit.grade', shown(Object.values(Satisfaction), showGrade)],
  ['joint.jointState', words({ CALLED: '已召集', CONCLUDED: '已有结论', CANCELLED: '已取消' })],
  [
    'notice.state',
    words({
      ...{ PREVIEW: '待发', HELD: '暂缓', RETURNED: '退回', PUBLISHED: '已发布', OFF: '未启用', EXPIRED: '已过期' },
    }),
  ],
  ['notice.mode', MODES],
  ['rule.value', MODES],
  ['evaluation.state', words({ TRIED: '试算', PUBLISHED: '已发布' })],
  ['evaluation.colour', PLATES],
  ['chat.use', words({ DISPATCH: '调度群', QUERY: '查询群', NONE: '不绑定' })],
  ['outbox.state', words({ OWED: '待发', UNCONFIRMED: '未确认', REFUSED: '平台拒收' })],
  ['preference.digest', shown(frequencies, showFrequency)],
  ['import.state', words({ WRITTEN: '已写入', UNDONE: '已撤销' })],
  [
    'assignment.kind',
    words({
      ...{ LEADER: '包联领导', UNIT: '责任单位', SECOND_UNIT: '第二责任单位', TEAM: '专班', PLAN: '方案' },
      ...{ LIAISON: '联络员', AGENT: '帮代办专员' },
    }),
  ],
])

const ROLES: readonly string[] = ['role', 'roles']

/** The word of a value; null for one that is shown as it is. */
export function valueWord(subject: string, field: string, value: string): string | null {
  const role = value.toLowerCase()
  if (ROLES.includes(field) && isRole(role)) return showRole(role)
  return WORDS.get(`${subject}.${field}`)?.get(value) ?? null
}

/** Amounts in 万元; other decimals are scores, weights and figures of other units. */
const MONEY: ReadonlySet<string> = new Set([
  ...['amount', 'backfill', 'targetAmount', 'reported', 'verified'],
  ...['signed', 'funds', 'totalInvestment', 'investedBefore'],
])

export function isMoneyField(field: string): boolean {
  return MONEY.has(field)
}
