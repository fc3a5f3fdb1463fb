/** Reads one entry of a report: '绿邦 本旬 800 万元，设备安装90%。问题：用电未批'. */
import type { Day } from './calendar-day.ts'
import { type Money, ZERO } from './money.ts'
import { moneyRefusal, readMoney } from './money-read.ts'
import { fold } from './normalise.ts'
import type { TenDay } from './period.ts'
import { readTenDay } from './period-read.ts'
import type { AmountSpan, Span } from './report-amount.ts'
import { garbledAmount } from './report-garbled.ts'
import { type Head, LARGEST_INDEX, readHead, saysNoChange } from './report-head.ts'
import { type Progress, readProgress, trimmed } from './report-progress.ts'

export interface ReportEntry extends Progress {
  /** Ordinal of the project in the reminder, from 1. */
  readonly index: number | null
  /** What stands where a project's name would; to be looked up. */
  readonly projectWords: string | null
  /** '都没变': said of all projects. */
  readonly all: boolean
  /** The 旬 that the entry names; null when it names none. */
  readonly period: TenDay | null
  /** 本旬完成投资; 0 for 没变. */
  readonly periodAmount: Money | null
  /** 年度累计 */
  readonly yearToDate: Money | null
  /** An amount without a unit was read as 万元: echo it. */
  readonly bare: boolean
  readonly problem: string | null
  readonly noChange: boolean
}

export type EntryReading =
  | { readonly ok: true; readonly entry: ReportEntry }
  | { readonly ok: false; readonly sentence: string }

const NO_AMOUNT = '没有看到金额，请写成：本旬800万 管道连接完成；没有进展就回：没变'
const NO_PROBLEM =
  /(?<=^|[\s,，;；。])(?:(?:主要|存在)?问题\s*[:：]?\s*(?:暂无|没有|无)|(?:暂无|没有|无)(?:新增?)?(?:的)?问题)(?=[\s,，;；。]|$)/
const PROBLEM =
  /(?:^|[\s,，;；。])(?:(?:存在|新增|出现|有)(?:新|的)?问题(?:是|为)?[\s:：,，]+|(?:主要|存在)?问题\s*[:：]\s*)/

/**
 * The folded text, but a Chinese comma stays one unless it groups digits: '本旬800，3台设备到货' is not 800,3.
 */
export function foldedLine(raw: string): string {
  const folded = fold(raw)
  return folded.replace(/,/g, (comma, at: number) =>
    raw[at] === '，' && !/^\d{3}(?!\d)/.test(folded.slice(at + 1)) ? '，' : comma,
  )
}

export function readEntry(raw: string, today: Day): EntryReading {
  const { body, problem } = withoutProblem(raw)
  const head = readHead(foldedLine(body))
  const refusal = refuse(head, body)
  if (refusal) return { ok: false, sentence: refusal }
  const periodAmount = amountOf(head.periodAmounts)
  const yearToDate = amountOf(head.yearsToDate)
  for (const amount of [periodAmount, yearToDate]) if (amount && !amount.ok) return amount
  const progress = readProgress(rest(body, head.taken))
  if (!progress.ok) return progress
  const money = periodAmount?.ok ? periodAmount.money : null
  const nothing = money === ZERO && progress.value.sentence !== null && saysNoChange(fold(progress.value.sentence))
  const noChange = head.noChange || nothing
  return {
    ok: true,
    entry: {
      ...(nothing ? { sentence: null, note: null, percent: null, percentOfWhole: false } : progress.value),
      index: head.index,
      projectWords: head.projectWords,
      all: head.all,
      period: head.periodWords === null ? null : readTenDay(head.periodWords, today),
      periodAmount: head.noChange ? ZERO : money,
      yearToDate: yearToDate?.ok ? yearToDate.money : null,
      bare: [periodAmount, yearToDate].some((amount) => amount?.ok && amount.bare && amount.money !== ZERO),
      problem,
      noChange,
    },
  }
}

/** Why the entry cannot be taken, before its amounts are read. */
function refuse(head: Head, body: string): string | null {
  if (trimmed(body) === null) return NO_AMOUNT
  if (head.otherSum) return '请只报本旬或年度累计，自开工累计和月度数由系统汇总，如：本旬800万 管道连接完成'
  if (differ(head.periodAmounts)) return `一条里有两个本旬金额（${listed(head.periodAmounts)}），请只留一个`
  if (differ(head.yearsToDate)) return `一条里有两个累计金额（${listed(head.yearsToDate)}），请只留一个`
  if (head.noChange || head.periodAmounts.length > 0 || head.yearsToDate.length > 0) return null
  return head.index === null
    ? (unreadable(body) ?? bareNumber(body) ?? NO_AMOUNT)
    : `看不出“${head.index}”是序号还是金额，请写成：${head.index} 本旬800万 管道连接完成`
}

function unreadable(body: string): string | null {
  const garbled = garbledAmount(body)
  if (garbled === null) return null
  const project = garbled.before === '' ? '' : `${garbled.before} `
  return `“${garbled.typed}”不像金额，请写成：${project}本旬800万 一句形象进度`
}

/** A number alone, or alone behind a name, may be an ordinal or the list's number as well as an amount. */
function bareNumber(body: string): string | null {
  const match = /^([^\d]*?)[\s,:]*(\d{1,10}(?:\.\d{1,2})?)[\s。]*$/.exec(fold(body))
  if (match === null) return null
  const [, before = '', number = ''] = match
  const project = before.trim() === '' ? '' : `${before.trim().slice(0, 20)} `
  if (project === '' && Number(number) <= LARGEST_INDEX) {
    return `看不出“${number}”是序号还是金额，请写成：${number} 本旬800万 管道连接完成`
  }
  return `看不出“${number}”是不是本旬金额，请写成：${project}本旬${number}万 管道连接完成`
}

type AmountReading =
  | { readonly ok: true; readonly money: Money; readonly bare: boolean }
  | { readonly ok: false; readonly sentence: string }

function amountOf([first]: readonly AmountSpan[]): AmountReading | null {
  if (!first) return null
  const reading = readMoney(first.typed)
  return reading.ok ? reading : { ok: false, sentence: moneyRefusal(first.typed, reading.reason) }
}

function differ(amounts: readonly AmountSpan[]): boolean {
  return new Set(amounts.map(({ typed }) => typed.replace(/\s/g, ''))).size > 1
}

function listed(amounts: readonly AmountSpan[]): string {
  return amounts.map(({ typed }) => typed).join('、')
}

/** Cuts the problem off the end, or takes out the words that say there is none. */
function withoutProblem(raw: string): { body: string; problem: string | null } {
  const folded = fold(raw)
  const none = NO_PROBLEM.exec(folded)
  if (none) {
    return { body: raw.slice(0, none.index) + raw.slice(none.index + none[0].length), problem: null }
  }
  const match = PROBLEM.exec(folded)
  if (!match) return { body: raw, problem: null }
  return { body: raw.slice(0, match.index), problem: trimmed(raw.slice(match.index + match[0].length)) }
}

/** The line without what belongs to the head; pieces from both sides of it are joined by a comma. */
function rest(raw: string, taken: readonly Span[]): string {
  const pieces: string[] = []
  let from = 0
  for (const span of [...taken].sort((a, b) => a.from - b.from)) {
    pieces.push(raw.slice(from, Math.max(from, span.from)))
    from = Math.max(from, span.to)
  }
  pieces.push(raw.slice(from))
  return pieces.flatMap((piece) => trimmed(piece) ?? []).join('，')
}
