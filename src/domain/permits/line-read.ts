/**
 * Reads what is said of one permit: '施工许可 受理 9月12日', '环评 暂停 补正 缺批复', '施工许可办结 证号 150303202309120101',
 * '能评 不予许可 能耗指标未落实'. The permit's name is what stands before the verb.
 */
import type { Day } from '../calendar-day.ts'
import { readDay, readPastDay } from '../day-read.ts'
import { fold } from '../normalise.ts'

const verbs = {
  accept: ['正式受理', '已受理', '受理'],
  pause: ['暂停', '停表', '停办', '中止'],
  resume: ['恢复办理', '继续办理', '恢复', '复表'],
  finish: ['已办结', '办结', '办完', '办好', '办成', '发证', '出证', '完成'],
  refuse: ['不予许可', '不予批准', '不予受理', '驳回'],
  waive: ['不需要', '不用办', '无需办理', '无需', '免办', '不适用'],
  need: ['需要办', '需要', '列入'],
  withdraw: ['撤回', '撤销上一步', '撤销'],
  plan: ['计划办结', '计划'],
  agent: ['经办人', '经办'],
} as const

export type PermitVerb = keyof typeof verbs

interface VerbWord {
  readonly verb: PermitVerb
  readonly word: string
}

function* allWords(): Generator<VerbWord> {
  for (const [verb, words] of Object.entries(verbs)) {
    if (isVerb(verb)) for (const word of words) yield { verb, word }
  }
}

function isVerb(text: string): text is PermitVerb {
  return Object.hasOwn(verbs, text)
}

/** The longest first: 不需要 before 需要. */
const WORDS: readonly VerbWord[] = [...allWords()].toSorted((a, b) => b.word.length - a.word.length)

export interface PermitLine {
  /** The permit as typed; '' when none was named. */
  readonly permit: string
  /** Null: only looked at. */
  readonly verb: PermitVerb | null
  readonly on: Day | null
  readonly number: string | null
  /** What else stands behind the verb: a reason, a name. */
  readonly rest: string
}

const EDGES = /^[\s,，、:：;；。]+|[\s,，、:：;；。]+$/g
const NUMBER = /(?:证书?号|文号|批文号?|批复号|编号|备案号|许可证号|号码)\s*(?:是|为)?\s*[:：]?\s*(\S+)/

export function readPermitLine(text: string, today: Day): PermitLine {
  const found = firstVerb(text)
  if (found === null) return { permit: trimmed(text), verb: null, on: null, number: null, rest: '' }
  const { verb } = found
  // Only what is planned may lie ahead.
  const read = verb === 'plan' ? readDay : readPastDay
  const front = withoutDay(text.slice(0, found.at), today, read)
  // “办结了” is the change itself.
  const behind = text.slice(found.at + found.word.length).replace(/^了/, '')
  const labelled = verb === 'finish' ? NUMBER.exec(behind) : null
  const left =
    labelled === null
      ? behind
      : `${behind.slice(0, labelled.index)} ${behind.slice(labelled.index + labelled[0].length)}`
  const { on: later, rest } = withoutDay(left, today, read)
  const on = later ?? front.on
  const number = labelled?.[1] ?? (verb === 'finish' && /\d/.test(fold(rest)) ? rest : null)
  // “受理 施工许可”: the verb first, where nothing else is said behind it.
  if (front.rest === '' && NAME_BEHIND.has(verb)) return { permit: rest, verb, on, number: null, rest: '' }
  return { permit: front.rest, verb, on, number, rest: number === rest ? '' : rest }
}

const NAME_BEHIND: ReadonlySet<PermitVerb> = new Set(['accept', 'resume', 'waive', 'withdraw'])

function firstVerb(text: string): (VerbWord & { readonly at: number }) | null {
  const places = WORDS.flatMap((one) => {
    const at = text.indexOf(one.word)
    return at < 0 ? [] : [{ ...one, at }]
  })
  return places.toSorted((a, b) => a.at - b.at)[0] ?? null
}

/** The first word that is a day is taken out. */
function withoutDay(
  text: string,
  today: Day,
  read: typeof readDay,
): { readonly on: Day | null; readonly rest: string } {
  const words = trimmed(text).split(/[\s,，;；]+/)
  const at = words.findIndex((word) => read(word, today) !== null)
  const word = words[at]
  if (word === undefined) return { on: null, rest: trimmed(text) }
  return { on: read(word, today), rest: trimmed(words.filter((_, i) => i !== at).join(' ')) }
}

function trimmed(text: string): string {
  return text.replace(EDGES, '')
}
