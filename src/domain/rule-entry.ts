/** One rule as officials know it: its name, how it is typed, how it is shown. */
import type { z } from 'zod'
import { fold, visible } from './normalise.ts'
import type { Rules } from './rules.ts'
import { readTime } from './time-read.ts'

export type RuleReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly sentence: string }

export interface RuleEntry {
  /** What a change is stored under (RuleChange.key). */
  readonly key: string
  readonly label: string
  readonly aliases: readonly string[]
  /** How to type it, with an example. */
  readonly hint: string
  /** The value that a typed text means, ready to be stored, or the sentence that says how to type it. */
  read(text: string): RuleReading
  /** A stored value as people read it; throws a ZodError when it is no value of this rule. */
  show(value: unknown): string
  /** The value in force. */
  valueIn(rules: Rules): unknown
}

interface EntryOf<T> {
  readonly key: string
  readonly label: string
  readonly aliases?: readonly string[]
  readonly schema: z.ZodType<T>
  /** How to type it, with an example. */
  readonly hint: string
  /** What the text seems to say; the schema decides whether it is a value. */
  readonly parse: (text: string) => unknown
  readonly print: (value: T) => string
  readonly pick: (rules: Rules) => T
}

export function entry<T>({ key, label, aliases = [], schema, hint, parse, print, pick }: EntryOf<T>): RuleEntry {
  return {
    key,
    label,
    aliases,
    hint,
    read(text) {
      const word = fold(visible(text)).trim()
      const value = schema.safeParse(parse(word))
      return value.success ? { ok: true, value: value.data } : { ok: false, sentence: `${label}：${hint}` }
    },
    show: (value) => print(schema.parse(value)),
    valueIn: pick,
  }
}

interface Simple<T> {
  readonly key: string
  readonly label: string
  readonly aliases?: readonly string[]
  readonly schema: z.ZodType<T>
  readonly pick: (rules: Rules) => T
  /** What the hint shows: the default. */
  readonly example: T
}

export function timeEntry(of: Simple<string>): RuleEntry {
  const hint = `请写成几点几分，如：规则 ${of.label} ${of.example}`
  return entry({ ...of, hint, parse: readTime, print: (value) => value })
}

/** @param since what the working days are counted from: '旬末', '月末' */
export function workdayEntry(of: Simple<number>, since: string, most: number): RuleEntry {
  return entry({
    ...of,
    hint: `${since}后第几个工作日，1 到 ${most}，如：规则 ${of.label} ${of.example}`,
    parse: (text) => wholeNumber(/^第?(\d+)个?(?:工作日)?$/.exec(text.replace(/\s/g, ''))?.[1]),
    print: (value) => `${since}后第 ${value} 个工作日`,
  })
}

/** One number with at most two decimals. */
export function numberEntry(of: Simple<number>, what: string, print: (value: number) => string): RuleEntry {
  return entry({
    ...of,
    hint: `${what}，如：规则 ${of.label} ${of.example}`,
    parse: (text) => readNumbers(text)?.[0],
    print,
  })
}

interface Several<T> extends Omit<Simple<T>, 'example'> {
  /** The keys of the value in the order in which the numbers are typed. */
  readonly order: readonly string[]
  readonly example: string
  /** What the numbers are, in order. */
  readonly what: string
  readonly print: (value: T) => string
}

/** Several numbers that change together, typed one after the other: '40,25,10,10,10,5'. */
export function numbersEntry<T>({ order, example, what, ...of }: Several<T>): RuleEntry {
  return entry({
    ...of,
    hint: `依次写 ${what}，如：规则 ${of.label} ${example}`,
    parse(text) {
      const numbers = readNumbers(text)
      return numbers?.length === order.length ? Object.fromEntries(order.map((key, i) => [key, numbers[i]])) : null
    },
  })
}

/** '40,25,10', '90% 3个百分点', '投资进度40、节点25': the numbers in order; null when a part is none. */
function readNumbers(text: string): number[] | null {
  const parts = text
    .split(/[\s,、;/]+/)
    .map((part) => /^[^\d.+-]{0,12}(\d{1,3}(?:\.\d{1,2})?)[^\d.+-]{0,6}$/.exec(part))
  return parts.every((part) => part !== null) ? parts.map(([, number]) => Number(number)) : null
}

function wholeNumber(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
