/** How people type what the lists of 招商 and 储备 are narrowed by. */
import type { Context } from '../../chat/command.ts'
import type { NameEntry } from '../../domain/name-match.ts'
import { bare } from '../../domain/name-reading.ts'
import { unitOfName } from '../units-meant.ts'
import { everything, type Filter } from './filter.ts'

export interface Filterable<S extends string> {
  readonly readStage: (word: string) => S | null
  readonly names: readonly NameEntry<string>[]
  readonly branches: readonly string[]
}

/** A beginning of fewer characters is no branch's. */
const SHORTEST_BEGINNING = 2

/**
 * What a whole text narrows the list by: a stage, a branch, a unit, the beginning of one branch; null: something else.
 * Width and signs do not matter: '新能源(演示)' is '新能源（演示）'. A project's whole name is that project.
 */
export async function filterMeant<S extends string>(
  ctx: Context,
  text: string,
  { readStage, names, branches }: Filterable<S>,
): Promise<Filter<S> | null> {
  const stage = readStage(text)
  if (stage !== null) return { ...everything, stage }
  const word = bare(text)
  if (word === '' || names.some((entry) => entry.names.some((name) => bare(name) === word))) return null
  const whole = branches.find((branch) => bare(branch) === word)
  if (whole !== undefined) return { ...everything, branch: whole }
  const unit = await unitOfName(ctx, text)
  if (unit !== null) return { ...everything, unit }
  const [begun, ...others] = branches.filter((branch) => bare(branch).startsWith(word))
  if (begun === undefined || others.length > 0 || word.length < SHORTEST_BEGINNING) return null
  return { ...everything, branch: begun }
}
