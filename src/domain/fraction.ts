/** Exact arithmetic for ratios and percentages (rules.md §2, §6a.1): rational numbers, rounded only where one is shown. */
import Exact from 'fraction.js'
import type { Money } from './money.ts'
import { fold } from './normalise.ts'

export { Exact }

export const NOUGHT = new Exact(0n)
export const ONE = new Exact(1n)

/** An amount as a rational number of 万元. */
export function exact(amount: Money): Exact {
  return new Exact(amount, 100n)
}

/** a ÷ b, or null when b is 0. */
export function ratio(a: Money, b: Money): Exact | null {
  return b === 0n ? null : new Exact(a, b)
}

/** The decimal text with so many places, half up (四舍五入: −0.005 becomes −0.01). */
export function fixed(x: Exact, places: number): string {
  const scale = 10n ** BigInt(places)
  const scaled = (2n * x.n * scale + x.d) / (2n * x.d)
  const digits = String(scaled).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return x.s < 0n && scaled !== 0n ? `-${text}` : text
}

/** '71.43' of 0.71434…: per cent, two decimals, half up. */
export function percentText(x: Exact): string {
  return fixed(x.mul(100n), 2)
}

/** '71.43%' of 0.71434… */
export function showPercent(x: Exact): string {
  return `${percentText(x)}%`
}

/** '0.6', '12.5', '3': as few decimals as it needs, at most `most` (half up from there). */
export function trimmed(x: Exact, most: number): string {
  return fixed(x, most).replace(/\.0+$|(\.\d*?)0+$/, '$1')
}

/** A number with at most two decimals, such as a rule's points, as the decimal that it stands for. */
export function decimal(n: number): Exact {
  return new Exact(BigInt(Math.round(n * 100)), 100n)
}

/** The share (0–1) of a percentage with at most two decimals, such as 90 or 45.5. */
export function share(percent: number): Exact {
  return new Exact(BigInt(Math.round(percent * 100)), 10_000n)
}

export type PercentReading =
  | { readonly ok: true; readonly percent: number }
  | { readonly ok: false; readonly reason: 'not-a-number' | 'negative' | 'over-100' | 'too-precise' }

/** Reads '90%', '９０％', '45.5', '百分之90' as a percentage from 0 to 100 with at most two decimals. */
export function readPercent(text: string): PercentReading {
  const match = /^(?:百分之)?(-?)(\d{1,12})(?:\.(\d+))?%?$/.exec(fold(text).replace(/\s/g, ''))
  if (!match) return { ok: false, reason: 'not-a-number' }
  const [, sign, whole = '', decimals = ''] = match
  if (sign) return { ok: false, reason: 'negative' }
  if (/[^0]/.test(decimals.slice(2))) return { ok: false, reason: 'too-precise' }
  const percent = Number(`${whole}.${decimals.slice(0, 2)}`)
  return percent > 100 ? { ok: false, reason: 'over-100' } : { ok: true, percent }
}
