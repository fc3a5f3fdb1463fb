/** Bonus, at most 5, and deduction of a month (rules.md §6, §6a.9). Praise, media and speed of reply are no grounds. */
import { daysBetween, showDay } from '../calendar-day.ts'
import { decimal, type Exact, exact, fixed, NOUGHT, share, showPercent } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { quotientText } from './amount-text.ts'
import type { Finding } from './inspection.ts'
import { isIn, type MonthFacts } from './month-facts.ts'

export interface Adjustment {
  /** Signed. */
  readonly points: Exact
  readonly reason: string
}

/** The grounds that hold; when they come to more than the limit, a last line takes the surplus off. */
export function bonusOf(facts: MonthFacts, finding: Finding, { bonus }: ScoringRules): Adjustment[] {
  const grounds = [completion(facts, bonus), early(facts, bonus), ahead(facts, finding, bonus), escalated(facts, bonus)]
  const held = grounds.filter((ground) => ground !== null).filter(({ points }) => !points.equals(NOUGHT))
  const surplus = total(held).sub(decimal(bonus.most))
  if (surplus.lte(NOUGHT)) return held
  return [...held, { points: surplus.neg(), reason: `加分最多 ${bonus.most} 分，超出的不计` }]
}

/** What a 核查偏差 costs; a deviation above the zero line is no deduction but makes P 0. */
export function deductionsOf(finding: Finding, { deviation }: ScoringRules): Adjustment[] {
  if (finding.kind !== 'minor' && finding.kind !== 'released') return []
  return deviation.points === 0 ? [] : [{ points: decimal(deviation.points).neg(), reason: finding.text }]
}

export function total(adjustments: readonly Adjustment[]): Exact {
  return adjustments.reduce((sum, { points }) => sum.add(points), NOUGHT)
}

/** '+0.50', '-3.00' */
export function writtenAdjustment({ points, reason }: Adjustment): { points: string; reason: string } {
  return { points: `${points.gte(NOUGHT) ? '+' : ''}${fixed(points, 2)}`, reason }
}

type BonusRules = ScoringRules['bonus']

function completion({ input }: MonthFacts, bonus: BonusRules): Adjustment | null {
  const done = input.completion
  if (done === null || done.plannedOn === null || done.doneOn >= done.plannedOn) return null
  const reason = `提前投产（计划 ${showDay(done.plannedOn)}，实际 ${showDay(done.doneOn)}）`
  return { points: decimal(bonus.completion), reason }
}

/** Done in the month, at least so many calendar days before due. */
function early({ month, input }: MonthFacts, { early: each, earlyMost, earlyDays }: BonusRules): Adjustment | null {
  const names = input.milestones
    .filter(({ doneOn, dueOn }) => {
      return doneOn !== null && isIn(month, doneOn) && daysBetween(doneOn, dueOn) >= earlyDays
    })
    .map(({ name }) => name)
  if (names.length === 0) return null
  const all = decimal(each).mul(names.length)
  const most = decimal(earlyMost)
  const limit = all.gt(most) ? `，最多 ${earlyMost}` : ''
  const reason = `节点提前 ${earlyDays} 天以上 ${names.length} 个（${names.join('、')}，每个 ${each}${limit}）`
  return { points: all.gt(most) ? most : all, reason }
}

function ahead({ r, target, yearToDate }: MonthFacts, finding: Finding, bonus: BonusRules): Adjustment | null {
  const disputed = finding.kind !== 'none' && finding.kind !== 'agrees'
  if (disputed || target.lte(NOUGHT) || r.lt(share(bonus.aheadRatio))) return null
  const quotient = `${quotientText(exact(yearToDate), target)} = ${showPercent(r)}`
  return { points: decimal(bonus.ahead), reason: `年度累计达到目标的 ${bonus.aheadRatio}%（${quotient}）` }
}

function escalated({ input: { escalatedClosed } }: MonthFacts, bonus: BonusRules): Adjustment | null {
  if (escalatedClosed === 0) return null
  const points = decimal(bonus.escalated).mul(escalatedClosed)
  return { points, reason: `提级问题按期销号 ${escalatedClosed} 个（每个 ${bonus.escalated}）` }
}
