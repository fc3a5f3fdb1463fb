/** 问题清单 (rules.md §7): the states of a problem, what may follow on each, its levels and their limits. */
import { type Day, daysBetween } from './calendar-day.ts'
import { nthWorkdayAfter, type WorkCalendar } from './workday.ts'

/** The kinds of difficulty that a statement may begin with. */
export const problemCategories = [
  '用地',
  '规划',
  '林草',
  '环评',
  '能评',
  '用水',
  '用电',
  '用气',
  '资金',
  '征地',
  '征拆',
  '手续',
  '审批',
  '配套',
  '道路',
  '施工环境',
  '用工',
  '设备',
  '设计',
  '市场',
  '安全',
  '环保',
  '季节',
  '其他',
] as const

const STATES = {
  OPEN: '待受理',
  ASSIGNED: '已交办',
  WORKING: '办理中',
  CONFIRMING: '待确认',
  CLOSED: '已销号',
  RETURNED: '退回',
  SUSPENDED: '挂起',
} as const
export type ProblemState = keyof typeof STATES

/** '办理中' */
export function showProblemState(state: ProblemState): string {
  return STATES[state]
}

const SOURCES = { DIRECT: '报问题', REPORT: '旬报', VISIT: '走访回访', JOINT: '会商' } as const
export type ProblemSource = keyof typeof SOURCES

/** '旬报' */
export function showSource(source: ProblemSource): string {
  return SOURCES[source]
}

const MOVES = {
  ASSIGN: '交办',
  ACCEPT: '受理',
  FEEDBACK: '反馈',
  SUBMIT: '提交销号',
  CONFIRM: '确认销号',
  SEND_BACK: '退回',
  SUSPEND: '挂起',
  RESUME: '恢复办理',
  ESCALATE: '提级',
} as const
export type ProblemMove = keyof typeof MOVES

/** '提交销号' */
export function showProblemMove(move: ProblemMove): string {
  return MOVES[move]
}

const UNDER_WAY: readonly ProblemState[] = ['ASSIGNED', 'WORKING', 'RETURNED']

const FROM: Readonly<Record<ProblemMove, readonly ProblemState[]>> = {
  // Also what was suspended before anybody led it.
  ASSIGN: ['OPEN', 'SUSPENDED', ...UNDER_WAY],
  ACCEPT: ['ASSIGNED'],
  FEEDBACK: UNDER_WAY,
  SUBMIT: UNDER_WAY,
  CONFIRM: ['CONFIRMING'],
  SEND_BACK: ['CONFIRMING'],
  SUSPEND: ['OPEN', ...UNDER_WAY],
  RESUME: ['SUSPENDED'],
  ESCALATE: UNDER_WAY,
}

const TO: Readonly<Record<ProblemMove, ProblemState>> = {
  ASSIGN: 'ASSIGNED',
  ACCEPT: 'WORKING',
  FEEDBACK: 'WORKING',
  SUBMIT: 'CONFIRMING',
  CONFIRM: 'CLOSED',
  SEND_BACK: 'RETURNED',
  SUSPEND: 'SUSPENDED',
  RESUME: 'WORKING',
  ESCALATE: 'WORKING',
}

/** The state after the move; null: it cannot be made from here. */
export function afterMove(state: ProblemState, move: ProblemMove): ProblemState | null {
  return FROM[move].includes(state) ? TO[move] : null
}

const LEVELS = ['责任单位办理', '牵头部门会同项目办', '包联领导协调', '联席会议研究', '提请市级'] as const
export const TOP_LEVEL = LEVELS.length

/** 'L3 包联领导协调' */
export function showLevel(level: number): string {
  return `L${level} ${levelName(level)}`.trim()
}

/** '包联领导协调': for paper, whose readers never saw the numbers. */
export function levelName(level: number): string {
  return LEVELS[level - 1] ?? ''
}

/** Working days at each level; what is put to the city has no limit of the district's. */
const LEVEL_WORKDAYS = [5, 5, 10, 10] as const

/** The proposed due date at a level, counted from the day after `from`; null: none. */
export function levelDueOn(calendar: WorkCalendar, from: Day, level: number): Day | null {
  const days = LEVEL_WORKDAYS[level - 1]
  return days === undefined ? null : nthWorkdayAfter(calendar, from, days)
}

/** Whole days past the due date while somebody has to act; 0: not overdue. */
export function daysOverdue(state: ProblemState, dueOn: Day | null, today: Day): number {
  return dueOn === null || !UNDER_WAY.includes(state) ? 0 : Math.max(0, daysBetween(dueOn, today))
}

/** The level that the bot proposes for an overdue problem; null: none. A person confirms it. */
export function proposedLevel(
  problem: { readonly state: ProblemState; readonly dueOn: Day | null; readonly level: number },
  today: Day,
): number | null {
  return daysOverdue(problem.state, problem.dueOn, today) > 0 && problem.level < TOP_LEVEL ? problem.level + 1 : null
}

/** A raiser who does not answer for so many working days leaves the confirmation to 项目办. */
export const CONFIRM_WORKDAYS = 5
