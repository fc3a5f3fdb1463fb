/**
 * Numbers as they stand in an amount of money: '8', '8,000', '1.25', '八', '三千五百', '3千5百', each with 亿 and 万 behind it.
 * The sections go down: 亿, then 万, then what is left ('一亿二千万').
 */

export interface ChineseNumber {
  /** The value is digits ÷ 10^decimals. */
  readonly digits: bigint
  readonly decimals: number
  /** 亿 or 万 was written. */
  readonly units: boolean
  /** The lowest unit that was written is followed by more: '1亿2000', which only 元 behind it makes clear. */
  readonly tail: boolean
}

const DIGITS = '零一二三四五六七八九'
const FORMAL: Readonly<Record<string, string>> = {
  〇: '零',
  两: '二',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
}

/** The number of the whole text, or null when it is none. Expects folded text without spaces. */
export function readChineseNumber(text: string): ChineseNumber | null {
  const plain = text.replace(/[〇两壹贰叁肆伍陆柒捌玖拾佰仟萬億]/g, (sign) => FORMAL[sign] ?? sign)
  const match = /^(?:([^亿万]+)亿)?(?:([^亿万]+)万)?([^亿万]*)$/.exec(plain)
  if (!match || plain === '') return null
  const [, yi, wan, rest = ''] = match
  const parts: Section[] = []
  for (const [words, zeros] of [
    [yi, 8],
    [wan, 4],
    [rest === '' ? undefined : rest, 0],
  ] as const) {
    if (words === undefined) continue
    const section = readSection(parts.length > 0 ? words.replace(/^零/, '') : words)
    if (!section) return null
    parts.push({ ...section, zeros })
  }
  return together(parts)
}

interface Section {
  readonly digits: bigint
  readonly decimals: number
  readonly zeros: number
}

function together(parts: readonly Section[]): ChineseNumber | null {
  const [first, ...lower] = parts
  if (!first) return null
  // '1.2亿3000万' and '1亿20000万' are slips, not numbers.
  if (lower.length > 0 && parts.some((part) => part.decimals > 0)) return null
  if (lower.some((part) => part.digits >= 10_000n)) return null
  const digits = parts.reduce((total, part) => total + part.digits * 10n ** BigInt(part.zeros), 0n)
  return { digits, decimals: first.decimals, units: first.zeros > 0, tail: lower.at(-1)?.zeros === 0 }
}

function readSection(words: string): { digits: bigint; decimals: number } | null {
  return readArabic(words) ?? readDecimalThousands(words) ?? readWords(words)
}

/** '8000', '8,000', '3.50' */
function readArabic(words: string): { digits: bigint; decimals: number } | null {
  const match = /^(\d{1,20}|\d{1,3}(?:,\d{3}){1,6})(?:\.(\d{1,20}))?$/.exec(words)
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  return { digits: BigInt(whole.replaceAll(',', '') + decimals), decimals: decimals.length }
}

/** '3.5千' */
function readDecimalThousands(words: string): { digits: bigint; decimals: number } | null {
  const match = /^([1-9])\.(\d{1,20})千$/.exec(words)
  return match && { digits: BigInt(`${match[1]}${match[2]}`) * 1000n, decimals: match[2]?.length ?? 0 }
}

/** '八', '十', '三千五百', '一千零五十', '3千5百', '三点五' */
function readWords(words: string): { digits: bigint; decimals: number } | null {
  const point = /^([零一二三四五六七八九])点([零一二三四五六七八九]{1,20})$/.exec(words)
  if (point) {
    const all = [...`${point[1]}${point[2]}`].map((sign) => DIGITS.indexOf(sign)).join('')
    return { digits: BigInt(all), decimals: all.length - 1 }
  }
  const n = '([一二三四五六七八九1-9])'
  const match = new RegExp(`^(?:${n}千)?(?:零?${n}百)?(?:零?(?:${n}?(十)))?(?:零?${n})?$`).exec(words)
  if (words === '零') return { digits: 0n, decimals: 0 }
  if (!match || words === '') return null
  const [, thousands, hundreds, tens, ten, ones] = match
  const value = 1000 * digit(thousands) + 100 * digit(hundreds) + (ten ? 10 * (digit(tens) || 1) : 0) + digit(ones)
  return { digits: BigInt(value), decimals: 0 }
}

function digit(sign: string | undefined): number {
  if (sign === undefined) return 0
  return /\d/.test(sign) ? Number(sign) : DIGITS.indexOf(sign)
}
