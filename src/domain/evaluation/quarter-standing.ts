/** What a unit brings into the quarter's ranking: Q and the keys that break a tie (rules.md §6a.1, 12, 14, 16). */
import { targetRatio } from '../figures.ts'
import { Exact, fixed, NOUGHT, ONE } from '../fraction.ts'
import { money } from '../money.ts'
import type { Month } from '../period.ts'
import type { EvaluationMode } from '../scoring-rules.ts'
import type { QuarterUnit } from './quarter.ts'
import type { UnitMonthDetail } from './unit-month-detail.ts'

/** Fewer months with U give no Q. */
const MONTHS_NEEDED = 2
const MONTHS = 3

export interface Standing {
  readonly unit: QuarterUnit
  readonly months: readonly { readonly month: Month; readonly score: string | null }[]
  /** Null: no Q. */
  readonly q: { readonly value: Exact; readonly formula: string } | null
  readonly redPlates: number
  readonly redShare: Exact
  readonly milestoneRate: Exact
  /** At the quarter's end; null when its last month was not published. */
  readonly r: Exact | null
  readonly cappedRatio: Exact
  readonly overdueProblems: number
  readonly zeroed: boolean
}

/** @param months the quarter's, in order; a month that was judged in another mode gives no U to this quarter */
export function standingOf(unit: QuarterUnit, months: readonly Month[], mode: EvaluationMode): Standing {
  const details = months.flatMap((of) => unit.months.find(({ month }) => month === of) ?? [])
  const count = (pick: (detail: UnitMonthDetail) => number) => details.reduce((all, detail) => all + pick(detail), 0)
  const redPlates = count(({ plates }) => plates.red)
  const plates = count(({ plates: { green, yellow, red } }) => green + yellow + red)
  const due = count(({ milestones }) => milestones.due)
  const last = details.find(({ month }) => month === months.at(-1))
  const r = last === undefined ? null : targetRatio(money(last.yearToDate), new Exact(last.target))
  const scores = months.map((month) => ({
    month,
    score: details.find((detail) => detail.month === month && detail.mode === mode)?.score ?? null,
  }))
  return {
    unit,
    months: scores,
    q: quarterScore(
      scores.flatMap(({ score }) => score ?? []),
      mode,
    ),
    redPlates,
    redShare: plates === 0 ? NOUGHT : new Exact(redPlates, plates),
    milestoneRate:
      due === 0
        ? ONE
        : new Exact(
            count(({ milestones }) => milestones.onTime),
            due,
          ),
    r,
    cappedRatio: r === null ? NOUGHT : r.gt(ONE) ? ONE : r,
    overdueProblems: last?.overdueProblems ?? 0,
    zeroed: details.some(({ zeroed }) => zeroed),
  }
}

/** Mean of the months' U; mode simple: their sum, scaled to three months. Rounded: ranks compare the rounded value. */
function quarterScore(scores: readonly string[], mode: EvaluationMode): Standing['q'] {
  if (scores.length < MONTHS_NEEDED) return null
  const sum = scores.reduce((total, score) => total.add(new Exact(score)), NOUGHT)
  const scale = mode === 'simple' ? MONTHS : 1
  const text = fixed(sum.mul(scale).div(scores.length), 2)
  const terms = `(${scores.join(' + ')})`
  const whole = scale === scores.length ? terms.slice(1, -1) : `${terms} ÷ ${scores.length}`
  const formula = `${whole}${scale === 1 || scale === scores.length ? '' : ` × ${scale}`} = ${text}`
  return { value: new Exact(text), formula }
}

/** Negative when `a` stands strictly better; 0 when nothing tells them apart. Both have a Q. */
export function compareStandings(a: Standing, b: Standing): number {
  return (
    (b.q?.value ?? NOUGHT).compare(a.q?.value ?? NOUGHT) ||
    a.redShare.compare(b.redShare) ||
    b.milestoneRate.compare(a.milestoneRate) ||
    b.cappedRatio.compare(a.cappedRatio) ||
    a.overdueProblems - b.overdueProblems
  )
}
