/** What a 核查 of the month leads to in its score (rules.md §6, §6a.9). */
import { showPercent } from '../fraction.ts'
import { inspectionDeviation, inspectionGrade } from '../inspection.ts'
import { money, showMoney, ZERO } from '../money.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { ProjectMonthInput } from './input.ts'

/** agrees: up to 5 %; minor: up to 10 %, costs points; major: P is 0, unless a person has released it. */
export type Finding =
  | { readonly kind: 'none' }
  | { readonly kind: 'agrees' }
  | { readonly kind: 'minor' | 'major' | 'released'; readonly text: string }

export function findingOf(inspection: ProjectMonthInput['inspection'], rules: ScoringRules['deviation']): Finding {
  if (inspection === null) return { kind: 'none' }
  const reported = money(inspection.reported)
  const verified = money(inspection.verified)
  const amounts = `上报 ${showMoney(reported)}，核实 ${showMoney(verified)}`
  const beyond = inspection.released === true ? 'released' : 'major'
  // Nothing at all was found of what was reported: no percentage says how far that is off.
  if (verified === ZERO && reported !== ZERO) return { kind: beyond, text: `核查不符（${amounts}）` }
  const deviation = inspectionDeviation(reported, verified)
  const grade = inspectionGrade(deviation, rules)
  if (grade === 'none') return { kind: 'agrees' }
  return { kind: grade === 'minor' ? 'minor' : beyond, text: `核查偏差 ${showPercent(deviation)}（${amounts}）` }
}
