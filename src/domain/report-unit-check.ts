/** Check 10 on a ten-day report: an amount that was typed in the wrong unit (rules.md §2, §4). */
import { Exact, fixed } from './fraction.ts'
import { type Money, showMoney, showWan, showYi } from './money.ts'
import { inOtherUnit, suspiciousUnit } from './money-unit.ts'

/** What an amount is compared with, and how people call it. */
export interface Reference {
  readonly amount: Money
  readonly name: string
}

export interface UnitFinding {
  readonly verdict: 'ask' | 'refuse'
  readonly sentence: string
  /** The amount that was meant, had the unit slipped; for a button. */
  readonly instead: Money | null
}

/** The question, or the refusal, when the amount is thousands of times away from the reference; null when it is not. */
export function checkUnit(value: Money, reference: Reference | null): UnitFinding | null {
  if (!reference) return null
  const verdict = suspiciousUnit(value, reference.amount)
  if (verdict === 'ok') return null
  const larger = value > reference.amount
  const times = larger ? new Exact(value, reference.amount) : new Exact(reference.amount, value)
  const compared = `${withOtherUnit(value)}比${reference.name}${larger ? '大' : '小'} ${showTimes(times)}`
  if (verdict === 'refuse') {
    return { verdict, sentence: `${compared}，请核对单位是亿元、万元还是元后重报`, instead: null }
  }
  const instead = inOtherUnit(value, reference.amount)
  const question = instead ? `是不是 ${showMoney(instead)}？` : '单位是否写错？'
  return { verdict, sentence: `${compared}，${question}`, instead }
}

/** '800,000 万元（80 亿元）', '0.08 万元（800 元）' */
function withOtherUnit(value: Money): string {
  if (value >= 1_000_000n) return `${showWan(value)}（${showYi(value).replace(/\.?0+(?= )/, '')}）`
  return value < 100n ? `${showWan(value)}（${value * 100n} 元）` : showWan(value)
}

/** '1 万倍', '8,000 倍' */
function showTimes(times: Exact): string {
  const tenThousands = times.div(10_000n)
  if (tenThousands.gte(1n)) return `${fixed(tenThousands, 2).replace(/\.?0+$/, '')} 万倍`
  return `${fixed(times, 0).replace(/(?=\d{3}$)/, ',')} 倍`
}
