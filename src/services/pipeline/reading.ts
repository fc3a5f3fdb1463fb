/** What the readers of 招商 and 储备 have in common: the verbs, 新增 with its labels, the project it becomes. */
import { aPerson, aProject, aUnit, optional, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { readLabelled } from '../../domain/labelled.ts'
import { moneyText } from '../../domain/money.ts'
import { moneyRefusal, readMoney } from '../../domain/money-read.ts'
import { UserError } from '../../errors.ts'
import type { Pipeline } from './names.ts'

export const ADD = /^(?:新增|登记|增加)(?=$|[\s:：,，])[\s:：,，]*/
export const ALTER: ReadonlySet<string> = new Set(['改', '修改', '完善'])
export const CONVERT: ReadonlySet<string> = new Set(['转项目', '转重点项目', '转为重点项目', '转化'])

/** '到位 示例储能 2000万' is '招商 示例储能 到位 2000万'; the verb alone asks for the list of that stage. */
export function verbFirst(line: Line, list: Pipeline, isVerb: (alias: string) => boolean): Line {
  const { alias } = line
  if (alias === list || !isVerb(alias)) return line
  const turned = (text: string): string => (text === '' ? alias : text.replace(/^(\S+)\s*/, `$1 ${alias} `).trim())
  return { alias: list, raw: turned(line.raw), text: turned(line.text) }
}

/** '签约3.2亿' has no space between the verb and what follows. */
export function verbAndRest(text: string): readonly [verb: string, rest: string] {
  const match = /^([^\s\d,，:：]+)[\s,，:：]*([\s\S]*)$/.exec(text)
  return match === null ? [text, ''] : [match[1] ?? '', match[2] ?? '']
}

/** Behind 转项目: the key project of the list that is the same one; null when none is named. `head`: '招商 示例储能'. */
export async function readIntoProject(
  head: string,
  rest: string,
  line: Line,
  ctx: Context,
): Promise<Reading<{ project: string | null }>> {
  const raw = rest.replace(/^(?:实施|重点项目)[\s,，]*/, '')
  return await words({ project: optional(aProject()) })({ ...line, raw, text: raw, alias: head }, ctx)
}

type Label =
  | 'name'
  | 'shortName'
  | 'investor'
  | 'industry'
  | 'source'
  | 'unit'
  | 'person'
  | 'amount'
  | 'chain'
  | 'start'

const LABELS: ReadonlyMap<string, Label> = new Map([
  ['项目名称', 'name'],
  ['名称', 'name'],
  ['简称', 'shortName'],
  ['投资方', 'investor'],
  ['投资人', 'investor'],
  ['企业', 'investor'],
  ['产业', 'industry'],
  ['行业', 'industry'],
  ['来源', 'source'],
  ['信息来源', 'source'],
  ['责任单位', 'unit'],
  ['单位', 'unit'],
  ['责任人', 'person'],
  ['负责人', 'person'],
  ['意向', 'amount'],
  ['意向额', 'amount'],
  ['总投资', 'amount'],
  ['投资额', 'amount'],
  ['产业链', 'chain'],
  ['计划开工', 'start'],
])

/** What a line or a form gives, by label; amounts as decimal text of 万元, unit and person looked up. */
export interface Given {
  readonly name: string
  readonly shortName: string | null
  readonly investor: string | null
  readonly industry: string | null
  readonly source: string | null
  readonly unit: string | null
  readonly person: number | null
  readonly amount: string | null
  readonly chain: string | null
  readonly start: string | null
}

const SHORTEST = 2
const LONGEST_SHORT = 20

/** Reads '某某储能项目 投资方：某某公司 产业：新能源 意向：3亿 单位：产业园 责任人：张三'. */
export async function readGiven(text: string, line: Line, ctx: Context): Promise<Reading<Given>> {
  const { head, values } = readLabelled(text, LABELS)
  const said = (label: Label): string | null => ctx.form?.[label]?.trim() || (values.get(label) ?? null)
  const unit = await named(said('unit'), { ...line, alias: '单位：' }, ctx)
  if (!unit.ok) return unit
  const person = await personCalled(said('person'), line, ctx)
  if (!person.ok) return person
  return {
    ok: true,
    value: {
      name: said('name') ?? head,
      shortName: said('shortName'),
      investor: said('investor'),
      industry: said('industry'),
      source: said('source'),
      unit: unit.value,
      person: person.value,
      amount: amountWithUnit(said('amount')),
      chain: said('chain'),
      start: said('start'),
    },
  }
}

/** The short name that was given, else the name without its last word; throws the sentence for what is no name. */
export function shortNameOf({ name, shortName }: Given, example: string): string {
  const short = shortName ?? name.replace(/(?:建设)?项目$/, '')
  if (name.length < SHORTEST || short.length < SHORTEST) throw new UserError(`请写明项目名称，例如：${example}`)
  if (name.length > 60) throw new UserError('项目名称最多 60 字')
  if (short.length <= LONGEST_SHORT && !/[\s:：]/.test(short)) return short
  throw new UserError(`请给它一个简称（最多 ${LONGEST_SHORT} 字，不带空格），例如在后面写上 简称：示例储能`)
}

function amountWithUnit(text: string | null): string | null {
  if (text === null) return null
  const reading = readMoney(text)
  if (!reading.ok) throw new UserError(moneyRefusal(text, reading.reason))
  if (reading.bare) throw withoutUnit(text)
  return moneyText(reading.money)
}

export function withoutUnit(text: string): UserError {
  return new UserError(`“${text}”没有写单位，请写成 ${text}亿 或 ${text}万`)
}

/** A bare number where an amount is to stand; null when the words have none. */
export function bareNumberIn(text: string): string | null {
  return /(?:^|[\s,，])(\d+(?:\.\d+)?)(?=$|[\s,，])/.exec(text)?.[1] ?? null
}

async function named(text: string | null, line: Line, ctx: Context): Promise<Reading<string | null>> {
  if (text === null) return { ok: true, value: null }
  const reading = await words({ unit: aUnit() })({ ...line, raw: text, text }, ctx)
  return reading.ok ? { ok: true, value: reading.value.unit } : reading
}

async function personCalled(text: string | null, line: Line, ctx: Context): Promise<Reading<number | null>> {
  if (text === null) return { ok: true, value: null }
  const reading = await words({ person: aPerson() })({ ...line, raw: text, text }, ctx)
  return reading.ok ? { ok: true, value: reading.value.person } : reading
}
