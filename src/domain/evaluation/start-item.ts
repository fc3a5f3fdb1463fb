/**
 * C 开复工 (rules.md §6a.6): from the month of the planned start or resumption to that year's end. A project that stands
 * still without an exemption gets nothing, also when no start is planned; before the planned month the item is n/a, a
 * winter's rest included.
 */
import { daysBetween } from '../calendar-day.ts'
import { NOUGHT, ONE, share, trimmed } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { notApplicable, type Outcome, scored } from './item.ts'
import type { MonthFacts } from './month-facts.ts'

const STOPPED = '停工，没有豁免'

export function startItem({ month, input }: MonthFacts, rules: ScoringRules): Outcome {
  const { start, stopped } = input
  const plannedOn = start?.plannedOn ?? null
  if (start === null || plannedOn === null) {
    return stopped ? scored(NOUGHT, STOPPED) : notApplicable('没有计划开工或复工')
  }
  const word = startWord(start.kind)
  if (plannedOn.slice(0, 7) > month) return notApplicable(`未到计划${word}的月份`)
  if (stopped) return scored(NOUGHT, STOPPED)
  if (plannedOn.slice(0, 4) < month.slice(0, 4)) return notApplicable(`计划${word}在上一年`)
  if (start.verifiedOn === null) return scored(NOUGHT, `未${word}`)
  const late = daysBetween(plannedOn, start.verifiedOn)
  if (late <= 0) return scored(ONE, `按期${word}`)
  const left = late <= rules.lateness.startDays ? share(rules.lateness.startPercent) : NOUGHT
  return scored(left, `${word}晚 ${late} 天，× ${trimmed(left, 4)}`)
}

export function startWord(kind: 'start' | 'resumption'): string {
  return kind === 'start' ? '开工' : '复工'
}
