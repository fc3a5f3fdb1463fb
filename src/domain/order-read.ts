/** Reads how people name an order ('督办003', '督办〔2023〕003号', '拟稿12') and how they draft one in a line. */
import { readChineseNumber } from './chinese-number.ts'
import { fold } from './normalise.ts'
import type { OrderKind } from './order.ts'

export type OrderRef =
  /** Null year: the newest year that has the number. */
  | { readonly by: 'number'; readonly kind: OrderKind; readonly year: number | null; readonly number: number }
  | { readonly by: 'draft'; readonly id: number }

export interface LeadingRef {
  readonly ref: OrderRef
  /** What follows, as typed. */
  readonly rest: string
}

const KINDS: ReadonlyMap<string, OrderKind> = new Map([
  ['督', 'SUPERVISION'],
  ['提', 'REMINDER'],
  ['挂', 'LISTED'],
])

const NUMBERED =
  /^(督办|督|提示|挂牌督办|挂牌)单?[\s-]*(?:[〔[【(]?\s*(\d{4})\s*(?:[〕\]】)]|年|-)\s*)?第?\s*(\d{1,5})\s*(?:号|$|(?=[\s,，:：;；、]))/
const DRAFTED = /^(?:拟?稿|草稿)\s*(\d{1,9})(?:号|$|(?=[\s,，:：;；、]))/

/** The order that a text starts with, and what follows it; null when it starts otherwise. */
export function readLeadingOrder(raw: string): LeadingRef | null {
  const text = fold(raw)
  const start = text.length - text.trimStart().length
  const words = text.slice(start)
  const numbered = NUMBERED.exec(words)
  const drafted = DRAFTED.exec(words)
  const ref = numbered === null ? draftRef(drafted) : numberRef(numbered)
  if (ref === null) return null
  const length = (numbered ?? drafted)?.[0].length ?? 0
  return { ref, rest: raw.slice(start + length).replace(/^[\s,，:：;；、]+/, '') }
}

function numberRef([, word = '', year, number]: RegExpExecArray): OrderRef | null {
  const kind = KINDS.get(word.charAt(0))
  if (kind === undefined) return null
  return { by: 'number', kind, year: year === undefined ? null : Number(year), number: Number(number) }
}

function draftRef(match: RegExpExecArray | null): OrderRef | null {
  return match === null ? null : { by: 'draft', id: Number(match[1]) }
}

/** The order of a bare number: '12' to somebody who signs is a draft, behind 督办 it is this year's 督办 number. */
export function readBareNumber(raw: string): number | null {
  const digits = /^[#第]?\s*(\d{1,9})\s*(?:号|$)/.exec(fold(raw).trim())?.[1]
  return digits === undefined ? null : Number(digits)
}

export interface Limit {
  readonly days: number
  /** Working days were named; else calendar days. */
  readonly working: boolean
}

/** The parts of a draft; null or empty: not given. */
export interface OrderWords {
  /** What is left when the labelled parts are taken out: project and matter. */
  readonly text: string
  readonly lead: string | null
  readonly co: readonly string[]
  readonly demand: string | null
  readonly basis: string | null
  readonly limit: Limit | null
}

const BEFORE = '(?:^|[\\s,，;；。])'
const LABELS = `(?:要求|依据|来源|主办|牵头|承办|协办|时限)`
const NAME = '([^\\s,，;；。:：]+)'
const LEAD = new RegExp(`${BEFORE}(?:主办|牵头|承办)(?:单位)?[:：\\s]+${NAME}`)
const CO = new RegExp(`${BEFORE}协办(?:单位)?[:：\\s]+${NAME}`)
const COUNT = '(?:[\\d０-９]{1,3}|[一二两三四五六七八九十]{1,4})'
const WORKDAYS = new RegExp(`${BEFORE}(?:时限|限)?[:：\\s]*(${COUNT})\\s*个?工作日内?(?=$|[\\s,，;；。])`)
const DAYS = new RegExp(`${BEFORE}(?:时限|限)?[:：\\s]*(${COUNT})\\s*[日天]内?(?=$|[\\s,，;；。])`)

/** A labelled sentence ends at the next label, or at a limit that stands alone behind it. */
function sentence(label: string): RegExp {
  const next = `[\\s,，;；。]${LABELS}[:：\\s]`
  const limit = `[\\s,，;；。](?:时限|限)?[:：\\s]*${COUNT}\\s*个?(?:工作日|[日天])内?\\s*(?=$|${next})`
  return new RegExp(`${label}(.+?)(?=$|${next}|${limit})`, 's')
}
const DEMAND = sentence(`${BEFORE}要求[:：\\s]+`)
/** Without a colon only behind other words: '要求尽快开工' alone is the matter. */
const BARE_DEMAND = sentence('[\\s,，;；。]要求(?!是|有|未|没)')
const BASIS = sentence(`${BEFORE}(?:依据|来源)[:：\\s]+`)

/** Takes the labelled parts (主办, 协办, 要求, 依据, 10个工作日) out of a line, in whatever order they stand. */
export function readOrderWords(raw: string): OrderWords {
  let text = raw.trim()
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(text)
    if (match === null) return null
    text = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim()
    return tidied(match[1] ?? '')
  }
  const demand = take(DEMAND) ?? take(BARE_DEMAND)
  const basis = take(BASIS)
  const lead = take(LEAD)
  const co = take(CO)
  const workdays = take(WORKDAYS)
  const days = workdays === null ? take(DAYS) : null
  return {
    text: tidied(text),
    lead,
    co: (co ?? '').split('、').filter((name) => name !== ''),
    demand: demand === '' ? null : demand,
    basis: basis === '' ? null : basis,
    limit: limitOf(workdays, true) ?? limitOf(days, false),
  }
}

function limitOf(digits: string | null, working: boolean): Limit | null {
  if (digits === null) return null
  const read = readChineseNumber(fold(digits))
  return read === null ? null : { days: Number(read.digits), working }
}

function tidied(words: string): string {
  return words.trim().replace(/^[,，;；:：、\s]+|[,，;；:：、\s]+$/g, '')
}
