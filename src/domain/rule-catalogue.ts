/** The rules by the names that officials type, in the groups in which the command 规则 lists them. */
import { fold, visible } from './normalise.ts'
import { reportingRules, targetRules } from './rule-entries-cycle.ts'
import { permitRules } from './rule-entries-permits.ts'
import { rankingRules } from './rule-entries-ranking.ts'
import { evaluationRules, plateRules } from './rule-entries-scoring.ts'
import { supervisionRules } from './rule-entries-supervision.ts'
import type { RuleEntry } from './rule-entry.ts'

export type { RuleEntry }

export interface RuleGroup {
  readonly name: string
  /** What else the group answers to. */
  readonly also?: readonly string[]
  readonly rules: readonly RuleEntry[]
}

/** Each fits a phone, and a card has room for six buttons (WeCom). */
export const ruleGroups: readonly [RuleGroup, ...RuleGroup[]] = [
  { name: '报送', rules: reportingRules },
  { name: '目标', rules: targetRules },
  { name: '考评', rules: evaluationRules },
  { name: '亮牌', rules: plateRules },
  { name: '排名', rules: rankingRules },
  { name: '办理', also: ['督办', '手续'], rules: [...supervisionRules, ...permitRules] },
]

export const ruleCatalogue: readonly RuleEntry[] = ruleGroups.flatMap(({ rules }) => rules)

/** The rule of a name that was typed, or null. */
export function findRule(name: string): RuleEntry | null {
  const word = fold(visible(name)).replace(/\s/g, '')
  const exact = ruleCatalogue.find(({ key, label, aliases }) => [key, label, ...aliases].includes(word))
  if (exact !== undefined || word.length < 2) return exact ?? null
  const [only, ...others] = ruleCatalogue.filter(({ label }) => label.startsWith(word))
  return only !== undefined && others.length === 0 ? only : null
}

/** The group of a name that was typed, or null. */
export function findRuleGroup(name: string): RuleGroup | null {
  const word = fold(visible(name)).replace(/\s/g, '').replace(/规则$/, '')
  return ruleGroups.find(({ name: own, also = [] }) => own === word || also.includes(word)) ?? null
}
