/** 帮代办 and 回访 (rules.md §7): the states of a request, the ways of a service, the five grades of a visit. */
import type { Day } from './calendar-day.ts'
import { nthWorkdayAfter, type WorkCalendar } from './workday.ts'

const STATES = {
  WAITING: '待受理',
  ACCEPTED: '已受理',
  WORKING: '办理中',
  DONE: '办结',
  STOPPED: '终止',
} as const
export type ServiceState = keyof typeof STATES

/** '办理中' */
export function showServiceState(state: ServiceState): string {
  return STATES[state]
}

export type ServiceMove = 'ACCEPT' | 'RECORD' | 'FINISH' | 'STOP'

const FROM: Readonly<Record<ServiceMove, readonly ServiceState[]>> = {
  ACCEPT: ['WAITING'],
  RECORD: ['ACCEPTED', 'WORKING'],
  FINISH: ['ACCEPTED', 'WORKING'],
  STOP: ['WAITING', 'ACCEPTED', 'WORKING'],
}
const TO: Readonly<Record<ServiceMove, ServiceState>> = {
  ACCEPT: 'ACCEPTED',
  RECORD: 'WORKING',
  FINISH: 'DONE',
  STOP: 'STOPPED',
}

/** The state after the move; null: it cannot be made from here. */
export function afterServiceMove(state: ServiceState, move: ServiceMove): ServiceState | null {
  return FROM[move].includes(state) ? TO[move] : null
}

/** States of a request that somebody still has in hand, or should. */
export const openServiceStates = ['WAITING', 'ACCEPTED', 'WORKING'] as const satisfies readonly ServiceState[]

const WAYS = { ON_SITE: '上门', PHONE: '电话', ONLINE: '线上', WINDOW: '窗口' } as const
export type ServiceWay = keyof typeof WAYS

/** '上门' */
export function showWay(way: ServiceWay): string {
  return WAYS[way]
}

const TYPED_WAYS: ReadonlyMap<string, ServiceWay> = new Map([
  ['上门', 'ON_SITE'],
  ['现场', 'ON_SITE'],
  ['电话', 'PHONE'],
  ['线上', 'ONLINE'],
  ['网上', 'ONLINE'],
  ['窗口', 'WINDOW'],
  ['大厅', 'WINDOW'],
])

/** The way of a typed word; null when it is none. */
export function readWay(word: string): ServiceWay | null {
  return TYPED_WAYS.get(word) ?? null
}

/** The ways in the order in which a form offers them. */
export const serviceWays: readonly ServiceWay[] = ['ON_SITE', 'PHONE', 'ONLINE', 'WINDOW']

/** The five grades of 政务服务“好差评”, the best first. */
const GRADES = {
  VERY_SATISFIED: '非常满意',
  SATISFIED: '满意',
  FAIRLY_SATISFIED: '基本满意',
  DISSATISFIED: '不满意',
  VERY_DISSATISFIED: '非常不满意',
} as const
export type Satisfaction = keyof typeof GRADES

/** '基本满意' */
export function showGrade(grade: Satisfaction): string {
  return GRADES[grade]
}

const TYPED_GRADES: ReadonlyMap<string, Satisfaction> = new Map([
  ['非常满意', 'VERY_SATISFIED'],
  ['满意', 'SATISFIED'],
  ['基本满意', 'FAIRLY_SATISFIED'],
  ['不满意', 'DISSATISFIED'],
  ['非常不满意', 'VERY_DISSATISFIED'],
])

/** The grade of a typed word, which must be one of the five as they are written: “很不满意” is asked about, not guessed. */
export function readGrade(word: string): Satisfaction | null {
  return TYPED_GRADES.get(word) ?? null
}

/** The five words, the best first. */
export const gradeWords: readonly string[] = Object.values(GRADES)

/** 不满意 and worse open a problem. */
export function opensProblem(grade: Satisfaction): boolean {
  return grade === 'DISSATISFIED' || grade === 'VERY_DISSATISFIED'
}

/** A request that nobody accepted is told to the agents after so many working days, to 项目办 after twice as many. */
export const ANSWER_WORKDAYS = 2

/** Whose word it is that a waiting request gets on a working day; null: nobody's. `askedOn`: the day it was asked. */
export function unansweredOn(calendar: WorkCalendar, askedOn: Day, today: Day): 'agents' | 'office' | null {
  if (today === nthWorkdayAfter(calendar, askedOn, ANSWER_WORKDAYS)) return 'agents'
  return today === nthWorkdayAfter(calendar, askedOn, 2 * ANSWER_WORKDAYS) ? 'office' : null
}

/** Days before its expiry on which a certificate is told of, the first one first. */
export const CERTIFICATE_DAYS = [30, 7] as const
