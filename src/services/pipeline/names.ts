/** The names under which the projects of 招商 and 储备 are known, and whether a new one is new. */
import type { NameEntry } from '../../domain/name-match.ts'
import { similarName } from '../../domain/similar-name.ts'
import { UserError } from '../../errors.ts'

/** '招商' or '储备': the list, and the command that reads it. */
export type Pipeline = '招商' | '储备'

export const nameColumns = { shortName: true, name: true, project: { select: { shortName: true } } } as const

interface Named {
  readonly shortName: string
  readonly name: string
  /** The key project that it became. */
  readonly project: { readonly shortName: string } | null
}

/** What people may type for each, keyed by the short name. */
export function entriesOf(rows: readonly Named[]): NameEntry<string>[] {
  return rows.map(({ shortName, name, project }) => ({
    key: shortName,
    names: [shortName, name, ...(project === null ? [] : [project.shortName])],
  }))
}

/** The condition for a row that has one of the two names. */
export function eitherName({ name, shortName }: Pick<Named, 'name' | 'shortName'>) {
  return { OR: [{ shortName }, { name }, { shortName: name }, { name: shortName }] }
}

/** The sentence for a name that is taken. `stage`: where that project stands, in words. */
export function isKnown(list: Pipeline, shortName: string, stage: string): UserError {
  const line = `${list} ${shortName}`
  return new UserError(`${list}项目“${shortName}”已经有了（${stage}）。要看它、推进它请发：${line}`, [line])
}

/** A known name that is nearly the same, to be asked about; null: none is. */
export function similarIn(entries: readonly NameEntry<string>[], shortName: string): string | null {
  return similarName(
    shortName,
    entries.map(({ key }) => key),
  )
}
