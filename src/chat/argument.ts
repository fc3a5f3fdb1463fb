/** Typed arguments in any order: `words({...})` builds a command's `read` out of readers for each argument. */
import { normalise } from '../domain/normalise.ts'
import { type Card, say } from './card.ts'
import type { Context, Line, Reading } from './command.ts'
import { rawOf, type Token, tokensOf } from './tokens.ts'

/** What a reader found among the words that are left. */
export type Taken<T> =
  | { readonly kind: 'taken'; readonly value: T; readonly left: readonly Token[] }
  | { readonly kind: 'absent' }
  /** Found, but not clear: the card lets one choose or says what is wrong. */
  | { readonly kind: 'stop'; readonly card: Card }

/** The line being read. `typed` writes the whole command anew, with `instead` in place of some of its words. */
export interface Ground {
  readonly ctx: Context
  readonly line: Line
  readonly all: readonly Token[]
  /** The command takes a name too: a bare number in front is the project's, not an amount. */
  readonly takesNames: boolean
  typed(replaced: readonly Token[], instead: string): string
}

export interface Argument<T> {
  /** What it is called in “请写明项目”. */
  readonly label: string
  /** How it is typed, for the example of a refusal. */
  sample(ground: Ground): Promise<string>
  /** Readers of values come first, names after them, free text last: 'value' before 'name' before 'text'. */
  readonly order: 'value' | 'name' | 'text'
  readonly required: boolean
  take(left: readonly Token[], ground: Ground): Promise<Taken<T>>
  /** What a word that nobody took may have been meant for: a card with suggestions; null when there is none. */
  suggest?(word: Token, ground: Ground, required: boolean): Promise<Card | null>
}

type Values<S> = { [K in keyof S]: S[K] extends Argument<infer T> ? T : never }

/** What people say around a name without meaning anything by it: “绿邦到哪一步了”, “看看绿邦的情况”. */
const CHATTER =
  /^(?:请问|请|帮我|看看?|查查?|一下|现在|目前|最近|今天|到|在|的|是|有|哪一?步|哪里|哪儿|怎么样?|怎样|如何|什么|进展|进度|情况|样子|了|吗|呢|啊|吧|呀|谢谢)+$/

const ORDER = ['value', 'name', 'text'] as const

/**
 * Builds `read` for a declaration. Each argument takes its words, whatever their order; a word that nobody takes is
 * answered with a suggestion or with “没看懂”, never passed over silently.
 */
export function words<S extends Readonly<Record<string, Argument<unknown>>>>(
  spec: S,
): (line: Line, ctx: Context) => Promise<Reading<Values<S>>> {
  const entries = ORDER.flatMap((order) => Object.entries(spec).filter(([, argument]) => argument.order === order))
  const takesNames = entries.some(([, argument]) => argument.order === 'name')
  const isComplete = (values: object): values is Values<S> => Object.keys(spec).every((name) => name in values)

  return async (line, ctx) => {
    const all = tokensOf(line.raw)
    const typed = (replaced: readonly Token[], instead: string): string => retyped(line, all, replaced, instead)
    const ground: Ground = { ctx, line, all, takesNames, typed }
    const values: Record<string, unknown> = {}
    let left: readonly Token[] = all
    for (const [name, argument] of entries) {
      const taken = await argument.take(left, ground)
      if (taken.kind === 'stop') return { ok: false, card: taken.card }
      if (taken.kind === 'taken') left = taken.left
      else if (argument.required) return { ok: false, card: await missing(argument, entries, left, ground) }
      values[name] = taken.kind === 'taken' ? taken.value : null
    }
    const unread = left.filter((token) => !CHATTER.test(token.text))
    if (unread.length > 0) {
      const open = entries.filter(([name]) => values[name] === null)
      return { ok: false, card: await leftOver(entries, open, unread, ground) }
    }
    if (!isComplete(values)) throw new Error('an argument was not read')
    return { ok: true, value: values }
  }
}

/** The argument may be left out; then it is null. */
export function optional<T>(argument: Argument<T>): Argument<T | null> {
  return { ...argument, required: false }
}

/** All words that are left, as typed. To be the only text argument. */
export function restText(label: string, sample: string): Argument<string> {
  return {
    label,
    sample: async () => sample,
    order: 'text',
    required: true,
    take: async (left, { line, all }) => {
      const value = rawOf(line.raw, left, all)
      return value === '' ? { kind: 'absent' } : { kind: 'taken', value, left: [] }
    },
  }
}

/** Looks at one to three neighbouring words as one ("8 亿 元", "9月 上旬"), longest first, from the left. */
export function windows(left: readonly Token[], most: number): Token[][] {
  const found: Token[][] = []
  for (let size = Math.min(most, left.length); size > 0; size--) {
    for (let start = 0; start + size <= left.length; start++) found.push(left.slice(start, start + size))
  }
  return found
}

export function without(left: readonly Token[], taken: readonly Token[]): readonly Token[] {
  return left.filter((token) => !taken.includes(token))
}

type Entries = readonly (readonly [string, Argument<unknown>])[]

async function missing(
  argument: Argument<unknown>,
  entries: Entries,
  left: readonly Token[],
  ground: Ground,
): Promise<Card> {
  const [word] = left
  const near = word === undefined ? null : await argument.suggest?.(word, ground, true)
  if (near) return near
  return say(`请写明${argument.label}，例如：${await example(entries, ground)}`, { tone: 'warning' })
}

async function leftOver(entries: Entries, open: Entries, left: readonly Token[], ground: Ground): Promise<Card> {
  const [word] = left
  if (word !== undefined) {
    for (const [, argument] of open) {
      const near = await argument.suggest?.(word, ground, false)
      if (near) return near
    }
  }
  const typed = rawOf(ground.line.raw, left, ground.all)
  return say(`没有看懂“${typed}”。可以这样写：${await example(entries, ground)}`, { tone: 'warning' })
}

async function example(entries: Entries, ground: Ground): Promise<string> {
  const needed = entries.filter(([, argument]) => argument.required)
  const shown = needed.length > 0 ? needed : entries.slice(0, 1)
  const order = { name: 0, value: 1, text: 2 }
  // One after the other: samples may read the database, and a transaction is one connection.
  const samples: string[] = []
  for (const [, argument] of shown.toSorted(([, a], [, b]) => order[a.order] - order[b.order])) {
    samples.push(await argument.sample(ground))
  }
  return [ground.line.alias, ...samples].join(' ')
}

function retyped(line: Line, all: readonly Token[], replaced: readonly Token[], instead: string): string {
  const [first] = replaced
  const before = all.filter((token) => first !== undefined && token.end <= first.start)
  const after = without(all, [...before, ...replaced])
  const parts = [line.alias, rawOf(line.raw, before, all), instead, rawOf(line.raw, after, all)]
  return normalise(parts.join(' '))
}
