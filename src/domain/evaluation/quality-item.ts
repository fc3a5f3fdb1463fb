/**
 * F 数据质量 (rules.md §6a.8): of five parts, 2 × (on time ÷ 旬) + 1 × (never returned ÷ 旬) + 2 when no audit of the
 * month disagrees. A 旬 without a report is neither on time nor passed.
 */
import { Exact, NOUGHT, trimmed } from '../fraction.ts'
import type { Finding } from './inspection.ts'
import { notApplicable, type Outcome, scored } from './item.ts'
import type { MonthFacts } from './month-facts.ts'

const WHOLE = 5
const PERIODS = new Map([
  [1, '一旬'],
  [2, '两旬'],
  [3, '三旬'],
])

export function qualityItem({ input: { reports } }: MonthFacts, finding: Finding, weight: number): Outcome {
  const count = reports.length
  if (count === 0) return notApplicable('本月没有应报的旬')
  const filed = reports.filter(({ onTime }) => onTime !== null)
  const onTime = filed.filter((report) => report.onTime === true).length
  const clean = filed.filter(({ returned }) => !returned).length
  const agrees = finding.kind === 'none' || finding.kind === 'agrees'
  const parts = [new Exact(2 * onTime, count), new Exact(clean, count), new Exact(agrees ? 2 : 0)]
  const said = [
    filing(count, filed.length - onTime, count - filed.length),
    ...(clean < filed.length ? [`退回 ${filed.length - clean} 次`] : []),
    ...(agrees ? [] : ['核查有出入']),
  ]
  const scale = weight === WHOLE ? '' : `，× ${weight} ÷ ${WHOLE}`
  const sum = parts.map((part) => trimmed(part, 3)).join('+')
  return scored(parts.reduce((total, part) => total.add(part), NOUGHT).div(WHOLE), `${said.join('，')}：${sum}${scale}`)
}

function filing(count: number, late: number, missing: number): string {
  const periods = PERIODS.get(count) ?? `${count} 旬`
  if (late + missing === 0) return `${periods}均按期`
  if (late === count) return `${periods}均晚报`
  if (missing === count) return `${periods}均未报`
  const some = [...(late > 0 ? [`晚报 ${late}`] : []), ...(missing > 0 ? [`未报 ${missing}`] : [])]
  return `${periods}中${some.join('、')}`
}
