/** 督办单、提示单、挂牌督办 (rules.md §7): kinds, states, what may follow on each, the number, limits and lateness. */
import { addDays, type Day, daysBetween } from './calendar-day.ts'
import { addWorkdays, calendarCaveat, lastWorkdayOnOrBefore, nthWorkdayAfter, type WorkCalendar } from './workday.ts'

const KINDS = {
  SUPERVISION: { title: '督办单', prefix: '督办' },
  REMINDER: { title: '提示单', prefix: '提示' },
  LISTED: { title: '挂牌督办单', prefix: '挂牌' },
} as const
export type OrderKind = keyof typeof KINDS

/** '督办单' */
export function showOrderKind(kind: OrderKind): string {
  return KINDS[kind].title
}

const STATES = {
  DRAFT: '拟稿',
  SIGNED: '已签发',
  WORKING: '办理中',
  REVIEWING: '待审核',
  RETURNED: '退回重办',
  CLOSED: '已办结',
  VOID: '已作废',
} as const
export type OrderState = keyof typeof STATES

/** '办理中' */
export function showOrderState(state: OrderState): string {
  return STATES[state]
}

const MOVES = {
  DRAFT: '拟稿',
  REVISE: '改稿',
  SIGN: '签发',
  FEEDBACK: '反馈',
  SUBMIT: '报结',
  CLOSE: '同意办结',
  SEND_BACK: '退回重办',
  ASK_EXTENSION: '申请延期',
  GRANT_EXTENSION: '同意延期',
  REFUSE_EXTENSION: '不同意延期',
  VOID: '作废',
} as const
export type OrderMove = keyof typeof MOVES

/** '同意办结' */
export function showOrderMove(move: OrderMove): string {
  return MOVES[move]
}

/** The lead unit has to act. */
export const UNDER_WAY = ['SIGNED', 'WORKING', 'RETURNED'] as const satisfies readonly OrderState[]
/** Signed and neither closed nor void. */
export const OPEN = [...UNDER_WAY, 'REVIEWING'] as const satisfies readonly OrderState[]

const FROM: Readonly<Record<OrderMove, readonly OrderState[]>> = {
  DRAFT: [],
  REVISE: ['DRAFT'],
  SIGN: ['DRAFT'],
  FEEDBACK: UNDER_WAY,
  SUBMIT: UNDER_WAY,
  CLOSE: ['REVIEWING'],
  SEND_BACK: ['REVIEWING'],
  ASK_EXTENSION: UNDER_WAY,
  GRANT_EXTENSION: UNDER_WAY,
  REFUSE_EXTENSION: UNDER_WAY,
  VOID: ['DRAFT', ...OPEN],
}

/** A move that is not here leaves the state as it is. */
const TO: Readonly<Partial<Record<OrderMove, OrderState>>> = {
  SIGN: 'SIGNED',
  FEEDBACK: 'WORKING',
  SUBMIT: 'REVIEWING',
  CLOSE: 'CLOSED',
  SEND_BACK: 'RETURNED',
  VOID: 'VOID',
}

/** The state after the move; null: it cannot be made from here. */
export function afterOrderMove(state: OrderState, move: OrderMove): OrderState | null {
  return FROM[move].includes(state) ? (TO[move] ?? state) : null
}

export interface OrderNumber {
  readonly kind: OrderKind
  readonly year: number
  readonly number: number
}

/** '督办〔2026〕003号' */
export function showOrderNumber({ kind, year, number }: OrderNumber): string {
  return `${KINDS[kind].prefix}〔${year}〕${String(number).padStart(3, '0')}号`
}

/** '10 个工作日'; 挂牌: '30 日' */
export function showLimit(kind: OrderKind, days: number): string {
  return kind === 'LISTED' ? `${days} 日` : `${days} 个工作日`
}

/** The last day of the limit, counted from the day after the signing: working days, for 挂牌 calendar days. */
export function orderDueOn(calendar: WorkCalendar, kind: OrderKind, issuedOn: Day, days: number): Day {
  return kind === 'LISTED' ? addDays(issuedOn, days) : nthWorkdayAfter(calendar, issuedOn, days)
}

/** What has to be said when working days were counted over a year without an official arrangement; null: nothing. */
export function orderCaveat(
  calendar: WorkCalendar,
  kind: OrderKind,
  { issuedOn, dueOn }: { readonly issuedOn: Day; readonly dueOn: Day },
): string | null {
  if (kind === 'LISTED') return null
  const [from, to] = [Number(issuedOn.slice(0, 4)), Number(dueOn.slice(0, 4))]
  return calendarCaveat(
    calendar,
    Array.from({ length: to - from + 1 }, (_, i) => from + i),
  )
}

/** Whole days past the due day while the lead unit has to act; 0: not overdue. */
export function orderDaysOverdue(state: OrderState, dueOn: Day | null, today: Day): number {
  const acts = UNDER_WAY.some((one) => one === state)
  return dueOn === null || !acts ? 0 : Math.max(0, daysBetween(dueOn, today))
}

/** How near the due day is: 0 not near, 1 within the days of the reminder, 2 due, 3 overdue. */
export type DueStage = 0 | 1 | 2 | 3

/**
 * The stage on a day. A due day that is no working day (挂牌) counts as reached on the last one before it: nothing is
 * said outside working hours.
 *
 * @param before working days before the due day from which on one is reminded
 */
export function dueStage(calendar: WorkCalendar, today: Day, dueOn: Day, before: number): DueStage {
  if (today > dueOn) return 3
  if (today >= lastWorkdayOnOrBefore(calendar, dueOn)) return 2
  return today >= addWorkdays(calendar, dueOn, -before) ? 1 : 0
}

/** '按期办结', '超期 2 天办结': judged by the day on which it was put to review. */
export function showClosing(submittedOn: Day, dueOn: Day): string {
  const late = daysBetween(dueOn, submittedOn)
  return late > 0 ? `超期 ${late} 天办结` : '按期办结'
}

/** What is demanded when nobody wrote it. */
export function usualDemand(kind: OrderKind, days: number): string {
  return `请在签发后 ${showLimit(kind, days)}内查明原因、提出整改措施和完成时间，书面反馈`
}
