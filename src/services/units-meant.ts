/** The units that somebody names in words, by their short names. */
import type { Context } from '../chat/command.ts'
import { buildNameIndex, type LookUp, lookUp } from '../domain/name-match.ts'
import { UserError } from '../errors.ts'
import { unitNames } from './unit-names.ts'

/** What a name that is none or several is refused with. `near`: what may have been meant. */
type Refusal = (typed: string, near: readonly string[]) => string

const USUAL: Refusal = (typed, near) =>
  `没有找到“${typed}”这个单位，${near.length === 0 ? '请写单位简称' : `您是不是要找：${near.join('、')}`}`

/** The short names that are meant, each once; throws the sentence for a name that is none or several. */
export async function unitsMeant(ctx: Context, typed: readonly string[], refusal = USUAL): Promise<string[]> {
  if (typed.length === 0) return []
  const index = buildNameIndex(await unitNames(ctx.tx, ctx.district.id, ctx.today))
  const meant = typed.map((name) => {
    const match = lookUp(index, name)
    if (match.kind === 'one') return match.key
    throw new UserError(refusal(name, nearOf(match)))
  })
  return [...new Set(meant)]
}

/** The short name that is meant; throws the sentence for a name that is none or several. */
export async function unitMeant(ctx: Context, typed: string, refusal = USUAL): Promise<string> {
  const [unit] = await unitsMeant(ctx, [typed], refusal)
  if (unit === undefined) throw new Error('a name that is looked up is found or refused')
  return unit
}

function nearOf(match: Exclude<LookUp<string>, { kind: 'one' }>): readonly string[] {
  return match.kind === 'many' ? match.keys : match.suggestions
}

/** The unit that a word names and nothing else; null for a word that merely holds a name ('能源局接电安排'). */
export async function unitExactly({ tx, district, today }: Context, word: string): Promise<string | null> {
  const entries = await unitNames(tx, district.id, today)
  const match = lookUp(buildNameIndex(entries), word)
  if (word === '' || match.kind !== 'one') return null
  const names = entries.find(({ key }) => key === match.key)?.names ?? []
  return /^[a-z]+$/i.test(word) || names.some((name) => name.includes(word)) ? match.key : null
}

/** The unit whose short or full name the text is, to the letter; null when it is none's. */
export async function unitOfName({ tx, district, today }: Context, text: string): Promise<string | null> {
  const units = await unitNames(tx, district.id, today)
  return units.find(({ names }) => names.includes(text))?.key ?? null
}

/** The unit at the start of the words, when they start with one: '能源局 尽快接电' → 能源局. */
export async function unitInFront(ctx: Context, words: string): Promise<{ unit: string; rest: string } | null> {
  const [, first = '', rest = ''] = /^([^\s,，:：;；]+)[\s,，:：;；]+([\s\S]+)$/.exec(words) ?? []
  const unit = await unitExactly(ctx, first)
  return unit === null ? null : { unit, rest }
}

/** The row of a short name. */
export async function unitIdOf({ tx, district }: Pick<Context, 'tx' | 'district'>, shortName: string): Promise<number> {
  const row = await tx.unit.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: district.id, shortName } },
    select: { id: true },
  })
  return row.id
}
