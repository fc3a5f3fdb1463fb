/** The name that a text starts with, written in full or in pinyin, so that what is glued to it can be told from it. */
import { type LookUp, lookUp, type NameEntry, type NameIndex } from '../domain/name-match.ts'
import { fold } from '../domain/normalise.ts'

export interface Leading {
  /** Several: one name that several things have. */
  readonly keys: readonly string[]
  /** How long the name is in the text. */
  readonly length: number
}

/** What the start of a text names in full, the longest name first; null when it starts otherwise. */
export function leadingNames(
  entries: readonly NameEntry<string>[],
  index: NameIndex<string>,
): (text: string) => Leading | null {
  const written = entries
    .flatMap(({ key, names }) => names.map((name) => ({ key, name: fold(name).toLowerCase() })))
    .filter(({ name }) => name.length > 1)
    .toSorted((a, b) => b.name.length - a.name.length)
  return (text) => {
    const folded = fold(text).toLowerCase()
    const named = written.find(({ name }) => folded.startsWith(name))
    if (named !== undefined) {
      const keys = written.filter(({ name }) => name === named.name).map(({ key }) => key)
      return { keys: [...new Set(keys)], length: named.name.length }
    }
    const run = /^[a-zü]{2,}/.exec(folded)?.[0]
    const match: LookUp<string> | null = run === undefined ? null : lookUp(index, run)
    return run !== undefined && match?.kind === 'one' ? { keys: [match.key], length: run.length } : null
  }
}
