/**
 * The head of a report: which project (by ordinal or name), which 旬, which amounts, or that nothing changed.
 * What is left of the line is the sentence on progress.
 */
import {
  type AmountSpan,
  bareAmount,
  beginsWithUnit,
  labelledAmounts,
  type Span,
  unlabelledAmount,
} from './report-amount.ts'

export interface Head {
  /** Ordinal of the project in the reminder, from 1. */
  readonly index: number | null
  readonly projectWords: string | null
  /** '都没变': said of all projects. */
  readonly all: boolean
  readonly periodWords: string | null
  readonly periodAmounts: readonly AmountSpan[]
  readonly yearsToDate: readonly AmountSpan[]
  /** A sum that is not asked for (自开工累计, 本月) stands in the line. */
  readonly otherSum: boolean
  readonly noChange: boolean
  /** The places that belong to the head. */
  readonly taken: readonly Span[]
}

interface Words extends Span {
  readonly words: string
}

/** Words that tell of works and so are no project's name. */
const PROGRESS =
  /%|百分之|完成|安装|施工|浇筑|封顶|调试|进场|开工|完工|复工|停工|停建|冬歇|吊装|开挖|铺设|试生产|试运行|验收|招标|到货|采购|购置|砌筑|装修|装饰|回填|打桩|竣工|投产|正在|其中|问题/
/** A number above this is no ordinal: no reminder lists so many projects. */
export const LARGEST_INDEX = 30
const INDEX = /^\s*第?(\d{1,2})(?:个|号|项)?(?:[\s、)]+|\.(?!\d)\s*|[:：]\s*|(?=本旬|累计|年度|没|无变))/
const PERIOD =
  /(?<![\d.])((?:(?:\d{4}|今|去)年)?(?:(?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九]|本|上|下)个?月份?)?[上中下]旬|\d{4}-\d{1,2}-[123](?!\d)|[上下前]一个?旬)(?=[\s,，;；。、:：没无]|$|(?:完成|新增)?(?:投资)?\s*\d)/
const NO_CHANGE =
  /((?:[两二三四五六七八九十]|\d+)个(?:项目)?都?|全部|全都|都|均)?\s*(?:没变化?|没有变化|无变化|不变|没动|无进展|没有?进展|同上期|与上期一致)了?(?=[\s,，;；。]|$)/
const ONLY_NO_CHANGE = new RegExp(`^(?:${NO_CHANGE.source})$`)
const ENDS_IN_NO_CHANGE = new RegExp(`(?:${NO_CHANGE.source})$`)
const TOKEN = /[^\s,，;；。、:：]+/g

/** Whether the words say only that nothing changed. */
export function saysNoChange(words: string): boolean {
  return ONLY_NO_CHANGE.test(words)
}

/** '1、2没变', said of several ordinals: one line for each. Null for any other text. */
export function perIndex(line: string): readonly string[] | null {
  const match = /^\s*(\d{1,2}(?:\s*[、,，和\s]\s*\d{1,2})+)\s*[都均]?\s*(?=没|无|不变)/.exec(line)
  if (!match) return null
  return (match[1]?.match(/\d+/g) ?? []).map((index) => `${index} ${line.slice(match[0].length)}`)
}

/** Reads the head of one folded line; places are places in the line. */
export function readHead(line: string): Head {
  const labelled = labelledAmounts(line)
  const first = [...labelled.periodAmounts, ...labelled.yearsToDate].sort((a, b) => a.from - b.from)[0]
  const front = line.slice(0, first?.from ?? line.length)
  const period = periodIn(front)
  // '2本旬800万': what the number stands before is cut off with the amount.
  const index = indexIn(`${blanked(front, period)}${first ? '本旬' : ''}`)
  const words = blanked(blanked(front, period), index)
  const loose = labelled.periodAmounts.length > 0 ? null : looseAmount(words, line)
  const same = loose || first ? null : noChangeIn(words)
  if (index && !loose && !same && !first && index.value > LARGEST_INDEX && !beginsWithUnit(line.slice(index.to))) {
    return head({ periodAmounts: [{ ...index, typed: String(index.value) }], taken: [index] })
  }
  const end = loose?.from ?? same?.from ?? (first ? words.length : 0)
  const name = nameFrom(words.slice(0, end), 0) ?? (same && !index ? nameFrom(words, same.to) : null)
  const amounts = loose ? [loose] : labelled.periodAmounts
  return head({
    index: index?.value ?? null,
    projectWords: name?.words ?? null,
    all: same?.all ?? false,
    periodWords: period?.words ?? null,
    periodAmounts: amounts,
    yearsToDate: labelled.yearsToDate,
    otherSum: labelled.other,
    noChange: same !== null,
    taken: [name, index, period, same, ...amounts, ...labelled.yearsToDate].filter((span) => span !== null),
  })
}

function head(found: Partial<Head>): Head {
  const nothing = { index: null, projectWords: null, all: false, periodWords: null, otherSum: false, noChange: false }
  return { ...nothing, periodAmounts: [], yearsToDate: [], taken: [], ...found }
}

/** The 旬 that stands before any amount; one in the sentence on progress (9月下旬封顶) is no head. */
function periodIn(front: string): Words | null {
  const match = PERIOD.exec(front)
  if (!match) return null
  const before = front.slice(0, match.index)
  if (!onlyNames(before.replace(INDEX, ''))) return null
  return { from: match.index, to: match.index + match[0].length, words: match[0] }
}

function indexIn(front: string): (Span & { readonly value: number }) | null {
  const match = INDEX.exec(front)
  if (!match || beginsWithUnit(front.slice(match[0].length))) return null
  return { from: 0, to: match[0].length, value: Number(match[1]) }
}

function noChangeIn(words: string): (Span & { readonly all: boolean }) | null {
  const match = NO_CHANGE.exec(words)
  return match && { from: match.index, to: match.index + match[0].length, all: match[1] !== undefined }
}

/** An amount without a label counts right behind the project's name, or behind 完成; a bare one needs a sentence too. */
function looseAmount(words: string, line: string): AmountSpan | null {
  const amount = unlabelledAmount(words)
  if (amount && (onlyNames(words.slice(0, amount.from)) || /^(?:完成|新增|投资)/.test(words.slice(amount.from)))) {
    return amount
  }
  const bare = bareAmount(words)
  if (!bare || !onlyNames(words.slice(0, bare.from))) return null
  return /[^\s,，;；。、:：.]/.test(line.slice(bare.to)) ? bare : null
}

/** The words from a place on, up to the first that tells of works. */
function nameFrom(text: string, from: number): Words | null {
  const words: string[] = []
  let start = -1
  let end = -1
  for (const token of text.matchAll(TOKEN)) {
    if (token.index < from) continue
    if (!isName(token[0])) break
    words.push(token[0])
    if (start < 0) start = token.index
    end = token.index + token[0].length
  }
  return start < 0 ? null : { from: start, to: end, words: words.join(' ') }
}

function onlyNames(text: string): boolean {
  return (text.match(TOKEN) ?? []).every(isName)
}

function isName(token: string): boolean {
  const tells = PROGRESS.test(token) || ENDS_IN_NO_CHANGE.test(token)
  return !tells && !/^[\d.,-]+$/.test(token) && unlabelledAmount(token) === null
}

function blanked(text: string, span: Span | null): string {
  return span ? text.slice(0, span.from) + ' '.repeat(span.to - span.from) + text.slice(span.to) : text
}
