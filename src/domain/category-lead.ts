/** Which department usually leads a kind of difficulty, until a district says otherwise (交办默认). */

/** What the department's name contains. A kind that is not here is the responsible unit's own (L1, rules.md §7). */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['用地', '自然资源'],
  ['规划', '自然资源'],
  ['征地', '自然资源'],
  ['征拆', '自然资源'],
  ['林草', '林草'],
  ['环评', '生态环境'],
  ['环保', '生态环境'],
  ['能评', '发改'],
  ['用水', '水务'],
  ['用电', '能源'],
  ['用气', '住建'],
  ['配套', '住建'],
  ['手续', '审批'],
  ['审批', '审批'],
  ['道路', '交通'],
  ['安全', '应急'],
])

export interface NamedUnit {
  readonly name: string
  readonly shortName: string
}

/** The short name of the only unit that fits; null: none does, or several. */
export function usualLead(category: string, units: readonly NamedUnit[]): string | null {
  const word = USUAL.get(category)
  if (word === undefined) return null
  const [only, ...others] = units.filter(({ name, shortName }) => name.includes(word) || shortName.includes(word))
  return only !== undefined && others.length === 0 ? only.shortName : null
}
