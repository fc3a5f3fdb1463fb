/** What the program finds wrong with itself: something that was due and was not done or not sent. */
import type { Action } from '../chat/card.ts'
import { isDay, showDay } from '../domain/calendar-day.ts'
import { month, parseTenDay, quarter, showMonth, showQuarter, showTenDayShort } from '../domain/period.ts'

/** slot: due and not done · failed: tried and failed · expired: its use had passed · owed: not sent · … */
export const faultKinds = ['slot', 'failed', 'expired', 'calendar', 'owed', 'unreachable', 'notice'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly kind: FaultKind
  /** Names the fault within its district, the same in every copy of the program. */
  readonly id: string
  /** What happened, in one line. */
  readonly title: string
  /** What to do about it. */
  readonly remedy: string
  readonly actions?: readonly Action[]
}

/** '旬报提醒（9月上旬）': what a run of a job is called. */
export function showRun(title: string, period: string): string {
  return `${title}（${showPeriod(period)}）`
}

function showPeriod(code: string): string {
  const tenDay = parseTenDay(code)
  if (tenDay !== null) return showTenDayShort(tenDay)
  if (isDay(code)) return showDay(code)
  if (/^\d{4}-\d{2}$/.test(code)) return showMonth(month(code))
  return /^\d{4}-Q[1-4]$/.test(code) ? showQuarter(quarter(code)) : code
}
