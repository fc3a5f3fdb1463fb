/**
 * The clock of a permit (rules.md §7). Only government time counts against the promised limit; the enterprise's time of
 * preparation and the pauses (补正, 公示, 听证, 专家评审) do not. A day belongs to whoever had the permit when the day
 * began: so counting starts on the day after acceptance, the day of a pause still counts, that of its end does not.
 */
import { addDays, type Day, daysBetween } from '../calendar-day.ts'
import { addWorkdays, firstWorkdayAfter, type WorkCalendar } from '../workday.ts'

/** What stops the clock: the law leaves this time out. */
export const pauseReasons = ['补正', '公示', '听证', '专家评审'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** What happened to a permit, each on its day; in the order in which it happened. */
export type PermitEvent =
  | { readonly kind: 'accepted'; readonly on: Day }
  | { readonly kind: 'paused'; readonly on: Day; readonly reason: PauseReason }
  | { readonly kind: 'resumed'; readonly on: Day }
  | { readonly kind: 'done'; readonly on: Day }
  | { readonly kind: 'refused'; readonly on: Day }

export type PermitState =
  /** Nothing accepted yet: the enterprise prepares. */
  'preparing' | 'accepted' | 'paused' | 'done' | 'refused'

/** A limit in working days (工作日) or calendar days (日). */
export interface Limit {
  readonly days: number
  readonly unit: 'workday' | 'day'
}

/** A span of government time: after `from`, up to and including `to`. */
interface Span {
  readonly from: Day
  readonly to: Day
}

/** The state after the events. Throws a RangeError when they cannot follow on each other. */
export function permitState(events: readonly PermitEvent[]): PermitState {
  let state: PermitState = 'preparing'
  let last: Day | null = null
  for (const event of events) {
    if (last !== null && event.on < last) throw new RangeError(`${event.kind} on ${event.on} comes before ${last}`)
    state = after(state, event)
    last = event.on
  }
  return state
}

/** What may happen next; what may not is refused by the caller with a sentence. */
export function mayFollow(events: readonly PermitEvent[], next: PermitEvent): boolean {
  const last = events.at(-1)
  if (last !== undefined && next.on < last.on) return false
  return NEXT[permitState(events)].includes(next.kind)
}

/** A refused permit may be applied for again: its clock starts anew. */
const NEXT: Readonly<Record<PermitState, readonly PermitEvent['kind'][]>> = {
  preparing: ['accepted'],
  accepted: ['paused', 'done', 'refused'],
  paused: ['resumed', 'refused'],
  done: [],
  refused: ['accepted'],
}

const STATE_AFTER: Readonly<Record<PermitEvent['kind'], PermitState>> = {
  accepted: 'accepted',
  paused: 'paused',
  resumed: 'accepted',
  done: 'done',
  refused: 'refused',
}

function after(state: PermitState, { kind, on }: PermitEvent): PermitState {
  if (!NEXT[state].includes(kind)) throw new RangeError(`${kind} on ${on} cannot follow ${state}`)
  return STATE_AFTER[kind]
}

/** The spans of government time since the last acceptance, up to the end of `today`. */
function governmentSpans(events: readonly PermitEvent[], today: Day): Span[] {
  permitState(events)
  const spans: Span[] = []
  let open: Day | null = null
  for (const { kind, on } of events) {
    if (on > today) break
    if (kind === 'accepted') spans.length = 0
    if (kind === 'accepted' || kind === 'resumed') open = on
    else if (open !== null) {
      spans.push({ from: open, to: on })
      open = null
    }
  }
  if (open !== null) spans.push({ from: open, to: today })
  return spans
}

function* daysOf({ from, to }: Span): Generator<Day> {
  for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) yield on
}

/** The days of government time up to the end of `today`: working days, or all days where the limit is in 日. */
export function governmentDays(
  events: readonly PermitEvent[],
  today: Day,
  calendar: WorkCalendar,
  unit: Limit['unit'] = 'workday',
): readonly Day[] {
  const days = governmentSpans(events, today).flatMap((span) => [...daysOf(span)])
  return unit === 'day' ? days : days.filter((on) => calendar.isWorkday(on))
}

export type Countdown =
  /** Not accepted, or paused: the clock stands. `used` so far. */
  | { readonly running: false; readonly used: number; readonly left: number }
  /** `left` is negative when it is overdue by so many days. `dueOn` is the last day that is on time. */
  | { readonly running: true; readonly used: number; readonly left: number; readonly dueOn: Day }

/** How much of the promised limit is used and left at the end of `today`. */
export function countdown(events: readonly PermitEvent[], limit: Limit, today: Day, calendar: WorkCalendar): Countdown {
  const past = events.filter(({ on }) => on <= today)
  const used = governmentDays(past, today, calendar, limit.unit).length
  const left = limit.days - used
  if (permitState(past) !== 'accepted') return { running: false, used, left }
  const dueOn = promisedDay(past, limit, calendar)
  if (dueOn === null) throw new RangeError('the clock does not run')
  if (limit.unit === 'workday' || left >= 0) return { running: true, used, left, dueOn }
  // A limit in 日 that ends on a day off ends on the next working day (民法典 203); lateness counts from there.
  return { running: true, used, left: Math.min(0, daysBetween(today, dueOn)), dueOn }
}

/** The last day of a span that is on time: earlier spans are used up, this one goes on. */
function endWithin(earlier: readonly Span[], { from }: Span, limit: Limit, calendar: WorkCalendar): Day {
  const before = earlier.flatMap((span) => [...daysOf(span)])
  const usedBefore = limit.unit === 'day' ? before.length : before.filter((on) => calendar.isWorkday(on)).length
  const rest = limit.days - usedBefore
  if (limit.unit === 'workday') return addWorkdays(calendar, from, rest)
  const end = addDays(from, rest)
  return calendar.isWorkday(end) ? end : firstWorkdayAfter(calendar, end)
}

/**
 * The last day on time as the clock stands after the events. What was missed once stays missed: a pause after it, or a
 * later end, moves it no more. Null: not accepted, or paused with time left.
 */
export function promisedDay(events: readonly PermitEvent[], limit: Limit, calendar: WorkCalendar): Day | null {
  const last = events.at(-1)
  if (last === undefined) return null
  const spans = governmentSpans(events, last.on)
  const paused = permitState(events) === 'paused'
  for (const [i, span] of spans.entries()) {
    const due = endWithin(spans.slice(0, i), span, limit, calendar)
    if (span.to > due) return due
    if (i < spans.length - 1 || paused) continue
    // Refused during a pause: the clock stood, so it was in time on the day itself.
    return permitState(events.slice(0, -1)) === 'paused' && last.kind === 'refused' ? last.on : due
  }
  return null
}

/** Whether a permit that is done was done within its limit; null: it is not done. */
export function doneInTime(events: readonly PermitEvent[], limit: Limit, calendar: WorkCalendar): boolean | null {
  const last = events.at(-1)
  if (last?.kind !== 'done') return null
  const due = promisedDay(events, limit, calendar)
  return due !== null && last.on <= due
}

/**
 * 全流程审批用时 of a project: the working days on which at least one of its permits was in government time, so that
 * what is examined in parallel is counted once.
 */
export function totalGovernmentDays(
  permits: readonly (readonly PermitEvent[])[],
  today: Day,
  calendar: WorkCalendar,
): number {
  return new Set(permits.flatMap((events) => governmentDays(events, today, calendar))).size
}

export type Urgency = 'none' | 'soon' | 'overdue' | 'far-overdue'

/** Days left from which the agent is told, days overdue after which it is red (rules.md §7). */
export interface Lines {
  readonly soonDays: number
  readonly redDays: number
}

/** By default: ≤ 2 days left: tell the agent; overdue: yellow; more than 5 days overdue: red. */
export function urgency(clock: Countdown, { soonDays, redDays }: Lines = { soonDays: 2, redDays: 5 }): Urgency {
  if (!clock.running || clock.left > soonDays) return 'none'
  if (clock.left >= 0) return 'soon'
  return clock.left < -redDays ? 'far-overdue' : 'overdue'
}
