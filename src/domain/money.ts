/** Amounts of money: exact, in 万元 with two decimals (rules.md §2). Never a binary float. */

declare const brand: unique symbol

/** An amount counted in 0.01 万元 (100 元), as the database keeps it: numeric(14,2). */
export type Money = bigint & { readonly [brand]: 'Money' }

/** The first amount that numeric(14,2) cannot hold: a million million 万元. */
const LIMIT = 10n ** 14n
const YI = 10_000n * 100n

/** Whether a count of 0.01 万元 fits the database. */
export function isMoney(hundredths: bigint): hundredths is Money {
  return hundredths > -LIMIT && hundredths < LIMIT
}

function ofHundredths(hundredths: bigint): Money {
  if (isMoney(hundredths)) return hundredths
  throw new RangeError(`an amount beyond numeric(14,2): ${hundredths}`)
}

export const ZERO = ofHundredths(0n)

/** The amount of a decimal text in 万元 ('800', '800.5', '-12.34'); throws RangeError for anything else. */
export function money(text: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) throw new RangeError(`not an amount: ${text}`)
  const [, sign, whole = '', decimals = ''] = match
  const hundredths = BigInt(whole + decimals.padEnd(2, '0'))
  return ofHundredths(sign ? -hundredths : hundredths)
}

/** The amount of a numeric column. */
export function moneyFromDb(decimal: { toFixed(places: number): string }): Money {
  return money(decimal.toFixed(2))
}

/** '800.00': the decimal text in 万元, for JSON and the database. */
export function moneyText(amount: Money): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function add(a: Money, b: Money): Money {
  return ofHundredths(a + b)
}

export function subtract(a: Money, b: Money): Money {
  return ofHundredths(a - b)
}

export function sum(amounts: Iterable<Money>): Money {
  let total = 0n
  for (const amount of amounts) total += amount
  return ofHundredths(total)
}

export function negate(amount: Money): Money {
  return ofHundredths(-amount)
}

export function isNegative(amount: Money): boolean {
  return amount < 0n
}

/** Negative, 0 or positive, as Array.sort wants it. */
export function compareMoney(a: Money, b: Money): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** '8.00 亿元' from 1 亿元 up, else '5,200 万元' or '800.50 万元'. */
export function showMoney(amount: Money): string {
  return amount >= YI || amount <= -YI ? showYi(amount) : showWan(amount)
}

/** Always in 亿元 with two decimals, half up: '44.96 亿元'. */
export function showYi(amount: Money): string {
  const size = amount < 0n ? -amount : amount
  const hundredths = (size + 5_000n) / 10_000n
  const sign = amount < 0n && hundredths > 0n ? '-' : ''
  return `${sign}${grouped(hundredths / 100n)}.${String(hundredths % 100n).padStart(2, '0')} 亿元`
}

/** Always in 万元, exact: '800,000 万元'. */
export function showWan(amount: Money): string {
  const size = amount < 0n ? -amount : amount
  const rest = size % 100n
  const decimals = rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`
  return `${amount < 0n ? '-' : ''}${grouped(size / 100n)}${decimals} 万元`
}

/** As one would type it, for buttons and examples: '5000万', '750.5万'. */
export function typedMoney(amount: Money): string {
  return `${moneyText(amount).replace(/\.?0+$/, '')}万`
}

function grouped(n: bigint): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
