/** 核查偏差 (rules.md §6a.9): |reported − verified| ÷ verified, and what the rules make of it. */
import { type Exact, NOUGHT, ONE, ratio, share } from './fraction.ts'
import { type Money, money, moneyText, subtract, ZERO } from './money.ts'
import type { ScoringRules } from './scoring-rules.ts'

/** The share by which the report is off; 1 (100 %) when nothing was verified of what was reported. */
export function inspectionDeviation(reported: Money, verified: Money): Exact {
  const difference = subtract(reported, verified)
  const size = difference < ZERO ? money(moneyText(difference).slice(1)) : difference
  return ratio(size, verified) ?? (size === ZERO ? NOUGHT : ONE)
}

/** none: within the line (5 % by default); minor: up to 10 % inclusive, points are taken off; major: the month's score is 0. */
export type InspectionGrade = 'none' | 'minor' | 'major'

export function inspectionGrade(deviation: Exact, { minor, major }: ScoringRules['deviation']): InspectionGrade {
  if (deviation.gt(share(major))) return 'major'
  return deviation.gt(share(minor)) ? 'minor' : 'none'
}
