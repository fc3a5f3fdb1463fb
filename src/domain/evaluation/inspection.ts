/** 核查: |reported − verified| ÷ verified, and what a deviation leads to (rules.md §6, §6a.9). */
import { exact, NOUGHT, share, showPercent } from '../fraction.ts'
import { money, showMoney } from '../money.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { ProjectMonthInput } from './input.ts'

/** agrees: up to 5 %; minor: up to 10 %, costs points; major: P is 0, unless a person has released it. */
export type Finding =
  | { readonly kind: 'none' }
  | { readonly kind: 'agrees' }
  | { readonly kind: 'minor' | 'major' | 'released'; readonly text: string }

export function findingOf(
  inspection: ProjectMonthInput['inspection'],
  { minor, major }: ScoringRules['deviation'],
): Finding {
  if (inspection === null) return { kind: 'none' }
  const reported = money(inspection.reported)
  const verified = money(inspection.verified)
  const amounts = `上报 ${showMoney(reported)}，核实 ${showMoney(verified)}`
  const off = exact(reported).sub(exact(verified)).abs()
  if (off.equals(NOUGHT)) return { kind: 'agrees' }
  const beyond = inspection.released === true ? 'released' : 'major'
  // Nothing at all was found of what was reported: no percentage says how far that is off.
  if (exact(verified).equals(NOUGHT)) return { kind: beyond, text: `核查不符（${amounts}）` }
  const deviation = off.div(exact(verified).abs())
  if (deviation.lte(share(minor))) return { kind: 'agrees' }
  const text = `核查偏差 ${showPercent(deviation)}（${amounts}）`
  return { kind: deviation.lte(share(major)) ? 'minor' : beyond, text }
}
