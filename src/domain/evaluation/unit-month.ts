/** A unit's month (rules.md §6, §6a.11, §6a.16): U from its projects' published P's, or by its own rule for 审批要素部门. */

import { targetRatio } from '../figures.ts'
import { decimal, Exact, exact, fixed, NOUGHT, trimmed } from '../fraction.ts'
import { type Money, money, moneyText, sum } from '../money.ts'
import { type Month, showMonth } from '../period.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { approvalScore } from './approval-score.ts'
import type { ProjectMonthInput } from './input.ts'
import { lateDays } from './milestones-item.ts'
import { isIn, monthFacts } from './month-facts.ts'
import type { ProjectMonthResult } from './result.ts'
import type { ApprovalInput, UnitMonthDetail } from './unit-month-detail.ts'

export interface UnitMonthInput {
  readonly month: Month
  readonly unitId: number
  /** 简称 */
  readonly name: string
  /** The months of the projects of which it is the (first) responsible unit, as they are published. */
  readonly projects: readonly UnitProject[]
  /** Of a unit of the group 审批要素部门; null for all others. */
  readonly approval: ApprovalInput | null
  /** Problems it leads that are open and overdue at the month's end. */
  readonly overdueProblems: number
}

export interface UnitProject {
  readonly input: ProjectMonthInput
  readonly result: ProjectMonthResult
}

/** U (two decimals) and the lines that explain it, or why there is none. */
export interface UnitScore {
  readonly score: string | null
  readonly unscored: string | null
  readonly lines: readonly string[]
}

/** U with its explanation and what the quarter counts; the mode is that of the month's rules. */
export function evaluateUnit(input: UnitMonthInput, rules: ScoringRules): UnitMonthDetail {
  const { month, approval, overdueProblems } = input
  const { mode } = rules.evaluation
  // A month's order of rows is nobody's business: the same projects in any order give the same lines.
  const projects = input.projects.toSorted((a, b) => a.input.projectId - b.input.projectId)
  const assessed = projects.filter(({ input: { exempt, disqualified } }) => !exempt && !disqualified)
  const weighed = assessed.map(({ input: of, result: { score } }) => ({
    ...{ projectId: of.projectId, name: of.name, score },
    weight: mode === 'full' ? trimmed(weightOf(money(of.plan), rules), 2) : '1',
  }))
  const { score, unscored, lines } = unitScore(weighed, approval, rules)
  const plates = { green: 0, yellow: 0, red: 0, grey: 0 }
  for (const { result } of projects) if (result.plate !== null) plates[result.plate.colour]++
  return {
    ...{ month, mode, score, unscored, approval, plates, overdueProblems },
    projects: weighed,
    ...progressOf(assessed),
    milestones: milestonesOf(month, assessed),
    zeroed: assessed.some(({ result }) => result.zeroed),
    lines: [
      `${input.name} ${showMonth(month)} ${score === null ? `没有得分：${unscored}` : `得分 ${score}`}`,
      ...lines,
    ],
  }
}

function unitScore(
  projects: UnitMonthDetail['projects'],
  approval: ApprovalInput | null,
  { evaluation }: ScoringRules,
): UnitScore {
  if (evaluation.mode === 'cards-only') return { score: null, unscored: '本区只亮牌，不打分', lines: [] }
  return approval === null ? weightedMean(projects) : approvalScore(approval)
}

/** Weight by annual plan: ≥ 10 亿, ≥ 5 亿, ≥ 1 亿, below. */
function weightOf(plan: Money, { projectWeights }: ScoringRules): Exact {
  const { huge, large, medium, small } = projectWeights
  const wan = exact(plan)
  if (wan.gte(100_000)) return decimal(huge)
  if (wan.gte(50_000)) return decimal(large)
  return decimal(wan.gte(10_000) ? medium : small)
}

/** U = Σ(P·w) ÷ Σw over the published P's, rounded. */
function weightedMean(projects: UnitMonthDetail['projects']): UnitScore {
  const scored = projects.flatMap(({ name, score, weight }) => {
    return score === null ? [] : [{ name, score, weight, product: new Exact(score).mul(new Exact(weight)) }]
  })
  const weights = scored.reduce((total, { weight }) => total.add(new Exact(weight)), NOUGHT)
  if (weights.equals(NOUGHT)) return { score: null, unscored: '本月没有打分的项目', lines: [] }
  const points = scored.reduce((total, { product }) => total.add(product), NOUGHT)
  const score = fixed(points.div(weights), 2)
  const lines = scored.map(({ name, score: own, weight, product }) => {
    return `${name} ${own} × ${weight} = ${trimmed(product, 4)}`
  })
  const sum = `合计 ${trimmed(points, 4)} ÷ 权重合计 ${trimmed(weights, 2)} = ${score}`
  return { score, unscored: null, lines: [...lines, sum] }
}

/** §6a.11: r = Σ年度累计 ÷ Σ目标累计; 1 when the target sum is 0. */
function progressOf(assessed: readonly UnitProject[]): Pick<UnitMonthDetail, 'yearToDate' | 'target' | 'r'> {
  const facts = assessed.map(({ input }) => monthFacts(input))
  const yearToDate = sum(facts.map((of) => of.yearToDate))
  const target = facts.reduce((total, of) => total.add(of.target), NOUGHT)
  return {
    yearToDate: moneyText(yearToDate),
    target: target.toFraction(),
    r: fixed(targetRatio(yearToDate, target), 6),
  }
}

function milestonesOf(month: Month, assessed: readonly UnitProject[]): UnitMonthDetail['milestones'] {
  const due = assessed.flatMap(({ input }) => input.milestones.filter(({ dueOn }) => isIn(month, dueOn)))
  const onTime = due.filter((milestone) => {
    const days = lateDays(milestone)
    return days !== null && days <= 0
  })
  return { due: due.length, onTime: onTime.length }
}
