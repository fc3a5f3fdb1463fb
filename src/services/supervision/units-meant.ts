/** The units that somebody names for an order, by their short names. */
import type { Context } from '../../chat/command.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { UserError } from '../../errors.ts'
import { unitNames } from '../unit-names.ts'

/** The short name that is meant; throws the sentence for a name that is none or several. */
export async function unitMeant({ tx, district, today }: Context, typed: string): Promise<string> {
  const match = lookUp(buildNameIndex(await unitNames(tx, district.id, today)), typed)
  if (match.kind === 'one') return match.key
  const near = match.kind === 'many' ? match.keys : match.suggestions
  const meant = near.length === 0 ? '请写单位简称' : `您是不是要找：${near.join('、')}`
  throw new UserError(`没有找到“${typed}”这个单位，${meant}`)
}

/** The unit that a word names and nothing else; null for a word that merely holds a name ('能源局接电安排'). */
export async function unitExactly({ tx, district, today }: Context, word: string): Promise<string | null> {
  const entries = await unitNames(tx, district.id, today)
  const match = lookUp(buildNameIndex(entries), word)
  if (word === '' || match.kind !== 'one') return null
  const names = entries.find(({ key }) => key === match.key)?.names ?? []
  return /^[a-z]+$/i.test(word) || names.some((name) => name.includes(word)) ? match.key : null
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
