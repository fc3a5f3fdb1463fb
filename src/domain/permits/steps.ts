/** The steps of a permit as they are kept, what may follow, and the clock's events that they come to (rules.md §7). */
import type { Day } from '../calendar-day.ts'
import { type PauseReason, type PermitEvent, pauseReasons } from './clock.ts'

export type PermitMove = 'ACCEPT' | 'PAUSE' | 'RESUME' | 'FINISH' | 'REFUSE' | 'WAIVE' | 'NEED'
export type PermitStanding = 'NOT_NEEDED' | 'PREPARING' | 'ACCEPTED' | 'PAUSED' | 'DONE' | 'REFUSED'

export interface PermitStep {
  readonly move: PermitMove
  readonly on: Day
  readonly reason: string | null
}

const STATE_AFTER: Readonly<Record<PermitMove, PermitStanding>> = {
  ACCEPT: 'ACCEPTED',
  PAUSE: 'PAUSED',
  RESUME: 'ACCEPTED',
  FINISH: 'DONE',
  REFUSE: 'REFUSED',
  WAIVE: 'NOT_NEEDED',
  NEED: 'PREPARING',
}

/** A refused permit may be applied for again. What is with the government is not “not needed”. */
const NEXT: Readonly<Record<PermitStanding, readonly PermitMove[]>> = {
  NOT_NEEDED: ['NEED'],
  PREPARING: ['ACCEPT', 'WAIVE'],
  ACCEPTED: ['PAUSE', 'FINISH', 'REFUSE'],
  PAUSED: ['RESUME', 'REFUSE'],
  DONE: [],
  REFUSED: ['ACCEPT', 'WAIVE'],
}

/** Where the permit stands after its steps. */
export function standingAfter(steps: readonly PermitStep[]): PermitStanding {
  const last = steps.at(-1)
  return last === undefined ? 'PREPARING' : STATE_AFTER[last.move]
}

export function mayMove(from: PermitStanding, move: PermitMove): boolean {
  return NEXT[from].includes(move)
}

/** What the clock counts; that a permit is needed or not is no event of it. */
export function eventsOf(steps: readonly PermitStep[]): PermitEvent[] {
  return steps.flatMap((step) => eventOf(step) ?? [])
}

function eventOf({ move, on, reason }: PermitStep): PermitEvent | null {
  switch (move) {
    case 'ACCEPT':
      return { kind: 'accepted', on }
    case 'PAUSE':
      // Every reason that is kept begins with one of the four; the clock itself does not tell them apart.
      return { kind: 'paused', on, reason: readPauseReason(reason ?? '') ?? '补正' }
    case 'RESUME':
      return { kind: 'resumed', on }
    case 'FINISH':
      return { kind: 'done', on }
    case 'REFUSE':
      return { kind: 'refused', on }
    case 'WAIVE':
    case 'NEED':
      return null
  }
}

/** What people also call the four reasons. */
const REASON_WORDS: readonly (readonly [RegExp, PauseReason])[] = [
  [/^(?:补正|补件|补充?材料|材料补正|退回补正)/, '补正'],
  [/^(?:公示|公告)/, '公示'],
  [/^听证/, '听证'],
  [/^(?:专家|评审|论证|技术评估|技术评审|检验|检测)/, '专家评审'],
]

/** The reason that a text begins with; null: none of those that stop the clock. */
export function readPauseReason(text: string): PauseReason | null {
  const words = text.trim()
  return REASON_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

export const pauseReasonList = pauseReasons.join('、')

const MOVES: Readonly<Record<PermitMove, string>> = {
  ACCEPT: '受理',
  PAUSE: '暂停',
  RESUME: '恢复',
  FINISH: '办结',
  REFUSE: '不予许可',
  WAIVE: '不需要',
  NEED: '需要',
}

const STATES: Readonly<Record<PermitStanding, string>> = {
  NOT_NEEDED: '不需要',
  PREPARING: '准备材料',
  ACCEPTED: '已受理',
  PAUSED: '停表',
  DONE: '已办结',
  REFUSED: '不予许可',
}

/** '受理' */
export function showPermitMove(move: PermitMove): string {
  return MOVES[move]
}

/** '已受理' */
export function showPermitState(state: PermitStanding): string {
  return STATES[state]
}
