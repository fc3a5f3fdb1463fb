/** 明细: how a project's month came about, line by line, to be checked with a pocket calculator (voice.md). */
import { showDayTime } from '../calendar-day.ts'
import { Exact, fixed, NOUGHT } from '../fraction.ts'
import { month, showMonth } from '../period.ts'
import { plateLabels } from './plate-words.ts'
import type { ProjectMonthResult, ScoreItem } from './result.ts'

export interface ExplainedMonth {
  /** 简称 */
  readonly name: string
  /** '2023-09' */
  readonly month: string
  /** Until when 异议 is open; null: not (any more). */
  readonly objectionUntil: Date | null
}

/** The lines of 明细; the first one is the answer. */
export function explainProject(result: ProjectMonthResult, of: ExplainedMonth): string[] {
  const about = `${of.name} ${showMonth(month(of.month))}`
  const objection =
    of.objectionUntil === null ? [] : [`有异议：${showDayTime(of.objectionUntil)} 前回“异议 ${of.name} 原因”`]
  if (result.score === null) return [`${about} 不打分：${result.unscored ?? ''}`, ...objection]
  const how = result.mode === 'full' ? scoreLines(result, result.score) : plateScoreLines(result)
  return [`${about} 得分 ${result.score}`, ...how, ...objection]
}

/** '🟡黄牌：…' and one line for each further reason; nothing for 不参评. */
export function explainPlate({ plate }: ProjectMonthResult): string[] {
  if (plate === null) return []
  const [first, ...others] = plate.reasons
  return [`${plateLabels[plate.colour]}${first === undefined ? '' : `：${first}`}`, ...others]
}

function plateScoreLines({ plate, deductions, score }: ProjectMonthResult): string[] {
  if (plate === null || score === null) return []
  const reached = deductions.reduce((sum, { points }) => sum.sub(new Exact(points)), new Exact(score))
  const cut = deductions.map(({ points, reason }) => `扣分 ${points}：${reason}`)
  return [`${plateLabels[plate.colour]} 记 ${fixed(reached, 2)} 分`, ...cut]
}

function scoreLines(result: ProjectMonthResult, score: string): string[] {
  const { items, sum, of, bonus, deductions } = result
  const missing = items.filter(({ points }) => points === null)
  const left = missing.length === 0 ? '' : `（不适用的 ${missing.map(({ key }) => key).join('、')} 不计）`
  const base = fixed(new Exact(sum ?? '0').div(new Exact(of ?? '1')).mul(100n), 2)
  return [
    ...itemLines(items),
    `合计 ${sum} ÷ ${of} × 100 = ${base}${left}`,
    ...(missing.length === 0 ? [] : [missing.map(({ key, formula }) => `${key} 不适用：${formula}`).join('；')]),
    ...bonus.map(({ points, reason }) => `加分 ${points}：${reason}`),
    ...deductions.map(({ points, reason }) => `扣分 ${points}：${reason}`),
    ...adjusted(base, [...bonus, ...deductions], score),
  ]
}

/** '得分 77.96 + 0.50 - 3.00 = 75.46'; nothing when nothing was added or taken off. */
function adjusted(base: string, adjustments: ProjectMonthResult['bonus'], score: string): string[] {
  if (adjustments.length === 0) return []
  const sum = adjustments.reduce((total, { points }) => total.add(new Exact(points.replace('+', ''))), new Exact(base))
  const limit = sum.lt(NOUGHT) ? '，最低 0' : sum.gt(new Exact(score)) ? `，最高 ${score}` : ''
  const terms = adjustments.map(({ points }) => `${points.charAt(0)} ${points.slice(1)}`)
  return [`得分 ${base} ${terms.join(' ')} = ${fixed(sum, 2)}${limit}`]
}

/** A, B and F a line each; C, D and E together, as they are short. */
function itemLines(items: readonly ScoreItem[]): string[] {
  const line = (keys: string) => items.filter(({ key }) => keys.includes(key)).map(itemText)
  return [...line('A'), ...line('B'), line('CDE').join('　'), ...line('F')]
}

function itemText({ key, name, points, of, formula }: ScoreItem): string {
  if (points === null) return `${key} ${name} 不适用`
  const head = `${key} ${name} ${points}/${of}`
  if (key === 'A' || key === 'B') return `${head} = ${formula}`
  return key === 'C' && new Exact(points).equals(new Exact(of)) ? head : `${head}（${formula}）`
}
