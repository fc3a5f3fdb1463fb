/** A 投资进度: 40 × min(1, r); n/a without an annual plan (rules.md §6, §6a.4). */
import { exact, NOUGHT, ONE } from '../fraction.ts'
import { ZERO } from '../money.ts'
import { quotientText } from './amount-text.ts'
import { notApplicable, type Outcome, scored } from './item.ts'
import type { MonthFacts } from './month-facts.ts'

export function progressItem({ plan, yearToDate, target, r }: MonthFacts, weight: number): Outcome {
  if (plan === ZERO) return notApplicable('年度计划为 0')
  if (target.equals(NOUGHT)) return scored(ONE, `${weight} × 1（目标为 0，按 1 计）`)
  const quotient = quotientText(exact(yearToDate), target)
  return r.gt(ONE) ? scored(ONE, `${weight} × 1（${quotient}，超过 1 按 1 计）`) : scored(r, `${weight} × ${quotient}`)
}
