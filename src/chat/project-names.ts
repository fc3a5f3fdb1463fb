/**
 * The names of a district's projects as people type them: short name, full name, aliases, pinyin, list number.
 * The index is rebuilt when a name has changed; the rows are read each time, so a change shows at once.
 */
import type { Tx } from '../database/client.ts'
import { buildNameIndex, findNameIn, type LookUp, lookUp } from '../domain/name-match.ts'
import { fold } from '../domain/normalise.ts'
import { type Leading, leadingNames } from './leading-name.ts'

/** Keys are the projects' short names, which are unique within a district. */
export interface ProjectNames {
  /** What the words name. A number is the project's place on the district's list. */
  lookUp(words: string): LookUp<string>
  /** What a sentence names ('绿邦到哪一步了？'). */
  inSentence(text: string): LookUp<string>
  /** The projects that the start of the text names in full, and how long that name is; null when it starts otherwise. */
  leading(text: string): Leading | null
  /** A name to show in an example; null when there is no project yet. */
  readonly first: string | null
}

export interface ProjectEntry {
  readonly key: string
  readonly number: number
  readonly names: readonly string[]
}

/** Longer than any name that is typed: a whole sentence or a pasted text, in which a slip is not looked for. */
const LONGEST_NAME = 40
/** So much of a text is searched for a name. */
const LONGEST_SENTENCE = 200

const cache = new Map<number, { readonly stamp: string; readonly names: ProjectNames }>()

/** The names of the district's projects as they are in this transaction. */
export async function projectNames(tx: Tx, districtId: number): Promise<ProjectNames> {
  const rows = await tx.project.findMany({
    where: { districtId },
    select: { shortName: true, name: true, number: true, aliases: { select: { alias: true }, orderBy: { id: 'asc' } } },
    orderBy: { number: 'asc' },
  })
  const entries = rows.map(({ shortName, name, number, aliases }) => ({
    key: shortName,
    number,
    names: [shortName, name, ...aliases.map(({ alias }) => alias)],
  }))
  const stamp = JSON.stringify(entries)
  const known = cache.get(districtId)
  if (known?.stamp === stamp) return known.names
  const names = namesOf(entries)
  cache.set(districtId, { stamp, names })
  return names
}

/** The names over a list of entries; `projectNames` reads the list from the database. */
export function namesOf(entries: readonly ProjectEntry[]): ProjectNames {
  const index = buildNameIndex(entries)
  const byNumber = new Map(entries.map(({ number, key }) => [number, key]))
  const numbered = (words: string): LookUp<string> | null => {
    const digits = /^#?(\d{1,4})号?$/.exec(fold(words).trim())?.[1]
    if (digits === undefined) return null
    const key = byNumber.get(Number(digits))
    return key === undefined ? { kind: 'none', suggestions: [] } : { kind: 'one', key }
  }
  return {
    lookUp: (words) =>
      words.length > LONGEST_NAME ? { kind: 'none', suggestions: [] } : (numbered(words) ?? lookUp(index, words)),
    inSentence: (text) => findNameIn(index, text.slice(0, LONGEST_SENTENCE)),
    leading: leadingNames(entries, index),
    first: entries[0]?.key ?? null,
  }
}
