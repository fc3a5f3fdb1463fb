/** Feishu writes moments as digits: seconds, milliseconds or microseconds, as text or as a number. */

/** The moment that the digits mean, told by their number; null when they are no moment at all. */
export function momentOf(digits: string | number): Date | null {
  const text = String(digits)
  if (!/^\d{9,17}$/.test(text)) return null
  const value = Number(text)
  if (text.length <= 11) return new Date(value * 1000)
  if (text.length <= 14) return new Date(value)
  return new Date(Math.floor(value / 1000))
}
