/** Reads '旬目标 示例甲 …' and '旬目标 示例镇 …': a project's cumulative targets, or a unit's quarterly ones. */
import { z } from 'zod'
import { button, say } from '../../chat/card.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { projectNames } from '../../chat/project-names.ts'
import { chooseCard, shortened } from '../../chat/standard-cards.ts'
import { tokensOf } from '../../chat/tokens.ts'
import { moneyText } from '../../domain/money.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { bare } from '../../domain/name-reading.ts'
import { parseTenDay } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { unitNames } from '../unit-names.ts'
import { mustBeOffice, mustBePrivate } from './rights.ts'
import { readTargetLine, type TargetEntry } from './target-line.ts'

const LONGEST_TEXT = 60

const point = z.object({
  /** '2023-09-2' or '2023-09' */
  period: z.string(),
  /** Null: the amount in force stays. */
  cumulative: z.string().nullable(),
  /** Null: the text in force stays. */
  text: z.string().nullable(),
  /** The target of this 旬 is taken back. */
  withdrawn: z.boolean(),
})
const quarterly = z.object({ quarter: z.string(), percent: z.number() })

export const targetArgs = z.object({
  /** Without points or quarters: show what holds. */
  target: z.discriminatedUnion('of', [
    z.object({ of: z.literal('project'), name: z.string(), points: z.array(point) }),
    z.object({ of: z.literal('unit'), name: z.string(), quarters: z.array(quarterly) }),
  ]),
})
export type TargetArgs = z.infer<typeof targetArgs>
export type TargetPointArgs = z.infer<typeof point>

const PROJECT_EXAMPLE = '旬目标 示例甲 9月中旬 4.2亿 主体封顶'
const UNIT_EXAMPLE = '旬目标 示例镇 三季度 75%'
const TAKEN_BACK = /^(?:撤销|取消|删除)$/

export async function readTarget(line: Line, ctx: Context): Promise<Reading<TargetArgs>> {
  const reading = readTargetLine(tokensOf(line.raw), ctx.today)
  if (!reading.ok) throw new UserError(reading.sentence)
  const { entries } = reading
  const name = reading.head.map(({ text }) => text).join('')
  if (name === '') throw new UserError(`请写明项目或单位，例如：${PROJECT_EXAMPLE}，或 ${UNIT_EXAMPLE}`)
  const isQuarterly = entries.length > 0 && entries.every(({ percent }) => percent !== null)
  const whose = await called(ctx, name, isQuarterly, reading.head[0]?.text ?? name)
  if (!whose.ok) return whose
  const named = whose.value
  if (entries.length > 0) {
    const typed = `旬目标 ${named.name}`
    mustBeOffice(ctx, '定目标', [typed])
    mustBePrivate(ctx, typed)
  }
  const { of, name: whole } = named
  const target =
    of === 'unit'
      ? { of, name: whole, quarters: entries.map((entry) => quarterOf(entry, whole)) }
      : { of, name: whole, points: entries.map((entry) => pointOf(entry, whole)) }
  return { ok: true, value: { target } }
}

interface Whose {
  readonly of: 'project' | 'unit'
  readonly name: string
}

/** A unit's own name is the unit; else quarterly percentages are a unit's, and all else is a project's. */
async function called(ctx: Context, name: string, unitFirst: boolean, first: string): Promise<Reading<Whose>> {
  const units = await unitNames(ctx.tx, ctx.district.id, ctx.today)
  const exact = units.find(({ names }) => names.some((one) => bare(one) === bare(name)))
  if (exact !== undefined) return { ok: true, value: { of: 'unit', name: exact.key } }
  const projects = (await projectNames(ctx.tx, ctx.district.id)).lookUp(name)
  const unit = lookUp(buildNameIndex(units), name)
  if (unitFirst && unit.kind === 'one') return { ok: true, value: { of: 'unit', name: unit.key } }
  if (projects.kind === 'one') return { ok: true, value: { of: 'project', name: projects.key } }
  if (projects.kind === 'many') {
    return { ok: false, card: chooseCard(projects.keys, (key) => `旬目标 ${key}`) }
  }
  if (unit.kind === 'one') return { ok: true, value: { of: 'unit', name: unit.key } }
  const near = [...projects.suggestions, ...(unit.kind === 'none' ? unit.suggestions : unit.keys)]
  const lost = `没有找到“${shortened(first)}”这个项目或单位`
  if (near.length === 0) throw new UserError(`${lost}。例如：${PROJECT_EXAMPLE}`, ['项目清单'])
  const actions = near.map((one) => button(one, `旬目标 ${one}`))
  return { ok: false, card: say(`${lost}。您是不是要找：${near.join('、')}？`, { tone: 'warning', actions }) }
}

function pointOf({ period, cumulative, percent, text }: TargetEntry, name: string): TargetPointArgs {
  if (percent !== null) {
    throw new UserError(`项目目标请写累计金额，例如：旬目标 ${name} 9月 4.5亿；百分数只用于单位季度目标`)
  }
  if (text.length > LONGEST_TEXT) throw new UserError(`一旬的文字目标最多写 ${LONGEST_TEXT} 字，请写要点`)
  const withdrawn = cumulative === null && TAKEN_BACK.test(text)
  if (cumulative === null && text === '') {
    throw new UserError(`请写上累计金额或形象目标，例如：旬目标 ${name} 9月中旬 4.2亿 主体封顶`)
  }
  return {
    period: endOf(period),
    cumulative: cumulative === null ? null : moneyText(cumulative),
    text: withdrawn || text === '' ? null : text,
    withdrawn,
  }
}

/** A quarter's target of a project is that of its last month. */
function endOf(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter === null) return period
  return `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}`
}

function quarterOf({ period, cumulative, percent, text }: TargetEntry, name: string): z.infer<typeof quarterly> {
  const example = `例如：旬目标 ${name} 三季度 75%`
  if (parseTenDay(period) !== null || !period.includes('Q')) {
    throw new UserError(`单位目标按季度定，${example}`)
  }
  if (percent === null || cumulative !== null || text !== '') {
    throw new UserError(`单位目标请写占年度计划的百分数，${example}`)
  }
  return { quarter: period, percent }
}
