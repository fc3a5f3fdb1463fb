/** A project's month (rules.md §6, §6a): P with its items, bonus and deductions, and the plate. */
import { decimal, Exact, fixed, NOUGHT, trimmed } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { type Adjustment, bonusOf, deductionsOf, total, writtenAdjustment } from './bonus.ts'
import type { ProjectMonthInput } from './input.ts'
import { type Finding, findingOf } from './inspection.ts'
import { type Item, weigh, writtenItem } from './item.ts'
import { milestonesItem } from './milestones-item.ts'
import { type MonthFacts, monthFacts } from './month-facts.ts'
import { plateOf } from './plate.ts'
import { progressItem } from './progress-item.ts'
import { qualityItem } from './quality-item.ts'
import { permitsItem, problemsItem } from './rate-items.ts'
import type { Plate, ProjectMonthResult } from './result.ts'
import { startItem } from './start-item.ts'

const HUNDRED = new Exact(100n)

/** The month's result by the rules in force on its first day; the same input and rules always give the same result. */
export function evaluateProject(input: ProjectMonthInput, rules: ScoringRules): ProjectMonthResult {
  const facts = monthFacts(input)
  const finding = findingOf(input.inspection, rules.deviation)
  const plate = plateOrNone(facts, rules)
  const blank: ProjectMonthResult = {
    mode: rules.evaluation.mode,
    score: null,
    unscored: null,
    items: [],
    sum: null,
    of: null,
    bonus: [],
    deductions: [],
    zeroed: false,
    r: fixed(facts.r, 6),
    g: fixed(facts.g, 2),
    plate,
  }
  if (plate === null) return { ...blank, unscored: '不参评' }
  if (plate.colour === 'grey') return { ...blank, unscored: '豁免期内' }
  const judged = { ...blank, zeroed: finding.kind === 'major' }
  if (rules.evaluation.mode === 'cards-only') return { ...judged, unscored: '本区只亮牌，不打分' }
  if (rules.evaluation.mode === 'simple') return { ...judged, ...plateScore(plate, finding, rules) }
  return { ...judged, ...score(facts, finding, rules) }
}

function plateOrNone(facts: MonthFacts, rules: ScoringRules): Plate | null {
  if (facts.input.disqualified) return null
  return facts.input.exempt ? { colour: 'grey', reasons: ['豁免期内'] } : plateOf(facts, rules)
}

/** Mode simple: 绿 10, 黄 6, 红 2. */
function plateScore({ colour }: Plate, finding: Finding, { simple }: ScoringRules): Scored {
  const points = decimal(colour === 'green' ? simple.green : colour === 'yellow' ? simple.yellow : simple.red)
  const zeroing = zeroingOf(finding, points)
  return { score: fixed(points.add(total(zeroing)), 2), deductions: zeroing.map(writtenAdjustment) }
}

/** P is 0 until a person decides: what was reached is taken off, so that the sum still adds up. */
function zeroingOf(finding: Finding, reached: Exact): Adjustment[] {
  if (finding.kind !== 'major') return []
  return [{ points: reached.neg(), reason: `${finding.text}超过归零线，得分先记 0，待项目办认定` }]
}

type Scored = Partial<ProjectMonthResult>

function score(facts: MonthFacts, finding: Finding, rules: ScoringRules): Scored {
  const items = itemsOf(facts, finding, rules)
  const applying = items.flatMap(({ points, of }) => (points === null ? [] : [{ points, of }]))
  const of = applying.reduce((sum, item) => sum.add(item.of), NOUGHT)
  if (of.equals(NOUGHT)) return { items: items.map(writtenItem), unscored: '各项都不适用' }
  const sum = applying.reduce((all, { points }) => all.add(points), NOUGHT)
  const base = sum.div(of).mul(HUNDRED)
  const bonus = bonusOf(facts, finding, rules)
  const deductions = [...deductionsOf(finding, rules), ...zeroingOf(finding, base.add(total(bonus)))]
  return {
    score: fixed(clamp(base.add(total([...bonus, ...deductions])), rules), 2),
    items: items.map(writtenItem),
    sum: checkableSum(sum, of),
    of: trimmed(of, 2),
    bonus: bonus.map(writtenAdjustment),
    deductions: deductions.map(writtenAdjustment),
  }
}

/** The six items in order; those that do not apply say why. */
function itemsOf(facts: MonthFacts, finding: Finding, rules: ScoringRules): Item[] {
  const { weights } = rules
  return [
    weigh('A', '投资进度', weights.progress, progressItem(facts, weights.progress)),
    weigh('B', '节点', weights.milestones, milestonesItem(facts, rules)),
    weigh('C', '开复工', weights.start, startItem(facts, rules)),
    weigh('D', '手续', weights.permits, permitsItem(facts)),
    weigh('E', '问题', weights.problems, problemsItem(facts)),
    weigh('F', '数据质量', weights.quality, qualityItem(facts, finding, weights.quality)),
  ]
}

/** 0 to 100 and the most that can be added: 105 by default. */
function clamp(whole: Exact, { bonus }: ScoringRules): Exact {
  const most = HUNDRED.add(decimal(bonus.most))
  return whole.lt(NOUGHT) ? NOUGHT : whole.gt(most) ? most : whole
}

/** The sum with as many decimals, at least three, as make the division come to the same two decimals. */
function checkableSum(sum: Exact, of: Exact): string {
  const exactly = fixed(sum.div(of).mul(HUNDRED), 2)
  for (let places = 3; places < 12; places++) {
    const text = fixed(sum, places)
    if (fixed(new Exact(text).div(of).mul(HUNDRED), 2) === exactly) return text
  }
  return fixed(sum, 12)
}
