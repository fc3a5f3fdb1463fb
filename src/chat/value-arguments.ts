/** Readers of values: 旬, month, quarter, day, money, percentage, number, one of several words. */
import { readDay, readPastDay } from '../domain/day-read.ts'
import { readPercent } from '../domain/fraction.ts'
import { moneyText } from '../domain/money.ts'
import { moneyRefusal, readMoney } from '../domain/money-read.ts'
import { readMonth, readQuarter, readTenDay } from '../domain/period-read.ts'
import { type Argument, type Ground, type Taken, windows, without } from './argument.ts'
import { say } from './card.ts'
import type { Token } from './tokens.ts'

type Read<T> = (text: string, ground: Ground) => T | null

/** A reader of one value that may be typed as up to `most` words. */
function value<T>(label: string, sample: string, read: Read<T>, most = 1): Argument<T> {
  return {
    label,
    sample: async () => sample,
    order: 'value',
    required: true,
    take: async (left, ground) =>
      taken(
        left,
        firstOf(left, most, (text) => read(text, ground)),
      ),
  }
}

interface Found<T> {
  readonly value: T
  readonly window: readonly Token[]
}

function firstOf<T>(left: readonly Token[], most: number, read: (text: string) => T | null): Found<T> | null {
  for (const window of windows(left, most)) {
    const value = read(window.map((token) => token.text).join(''))
    if (value !== null) return { value, window }
  }
  return null
}

function taken<T>(left: readonly Token[], found: Found<T> | null): Taken<T> {
  if (found === null) return { kind: 'absent' }
  return { kind: 'taken', value: found.value, left: without(left, found.window) }
}

/** '9月上旬', '上旬', '本旬', '2023-09-1' → the code '2023-09-1'. */
export function aTenDay(): Argument<string> {
  return value('哪一旬', '9月上旬', (text, { ctx }) => readTenDay(text, ctx.today), 3)
}

/** '9月', '上月', '2023年9月' → '2023-09'. */
export function aMonth(): Argument<string> {
  return value('月份', '9月', (text, { ctx }) => readMonth(text, ctx.today), 2)
}

/** '三季度', '2023-Q3' → '2023-Q3'. */
export function aQuarter(): Argument<string> {
  return value('季度', '三季度', (text, { ctx }) => readQuarter(text, ctx.today), 2)
}

/** '9月12日', '今天', '2023-09-12' → '2023-09-12'. */
export function aDay(): Argument<string> {
  return value('日期', '9月12日', (text, { ctx }) => readDay(text, ctx.today), 3)
}

/** '9月12日', '昨天' of something that has happened: without a year never next year's. */
export function aPastDay(): Argument<string> {
  return value('日期', '9月12日', (text, { ctx }) => readPastDay(text, ctx.today), 3)
}

/**
 * '800万', '8 亿 元', '500' (万元) → a decimal string of 万元. An amount that cannot be kept is refused, never rounded.
 * `withUnit`: a bare number is no amount here (contracts are told in 亿元 and in 万元, and a guess would be a factor of 10,000).
 */
export function aMoney({ withUnit = false }: { readonly withUnit?: boolean } = {}): Argument<string> {
  return {
    ...value<string>('金额', '800万', () => null),
    take: async (left, { all, takesNames }) => {
      const places = left.filter((token) => !(takesNames && token === all[0] && /^\d+$/.test(token.text)))
      const found = firstOf(places, 3, (text) => {
        const reading = readMoney(text)
        return reading.ok && !(withUnit && reading.bare) ? moneyText(reading.money) : null
      })
      const amount = found === null ? places.find((token) => /\d[\d.,]*(?:万|亿|元)/.test(token.text)) : undefined
      const reading = amount === undefined ? null : readMoney(amount.text)
      if (amount === undefined || reading === null || reading.ok) return taken(left, found)
      return { kind: 'stop', card: say(moneyRefusal(amount.text, reading.reason), { tone: 'warning' }) }
    },
  }
}

/** '90%', '百分之90' → 90, at most two decimals. */
export function aPercent(): Argument<number> {
  return value('百分数', '90%', (text) => {
    const reading = /%|^百分之/.test(text) ? readPercent(text) : null
    return reading?.ok ? reading.percent : null
  })
}

/** '12', '#12', '12号', '第12条' → 12. */
export function aNumber(label = '编号', sample = '12'): Argument<number> {
  return value(label, sample, (text) => {
    const digits = /^(?:#|第)?(\d{1,9})(?:号|条|个|件)?$/.exec(text)?.[1]
    return digits === undefined ? null : Number(digits)
  })
}

/** One of several words, each standing for a value. */
export function oneOf<T>(label: string, options: Readonly<Record<string, T>>): Argument<T> {
  const sample = Object.keys(options)[0] ?? ''
  const known = new Map(Object.entries(options))
  return value(label, sample, (text) => known.get(text) ?? null)
}
