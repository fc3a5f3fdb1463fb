/** Whether an amount was typed in the wrong unit, 万元 for 元 or 亿元 for 万元 (rules.md §2). */
import { isMoney, type Money } from './money.ts'

/** From so many times larger or smaller on, the unit is asked for … */
const ASK_FROM = 5_000n
/** … and beyond so many times the amount is refused. */
const REFUSE_ABOVE = 20_000n

/**
 * Compares an amount with the project's last non-zero 旬 (else its annual plan).
 * An amount of 0, or nothing to compare with, is never suspicious.
 */
export function suspiciousUnit(value: Money, reference: Money): 'ok' | 'ask' | 'refuse' {
  const [small, large] = value < reference ? [value, reference] : [reference, value]
  if (small <= 0n || large < small * ASK_FROM) return 'ok'
  return large > small * REFUSE_ABOVE ? 'refuse' : 'ask'
}

/** What the amount would be, had the neighbouring unit been meant; null when that is no amount of two decimals. */
export function inOtherUnit(value: Money, reference: Money): Money | null {
  if (value > reference) {
    const smaller = value / 10_000n
    return value % 10_000n === 0n && isMoney(smaller) ? smaller : null
  }
  const larger = value * 10_000n
  return isMoney(larger) ? larger : null
}
