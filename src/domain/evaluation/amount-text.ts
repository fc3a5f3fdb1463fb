/** Amounts inside a formula: short, but never rounded so far that a pocket calculator would come to another result. */
import { Exact, fixed, trimmed } from '../fraction.ts'

const YI = new Exact(10_000n)
const SMALL = new Exact(1_000n)

/**
 * '3.90 亿' where two decimals of 亿 are exact, else '38,961.5 万'. A target may be no finite decimal: it keeps two
 * decimals of 万, six when it is small.
 *
 * @param amount 万元
 */
export function amountText(amount: Exact): string {
  const inYi = amount.div(YI)
  if (amount.abs().gte(YI) && inYi.mul(100n).d === 1n) return `${fixed(inYi, 2)} 亿`
  const [whole = '', decimals] = trimmed(amount, amount.abs().lt(SMALL) ? 6 : 2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${decimals === undefined ? '' : `.${decimals}`} 万`
}
