/**
 * Finds what a person means by a name: typed in full, as a nickname, in pinyin (lvbang), by initials (lb), as a part,
 * or with a slip (绿帮), which is never taken for the name but suggested.
 */
import { editDistance } from './edit-distance.ts'
import { bare, type Reading, readings } from './name-reading.ts'

export interface NameEntry<K> {
  readonly key: K
  /** Short name, full name, nicknames. */
  readonly names: readonly string[]
}

interface Name<K> {
  readonly key: K
  readonly text: string
  readonly readings: readonly Reading[]
}

export interface NameIndex<K> {
  readonly names: readonly Name<K>[]
  readonly byText: ReadonlyMap<string, ReadonlySet<K>>
  readonly byPinyin: ReadonlyMap<string, ReadonlySet<K>>
  /** All names, one a line: the quick way to see whether any name has a part. */
  readonly all: string
  readonly longest: number
}

export type LookUp<K> =
  | { readonly kind: 'one'; readonly key: K }
  | { readonly kind: 'many'; readonly keys: readonly K[] }
  | { readonly kind: 'none'; readonly suggestions: readonly K[] }

const MOST_SUGGESTIONS = 5
/** What comes later in a long message is not searched. */
const LONGEST_TYPED = 200
/** A part of a name that stands in a sentence counts from so many characters, and up to so many names that have it. */
const SHORTEST_PART = 3
const MOST_WITH_PART = 8

export function buildNameIndex<K>(entries: Iterable<NameEntry<K>>): NameIndex<K> {
  const names: Name<K>[] = []
  const byText = new Map<string, Set<K>>()
  const byPinyin = new Map<string, Set<K>>()
  for (const { key, names: own } of entries) {
    for (const text of new Set(own.map(bare))) {
      if (text === '') continue
      const name = { key, text, readings: readings(text) }
      names.push(name)
      put(byText, text, key)
      for (const { full, initials } of name.readings) {
        put(byPinyin, full, key)
        put(byPinyin, initials, key)
      }
    }
  }
  const longest = names.reduce((most, { text }) => Math.max(most, text.length), 0)
  return { names, byText, byPinyin, all: names.map(({ text }) => text).join('\n'), longest }
}

/** What the words name: the whole name first, then pinyin, a part of a name, a name with words around it. */
export function lookUp<K>(index: NameIndex<K>, words: string): LookUp<K> {
  const typed = bare(words).slice(0, LONGEST_TYPED)
  if (typed === '') return { kind: 'none', suggestions: [] }
  return (
    found(index.byText.get(typed)) ??
    found(pronounced(index, typed)) ??
    found(containing(index, typed)) ??
    found(namesWithin(index, typed)) ?? { kind: 'none', suggestions: similar(index, typed) }
  )
}

/** The name that stands in a sentence ('绿邦到哪一步了？'): whole names, else their pinyin, else a long part of one. */
export function findNameIn<K>(index: NameIndex<K>, text: string): LookUp<K> {
  const words = bare(text).slice(0, LONGEST_TYPED)
  const spelt = new Set((words.match(/[a-z]{2,}/g) ?? []).flatMap((word) => [...(index.byPinyin.get(word) ?? [])]))
  return (
    found(namesWithin(index, words)) ??
    found(spelt) ??
    found(partsWithin(index, words)) ?? { kind: 'none', suggestions: [] }
  )
}

function found<K>(keys: ReadonlySet<K> | undefined): LookUp<K> | null {
  if (!keys || keys.size === 0) return null
  const [first, ...others] = keys
  return first !== undefined && others.length === 0 ? { kind: 'one', key: first } : { kind: 'many', keys: [...keys] }
}

/** By full pinyin or initials; else by the beginning of one of them. */
function pronounced<K>(index: NameIndex<K>, typed: string): ReadonlySet<K> {
  if (!/^[a-z][a-z0-9]+$/.test(typed)) return new Set()
  const whole = index.byPinyin.get(typed)
  if (whole) return whole
  const begun = index.names.filter((name) =>
    name.readings.some(({ full, initials }) => full.startsWith(typed) || initials.startsWith(typed)),
  )
  return new Set(begun.map(({ key }) => key))
}

function containing<K>(index: NameIndex<K>, part: string): ReadonlySet<K> {
  if (/^.?$/.test(part) && /[a-z0-9]/.test(part)) return new Set()
  return new Set(index.names.filter(({ text }) => text.includes(part)).map(({ key }) => key))
}

/** The whole names that stand in the text, the longest at each place; what all of them may mean, else each of them. */
function namesWithin<K>(index: NameIndex<K>, text: string): ReadonlySet<K> {
  const hits: ReadonlySet<K>[] = []
  for (let at = 0; at < text.length; ) {
    const length = lengthOfNameAt(index, text, at)
    const keys = index.byText.get(text.slice(at, at + length))
    if (keys) hits.push(keys)
    at += Math.max(length, 1)
  }
  const [first = new Set<K>(), ...others] = hits
  const shared = new Set([...first].filter((key) => others.every((keys) => keys.has(key))))
  return shared.size > 0 ? shared : new Set(hits.flatMap((keys) => [...keys]))
}

/** A name of one character means nothing inside other words. */
function lengthOfNameAt<K>(index: NameIndex<K>, text: string, at: number): number {
  for (let length = Math.min(index.longest, text.length - at); length >= 2; length -= 1) {
    if (index.byText.has(text.slice(at, at + length))) return length
  }
  return 0
}

/** The names that share the longest part with the text, when it is long enough to mean something. */
function partsWithin<K>(index: NameIndex<K>, text: string): ReadonlySet<K> {
  let longest = ''
  for (let at = 0; at + SHORTEST_PART <= text.length; at += 1) {
    let end = at + Math.max(SHORTEST_PART, longest.length + 1)
    while (end <= text.length && index.all.includes(text.slice(at, end))) {
      longest = text.slice(at, end)
      end += 1
    }
  }
  if (longest === '') return new Set()
  const keys = containing(index, longest)
  return keys.size <= MOST_WITH_PART ? keys : new Set()
}

/** The closest names, the closest first: same sound, a slip or two, or the typed characters in order with gaps. */
function similar<K>(index: NameIndex<K>, typed: string): readonly K[] {
  const sounds = new Set(readings(typed).map(({ full }) => full))
  const scored = index.names.flatMap((name) => {
    const score = distance(name, typed, sounds)
    return score === Number.POSITIVE_INFINITY ? [] : [{ key: name.key, score }]
  })
  const closest = [...new Set(scored.sort((a, b) => a.score - b.score).map(({ key }) => key))]
  return (closest.length > 0 ? closest : [...partsWithin(index, typed)]).slice(0, MOST_SUGGESTIONS)
}

function distance<K>(name: Name<K>, typed: string, sounds: ReadonlySet<string>): number {
  if (name.readings.some(({ full }) => sounds.has(full))) return 0
  const slips = editDistance(typed, name.text, typed.length <= 3 ? 1 : typed.length <= 8 ? 2 : 3)
  const [likely] = name.readings
  const [sound = ''] = sounds
  // Where nothing but the sound is left of a short word, one slip in it is enough.
  const slipsInSound = likely ? editDistance(sound, likely.full, sound.length >= 8 ? 2 : 1) + 0.5 : slips
  const shared = slips < Math.max(typed.length, name.text.length) ? slips : Number.POSITIVE_INFINITY
  const abbreviated = typed.length >= 2 && inOrder(typed, name.text) ? 1.5 : Number.POSITIVE_INFINITY
  return Math.min(shared, slipsInSound, abbreviated)
}

function inOrder(part: string, whole: string): boolean {
  let from = 0
  for (const sign of part) {
    const at = whole.indexOf(sign, from)
    if (at < 0) return false
    from = at + sign.length
  }
  return true
}

function put<K>(map: Map<string, Set<K>>, text: string, key: K): void {
  const keys = map.get(text)
  if (keys) keys.add(key)
  else map.set(text, new Set([key]))
}
