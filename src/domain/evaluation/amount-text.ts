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
  return isEven(amount) ? inYi(amount) : inWan(amount)
}

/** '3.90 亿 ÷ 4.50 亿': both in the same unit, so that they can be typed as they stand. */
export function quotientText(amount: Exact, by: Exact): string {
  const text = isEven(amount) && isEven(by) ? inYi : inWan
  return `${text(amount)} ÷ ${text(by)}`
}

/** At least 1 亿 and a whole number of hundredths of it. */
function isEven(amount: Exact): boolean {
  return amount.abs().gte(YI) && amount.div(YI).mul(100n).d === 1n
}

function inYi(amount: Exact): string {
  return `${fixed(amount.div(YI), 2)} 亿`
}

function inWan(amount: Exact): string {
  const [whole = '', decimals] = trimmed(amount, amount.abs().lt(SMALL) ? 6 : 2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${decimals === undefined ? '' : `.${decimals}`} 万`
}
