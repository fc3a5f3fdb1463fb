/** Where the clock of a permit stands on a day, and how that is said (rules.md §7). */
import { type Day, dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { showLimit } from '../../domain/permits/catalogue.ts'
import {
  type Countdown,
  countdown,
  type Limit,
  totalGovernmentDays,
  type Urgency,
  urgency,
} from '../../domain/permits/clock.ts'
import { eventsOf, showPermitState } from '../../domain/permits/steps.ts'
import type { Rules } from '../../domain/rules.ts'
import { calendarCaveat, type WorkCalendar } from '../../domain/workday.ts'
import { limitFromDb, promiseOf, statutoryOf } from './catalogue.ts'
import { type PermitRow, stepsOf } from './find.ts'

/** What a clock is read with. */
export interface Hour {
  readonly today: Day
  readonly calendar: WorkCalendar
  readonly rules: Rules
}

export interface PermitClock {
  /** Null: no limit is known, nothing counts down. */
  readonly count: Countdown | null
  readonly limit: Limit | null
  /** The limit is a promise of the district, not the law's. */
  readonly promised: boolean
  readonly urgency: Urgency
  /** It runs and is past the law's own limit. */
  readonly beyondLaw: boolean
}

export function clockOf(permit: PermitRow, { today, calendar, rules }: Hour): PermitClock {
  const { limit, promised } = limitInForce(permit)
  const events = eventsOf(stepsOf(permit))
  const count = limit === null ? null : countdown(events, limit, today, calendar)
  const law = statutoryOf(permit.item)
  const lawful = promised && law !== null ? countdown(events, law, today, calendar) : null
  return {
    ...{ count, limit, promised },
    urgency: count === null ? 'none' : urgency(count, rules.permits),
    beyondLaw: lawful?.running === true && lawful.left < 0,
  }
}

/** What it was accepted with; before that, what it would be accepted with today. */
export function limitInForce({ limitDays, limitUnit, limitPromised, acceptedOn, item }: PermitRow): {
  readonly limit: Limit | null
  readonly promised: boolean
} {
  if (acceptedOn !== null) return { limit: limitFromDb(limitDays, limitUnit), promised: limitPromised }
  const promise = promiseOf(item)
  return { limit: promise ?? statutoryOf(item), promised: promise !== null }
}

/** '剩 3 个工作日（10月12日前）', '逾期 3 个工作日，亮黄（应于10月9日办结）', '没有时限' */
export function showTimeLeft(clock: PermitClock): string {
  const { count, urgency: how, beyondLaw } = clock
  if (count === null || !count.running) return '没有时限'
  const day = showDay(count.dueOn)
  if (count.left >= 0) return `${showDaysLeft(clock)}（${day}前）`
  const colour = how === 'far-overdue' ? '亮红' : '亮黄'
  return `${showDaysLeft(clock)}，${colour}${beyondLaw ? '，已超法定时限' : ''}（应于${day}办结）`
}

/** '剩 3 个工作日', '逾期 3 个工作日', '没有时限' */
export function showDaysLeft({ count, limit }: PermitClock): string {
  if (count === null || limit === null || !count.running) return '没有时限'
  const { left } = count
  return `${left < 0 ? '逾期' : '剩'} ${showLimit({ ...limit, days: Math.abs(left) })}`
}

/** Where it stands, in few words: '10月9日办结', '停表（补正），已用 2 个工作日', '准备材料', '剩 …'. */
export function showWhere(permit: PermitRow, clock: PermitClock): string {
  const { state, closedOn, steps } = permit
  const reason = steps.at(-1)?.reason ?? null
  const closed = closedOn === null ? '' : showDay(dayFromDb(closedOn))
  switch (state) {
    case 'DONE':
      return `${closed}办结`
    case 'REFUSED':
      return `${closed}不予许可`
    case 'PAUSED': {
      const used =
        clock.count === null || clock.limit === null
          ? ''
          : `，已用 ${showLimit({ ...clock.limit, days: clock.count.used })}`
      return `停表（${reason ?? '补正'}）${used}`
    }
    case 'ACCEPTED':
      return showTimeLeft(clock)
    case 'PREPARING':
    case 'NOT_NEEDED':
      return showPermitState(state)
  }
}

/** 全流程政府用时 of a project: what is examined in parallel is counted once. */
export function totalDays(permits: readonly PermitRow[], { today, calendar }: Hour): number {
  return totalGovernmentDays(
    permits.map((permit) => eventsOf(stepsOf(permit))),
    today,
    calendar,
  )
}

/** The sentence about years whose holidays are not known; null when all are that the clocks ran or end in. */
export function caveatOf(permits: readonly PermitRow[], { today, calendar }: Hour): string | null {
  const years = permits.flatMap((permit) => {
    const days = [...stepsOf(permit).map(({ on }) => on), ...(permit.dueOn === null ? [] : [dayFromDb(permit.dueOn)])]
    const open = permit.state === 'ACCEPTED' ? [today] : []
    const all = [...days, ...open].map((on) => Number(on.slice(0, 4)))
    if (all.length === 0) return []
    const [first, last] = [Math.min(...all), Math.max(...all)]
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
  return calendarCaveat(calendar, years)
}
