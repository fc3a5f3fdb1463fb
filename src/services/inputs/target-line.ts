/**
 * Reads what follows the name in '旬目标 示例甲 9月中旬 4.2亿 主体封顶 9月 4.5亿' and '旬目标 示例镇 三季度 75% 四季度 100%':
 * one entry for each period, in any number, with or without signs between them.
 */
import type { Token } from '../../chat/tokens.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { readPercent } from '../../domain/fraction.ts'
import type { Money } from '../../domain/money.ts'
import { moneyRefusal, readMoney } from '../../domain/money-read.ts'
import { readMonth, readQuarter, readTenDay } from '../../domain/period-read.ts'

export interface TargetEntry {
  /** '2023-09-2', '2023-09' or '2023-Q3' */
  readonly period: string
  readonly cumulative: Money | null
  readonly percent: number | null
  readonly text: string
}

export type TargetLine =
  | { readonly ok: true; readonly head: readonly Token[]; readonly entries: readonly TargetEntry[] }
  | { readonly ok: false; readonly sentence: string }

const MONTH = '(?:\\d{4}年|[今明]年)?(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月'
const GLUED = new RegExp(
  `^(${MONTH}(?:[上中下]旬|底|末)?|(?:\\d{4}年)?第?[一二三四1-4]季度)(?:末|底|完成|累计|[:=为到至])*(.+)$`,
)

interface Building {
  period: string
  typed: string
  cumulative: Money | null
  percent: number | null
  words: string[]
}

/** The entries of a line; the words before the first period are the name's. */
export function readTargetLine(tokens: readonly Token[], today: Day): TargetLine {
  const head: Token[] = []
  const entries: Building[] = []
  for (const [i, token] of pieces(tokens, today).entries()) {
    const period = periodOf(token.text, today)
    if (period !== null) entries.push({ period, typed: token.text, cumulative: null, percent: null, words: [] })
    else {
      const entry = entries.at(-1)
      const wrong = entry === undefined ? void head.push(token) : put(entry, token.text)
      if (typeof wrong === 'string') return { ok: false, sentence: wrong }
    }
    if (i > 200) return { ok: false, sentence: '一次写得太多，请分几次发' }
  }
  return {
    ok: true,
    head,
    entries: entries.map(({ period, cumulative, percent, words }) => ({
      period,
      cumulative,
      percent,
      text: words.join(' '),
    })),
  }
}

/** Puts one more word into an entry; gives the sentence when it does not fit. */
function put(entry: Building, word: string): string | null {
  if (/^(?:百分之)?-?[\d.]+%$/.test(word)) {
    const reading = readPercent(word)
    if (!reading.ok) return `“${word}”不对，百分数请写 0% 到 100%、最多两位小数`
    if (entry.percent !== null || entry.cumulative !== null) return `${entry.typed}写了两个数，请只写一个累计目标`
    entry.percent = reading.percent
    return null
  }
  const amount = word.replace(/^(?:完成|累计|目标|投资)+/, '')
  const reading = readMoney(amount)
  if (reading.ok) {
    if (entry.percent !== null || entry.cumulative !== null) return `${entry.typed}写了两个数，请只写一个累计目标`
    entry.cumulative = reading.money
    return null
  }
  if (reading.reason === 'negative') return `累计目标不能是负数（${word}）`
  if (/^\d[\d.,]*(?:万|亿|元)/.test(amount)) return moneyRefusal(amount, reading.reason)
  entry.words.push(word)
  return null
}

/** '9月4.5亿' is two words, '9月 上旬' and '4.5 亿' are one each. */
function pieces(tokens: readonly Token[], today: Day): Token[] {
  const parts: Token[] = []
  for (const token of tokens.flatMap((one) => parted(one, today))) {
    const last = parts.at(-1)
    const joins =
      last !== undefined &&
      ((/^[上中下]旬$/.test(token.text) && /月$/.test(last.text)) ||
        (/^[万亿]元?$/.test(token.text) && /^\d[\d.,]*$/.test(last.text)))
    if (last !== undefined && joins) {
      parts.pop()
      parts.push({ text: last.text + token.text, start: last.start, end: token.end })
    } else parts.push(token)
  }
  return parts
}

function parted(token: Token, today: Day): Token[] {
  if (periodOf(token.text, today) !== null) return [token]
  const [, period = '', rest = ''] = GLUED.exec(token.text) ?? []
  if (period === '' || periodOf(period, today) === null) return [token]
  const start = token.end - rest.length
  return [
    { text: period, start: token.start, end: start },
    { text: rest, start, end: token.end },
  ]
}

/** The code of a 旬, a month (also 9月底) or a quarter. */
function periodOf(text: string, today: Day): string | null {
  const plain = text.replace(/[底末]$/, '')
  return readTenDay(text, today) ?? readMonth(plain, today) ?? readQuarter(plain, today)
}
