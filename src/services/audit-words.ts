/** What the fields of an audited change are called, and their values in words. */
import { z } from 'zod'
import { isDay, showFullDay } from '../domain/calendar-day.ts'
import { month, parseTenDay, quarter, showMonth, showQuarter, showTenDayShort } from '../domain/period.ts'
import { isMoneyField, valueWord } from './audit-values.ts'

const SUBJECTS: Readonly<Record<string, string>> = {
  report: '旬报',
  correction: '更正',
  project: '项目',
  plan: '年度计划',
  problem: '问题',
  period: '旬',
  notice: '通报',
  person: '人员',
  unit: '单位',
  identity: '账号',
  chat: '群',
  district: '区',
  rule: '规则',
  preference: '接收偏好',
  outbox: '消息',
  assignment: '五个一',
  milestone: '节点',
  stoppage: '停复工',
  exemption: '豁免',
  disqualification: '不参评',
  inspection: '核查',
  target: '目标',
  'unit-target': '单位目标',
  evaluation: '月考评',
  objection: '异议',
  order: '督办提示',
  reward: '奖惩',
  enterprise: '企业档案',
  service: '帮办',
  'service-record': '服务记录',
  joint: '会商',
  visit: '回访',
  strategy: '一企一策',
  'category-lead': '默认牵头',
  permit: '手续',
  'permit-item': '手续目录',
  'service-figure': '政务服务',
  promotion: '招商',
  funds: '到位资金',
  reserve: '储备',
  import: '导入',
  ledger: '台账',
}

/** '旬报' of 'report'; a subject without a name here is shown as it is. */
export function showSubject(subject: string): string {
  return (Object.hasOwn(SUBJECTS, subject) ? SUBJECTS[subject] : undefined) ?? subject
}

/** What people call the fields that changes carry; one without a name here is for the database only. */
const FIELDS: Readonly<Record<string, string>> = {
  amount: '本旬',
  backfill: '补报',
  state: '状态',
  period: '旬',
  role: '身份',
  roles: '身份',
  use: '用途',
  value: '值',
  fromMonth: '起算月',
  until: '止于',
  mode: '方式',
  urged: '人数',
  digest: '频率',
  level: '层级',
  stage: '阶段',
  dueOn: '到期',
  weight: '权重',
  doneOn: '报完成',
  verifiedOn: '核实完成',
  withdrawnOn: '撤销于',
  startReported: '报开工',
  resumeReported: '报复工',
  completionReported: '报投产',
  start: '核实开工',
  resume: '核实复工',
  completion: '核实投产',
  stoppedOn: '停工自',
  resumedOn: '复工',
  since: '自',
  through: '到',
  reported: '上报数',
  verified: '核实数',
  targetOf: '期',
  targetAmount: '目标累计',
  percent: '占年度计划',
  addedMonth: '纳入月',
  score: '得分',
  colour: '牌',
  kind: '种类',
  green: '绿牌',
  yellow: '黄牌',
  red: '红牌',
  acceptedOn: '受理',
  closedOn: '办结',
  plannedOn: '计划办结',
  promisedDays: '承诺天数',
  starred: '必备',
  figure: '数值',
  grey: '灰牌',
  promotionStage: '阶段',
  reserveStage: '阶段',
  signed: '签约额',
  signedOn: '签约',
  funds: '到位',
  approval: '立项',
  land: '用地',
  environment: '环评',
  energy: '能评',
  orderNumber: '编号',
  limitDays: '时限天数',
  extension: '延期',
  remindedStage: '提醒到第几步',
  serviceState: '状态',
  jointState: '状态',
  grade: '满意度',
  way: '方式',
  servedOn: '日期',
  visitedOn: '日期',
  heldOn: '会商日',
  tasks: '任务',
  promises: '承诺',
  expiresOn: '有效期至',
  version: '版本',
  seat: '角',
  created: '新增',
  unchanged: '不变',
  refused: '拒绝',
  nature: '建设性质',
  totalInvestment: '总投资',
  investedBefore: '上年底累计',
}

const plainSchema = z.record(z.string(), z.unknown())

/** Each value that changed and has a name, as '本旬 700.00→800.00'. */
export function showChange(subject: string, before: unknown, after: unknown): string {
  const [was, is] = [plainSchema.safeParse(before).data ?? {}, plainSchema.safeParse(after).data ?? {}]
  return Object.entries(FIELDS)
    .flatMap(([field, name]) => {
      if (!(field in was || field in is)) return []
      const [old, now] = [showValue(subject, field, was[field]), showValue(subject, field, is[field])]
      if (old === now) return []
      const change = field in was && field in is ? `${old}→${now}` : field in is ? now : old
      return [`${nameOf(subject, field, name)} ${change}`]
    })
    .join('，')
}

/** A stored value as people read it: a 旬, a day, an amount, a state. */
function showValue(subject: string, field: string, value: unknown): string {
  if (value === undefined || value === null) return '—'
  if (Array.isArray(value)) return value.map((one) => showValue(subject, field, one)).join('、')
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^-?\d+\.\d{2}$/.test(value) && isMoneyField(field)) return `${value} 万元`
  return valueWord(subject, field, value) ?? showTime(value)
}

/** '9月上旬' of a period's code, '2023年9月8日' of a day; anything else as it is. */
export function showTime(text: string): string {
  const period = parseTenDay(text)
  if (period !== null) return showTenDayShort(period)
  if (isDay(text)) return showFullDay(text)
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return showMonth(month(text))
  return /^\d{4}-Q[1-4]$/.test(text) ? showQuarter(quarter(text)) : text
}

/** Fields that mean something else than usual: a plan's amount is the year's, a problem's due day is its limit. */
const OF_SUBJECT: ReadonlyMap<string, string> = new Map([
  ['plan.amount', '全年'],
  ['problem.dueOn', '时限'],
  ['permit.dueOn', '时限'],
])

function nameOf(subject: string, field: string, name: string): string {
  return OF_SUBJECT.get(`${subject}.${field}`) ?? name
}
