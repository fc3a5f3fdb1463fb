/** Readers of names: a project, a unit, a person. A nickname that fits several lets one choose; a slip gets suggestions. */
import { buildNameIndex, type LookUp, lookUp, type NameEntry } from '../domain/name-match.ts'
import { enterpriseNames } from '../services/enterprise/find.ts'
import { findPeople } from '../services/people.ts'
import { promotionNames } from '../services/promotion/find.ts'
import { reserveNames } from '../services/reserve/find.ts'
import { unitNames } from '../services/unit-names.ts'
import type { Argument, Ground, Taken } from './argument.ts'
import { windows, without } from './argument.ts'
import { button, type Card, say } from './card.ts'
import type { Context } from './command.ts'
import { type Leading, leadingNames } from './leading-name.ts'
import { projectNames } from './project-names.ts'
import { chooseCard, shortened } from './standard-cards.ts'
import type { Token } from './tokens.ts'

interface Source {
  lookUp(words: string): LookUp<string>
  leading(text: string): Leading | null
  readonly first: string | null
}

interface Naming {
  readonly label: string
  /** '家企业': how several are counted; default: the label with 个. */
  readonly counted?: string
  /** What to type to see all names. */
  readonly list: string
  readonly names: (ctx: Context) => Promise<Source>
}

/** A project by any of its names → its unique short name. */
export function aProject(): Argument<string> {
  return aName({ label: '项目', list: '项目清单', names: ({ tx, district }) => projectNames(tx, district.id) })
}

/** A unit by its name, its short name or pinyin → its short name. */
export function aUnit(): Argument<string> {
  return aName({
    label: '单位',
    list: '人员',
    names: async ({ tx, district, today }) => sourceOf(await unitNames(tx, district.id, today)),
  })
}

/** A 招商项目 by its short or full name or pinyin → its short name. */
export function aPromotion(): Argument<string> {
  return aName({
    label: '招商项目',
    list: '招商 清单',
    names: async ({ tx, district }) => sourceOf(await promotionNames(tx, district.id)),
  })
}

/** A project of the 储备库 by its short or full name or pinyin → its short name. */
export function aReserve(): Argument<string> {
  return aName({
    label: '储备项目',
    list: '储备 全部',
    names: async ({ tx, district }) => sourceOf(await reserveNames(tx, district.id)),
  })
}

/** An enterprise by its names or by those of its projects → its short name. */
export function anEnterprise(): Argument<string> {
  return aName({
    label: '企业',
    counted: '家企业',
    list: '企业',
    names: async (ctx) => sourceOf(await enterpriseNames(ctx)),
  })
}

function sourceOf(entries: readonly NameEntry<string>[]): Source {
  const index = buildNameIndex(entries)
  return {
    lookUp: (text) => lookUp(index, text),
    leading: leadingNames(entries, index),
    first: entries[0]?.key ?? null,
  }
}

function aName({ label, counted = `个${label}`, list, names }: Naming): Argument<string> {
  return {
    label,
    sample: async ({ ctx }) => (await names(ctx)).first ?? `${label}名`,
    order: 'name',
    required: true,
    take: async (left, ground) => {
      const source = await names(ground.ctx)
      return (
        byPlace(left, source) ??
        byStart(left, source) ??
        oneAnywhere(left, source) ??
        severalAnywhere(left, source, ground, counted) ?? { kind: 'absent' }
      )
    },
    suggest: async (word, ground, required) => {
      const match = (await names(ground.ctx)).lookUp(word.text)
      if (match.kind !== 'none' || (match.suggestions.length === 0 && !required)) return null
      return notFoundCard(label, list, word.text, match.suggestions, (name) => ground.typed([word], name))
    },
  }
}

const text = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join('')

/** The first words together name one: the usual order. */
function byPlace(left: readonly Token[], source: Source): Taken<string> | null {
  for (let size = Math.min(3, left.length); size > 0; size--) {
    const taken = left.slice(0, size)
    const match = source.lookUp(text(taken))
    if (match.kind === 'one' && whole(text(taken), source)) {
      return { kind: 'taken', value: match.key, left: left.slice(size) }
    }
  }
  return null
}

/** The words are the name and nothing else; a name with more words glued to it is `byStart`'s. */
function whole(words: string, source: Source): boolean {
  const leading = source.leading(words)
  return leading === null || leading.length === words.length
}

/** A word that starts with a name: the name is taken, what is glued to it stays ("绿邦用电容量不足"). */
function byStart(left: readonly Token[], source: Source): Taken<string> | null {
  for (const token of left) {
    const leading = source.leading(token.text)
    const [key, ...others] = leading?.keys ?? []
    if (leading === null || key === undefined || others.length > 0) continue
    const start = token.start + leading.length
    const rest = { text: token.text.slice(leading.length), start, end: token.end }
    return {
      kind: 'taken',
      value: key,
      left: left.flatMap((one) => (one !== token ? [one] : rest.text === '' ? [] : [rest])),
    }
  }
  return null
}

function oneAnywhere(left: readonly Token[], source: Source): Taken<string> | null {
  const several = source.lookUp(left[0]?.text ?? '').kind === 'many'
  if (several) return null
  for (const window of windows(left, 3)) {
    const match = source.lookUp(text(window))
    if (match.kind === 'one') return { kind: 'taken', value: match.key, left: without(left, window) }
  }
  return null
}

function severalAnywhere(
  left: readonly Token[],
  source: Source,
  ground: Ground,
  counted: string,
): Taken<string> | null {
  for (const token of left) {
    const match = source.lookUp(token.text)
    if (match.kind !== 'many') continue
    return { kind: 'stop', card: chooseCard(match.keys, (name) => ground.typed([token], name), counted) }
  }
  return null
}

function notFoundCard(
  label: string,
  list: string,
  typed: string,
  suggestions: readonly string[],
  line: (name: string) => string,
): Card {
  const shown = `没有找到“${shortened(typed)}”`
  if (suggestions.length === 0)
    return say(`${shown}这个${label}，发“${list}”看全部。`, { tone: 'warning', actions: [button(list)] })
  return say(`${shown}。您是不是要找：${suggestions.join('、')}？`, {
    tone: 'warning',
    actions: suggestions.map((name) => button(name, line(name))),
  })
}

/** A person of the roster by name, told apart by the unit where two have it → the person's number. */
export function aPerson(): Argument<number> {
  return {
    label: '姓名',
    sample: async () => '张三',
    order: 'name',
    required: true,
    take: async (left, { ctx, typed }) => {
      for (const token of left) {
        const named = await findPeople(ctx.tx, ctx.district.id, ctx.today, token.text)
        if (named.length === 0) continue
        const [only, ...others] = named
        if (only !== undefined && others.length === 0) {
          return { kind: 'taken', value: only.personId, left: without(left, [token]) }
        }
        const unit = left.find((one) => named.filter((person) => person.units.includes(one.text)).length === 1)
        const told = unit && named.find((person) => person.units.includes(unit.text))
        if (unit && told) return { kind: 'taken', value: told.personId, left: without(left, [token, unit]) }
        const ways = named.map(({ name, units }) =>
          button(`${name} ${units.join('、')}`, typed([token], `${name} ${units[0] ?? ''}`)),
        )
        return { kind: 'stop', card: say(`有 ${named.length} 位“${token.text}”，请选一位`, { actions: ways }) }
      }
      return { kind: 'absent' }
    },
    suggest: async (word) => say(`花名册上没有“${shortened(word.text)}”。发“人员”看全部。`, { tone: 'warning' }),
  }
}
