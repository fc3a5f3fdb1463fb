/** Decimal numbers as text, the way spreadsheets store them: exact, never through a binary float. */

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** More digits than this a spreadsheet does not keep; what stands behind them is noise of its arithmetic. */
const SIGNIFICANT = 15

export interface Decimal {
  /** The number is `digits` × 10^−places. */
  readonly digits: bigint
  /** Never negative. */
  readonly places: number
}

/** The exact number of a decimal text, exponents included; null when it is none or absurdly long. */
export function readDecimal(text: string): Decimal | null {
  const match = NUMBER.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match
  if (whole + decimals === '' || whole.length + decimals.length > 60 || Math.abs(Number(exponent)) > 40) return null
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`)
  const places = decimals.length - Number(exponent)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}

/** Without what lies behind the fifteenth significant digit: 0.30000000000000004 is 0.3. Half up. */
export function withoutNoise({ digits, places }: Decimal): Decimal {
  const length = String(digits < 0n ? -digits : digits).length
  const surplus = Math.min(length - SIGNIFICANT, places)
  return surplus > 0
    ? { digits: roundedQuotient(digits, 10n ** BigInt(surplus)), places: places - surplus }
    : { digits, places }
}

/** The number times 10^power in units of 10^−kept, half up, and whether nothing was lost. */
export function scaled(
  { digits, places }: Decimal,
  power: number,
  kept: number,
): { readonly units: bigint; readonly exact: boolean } {
  const shift = power + kept - places
  if (shift >= 0) return { units: digits * 10n ** BigInt(shift), exact: true }
  const divisor = 10n ** BigInt(-shift)
  return { units: roundedQuotient(digits, divisor), exact: digits % divisor === 0n }
}

/** '1234.56': without zeros at the end and without an exponent. */
export function decimalText({ digits, places }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const padded = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places)
  const decimals = padded.slice(padded.length - places).replace(/0+$/, '')
  return `${sign}${whole}${decimals === '' ? '' : `.${decimals}`}`
}

/** Half away from zero. */
function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor
}
