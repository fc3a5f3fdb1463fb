/** B 节点: 25 × the weighted mean over the milestones due in the month, by lateness in calendar days (rules.md §6a.5). */
import { daysBetween } from '../calendar-day.ts'
import { Exact, NOUGHT, ONE, share, trimmed } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { MilestoneInput } from './input.ts'
import { notApplicable, type Outcome, scored } from './item.ts'
import { isIn, type MonthFacts } from './month-facts.ts'

export function milestonesItem({ month, input }: MonthFacts, rules: ScoringRules): Outcome {
  const due = input.milestones
    .filter(({ dueOn }) => isIn(month, dueOn))
    .map((milestone) => ({
      weight: new Exact(milestone.weight),
      left: leftBy(milestone, rules.lateness),
      said: `${milestone.name} ${lateText(milestone)}`,
    }))
  if (due.length === 0) return notApplicable('本月没有到期的节点')
  const whole = sumOf(due)
  if (whole.equals(NOUGHT)) return notApplicable('本月到期的节点权重都是 0')
  const sum = due.reduce((total, { weight, left }) => total.add(weight.mul(left)), NOUGHT)
  return scored(
    sum.div(whole),
    `${rules.weights.milestones} × ${mean(due)}（${due.map(({ said }) => said).join('，')}）`,
  )
}

/** Days late (negative: early); null: not done. */
export function lateDays({ dueOn, doneOn }: Pick<MilestoneInput, 'dueOn' | 'doneOn'>): number | null {
  return doneOn === null ? null : daysBetween(dueOn, doneOn)
}

/** What lateness leaves: all, 60 %, 30 %, nothing. */
function leftBy(milestone: MilestoneInput, { slightDays, slightPercent, graveDays, gravePercent }: Lateness): Exact {
  const days = lateDays(milestone)
  if (days === null) return NOUGHT
  if (days <= 0) return ONE
  if (days <= slightDays) return share(slightPercent)
  return days <= graveDays ? share(gravePercent) : NOUGHT
}

type Lateness = ScoringRules['lateness']

function lateText(milestone: MilestoneInput): string {
  const days = lateDays(milestone)
  if (days === null) return '未完成'
  return days <= 0 ? '按期' : `晚 ${days} 天`
}

interface Weighed {
  readonly weight: Exact
  readonly left: Exact
}

/** '0.6', '(1 + 0.6) ÷ 2', '(2 × 1 + 1 × 0.6) ÷ 3' */
function mean(due: readonly Weighed[]): string {
  const [first] = due
  if (first === undefined) return '0'
  if (due.length === 1) return trimmed(first.left, 4)
  const same = due.every(({ weight }) => weight.equals(first.weight))
  const parts = due.map(({ weight, left }) => `${same ? '' : `${trimmed(weight, 2)} × `}${trimmed(left, 4)}`)
  const whole = same ? due.length : trimmed(sumOf(due), 2)
  return `(${parts.join(' + ')}) ÷ ${whole}`
}

function sumOf(due: readonly Weighed[]): Exact {
  return due.reduce((total, { weight }) => total.add(weight), NOUGHT)
}
