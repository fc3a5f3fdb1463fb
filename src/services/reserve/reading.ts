/** Reads '储备', '储备 前期', '储备 示例储能 环评 已办 9月20日', '储备 示例储能 前期', '转化 示例储能 实施'. */
import { aPastDay, aReserve, optional, restText, words } from '../../chat/arguments.ts'
import { type Card, say } from '../../chat/card.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { pageOf } from '../../chat/page-word.ts'
import { day } from '../../domain/calendar-day.ts'
import { readDay } from '../../domain/day-read.ts'
import {
  type ReadinessItem,
  readReadiness,
  readReadinessItem,
  readReserveStage,
  showReadinessItem,
} from '../../domain/reserve/stage.ts'
import { UserError } from '../../errors.ts'
import { reasonOf, setApart } from '../inputs/reading.ts'
import { mustBePrivate } from '../inputs/rights.ts'
import { everything } from '../pipeline/filter.ts'
import { filterMeant } from '../pipeline/filter-read.ts'
import {
  ADD,
  ALTER,
  CONVERT,
  type Given,
  readGiven,
  readIntoProject,
  shortNameOf,
  verbAndRest,
  verbFirst,
} from '../pipeline/reading.ts'
import { mustMayAdd } from '../pipeline/rights.ts'
import type { ReserveAsked } from './asked.ts'
import { chains, reserveNames } from './find.ts'

type Read = Reading<{ asked: ReserveAsked }>

const done = (asked: ReserveAsked): Read => ({ ok: true, value: { asked } })

const WHOLE: ReadonlyMap<string, ReserveAsked> = new Map<string, ReserveAsked>([
  ['', { kind: 'summary' }],
  ['汇总', { kind: 'summary' }],
  ['总览', { kind: 'summary' }],
  ['单位', { kind: 'table', by: 'unit' }],
  ['按单位', { kind: 'table', by: 'unit' }],
  ['阶段', { kind: 'table', by: 'stage' }],
  ['按阶段', { kind: 'table', by: 'stage' }],
  ['产业链', { kind: 'table', by: 'chain' }],
  ['按产业链', { kind: 'table', by: 'chain' }],
  ['清单', { kind: 'list', which: 'pool', ...everything, from: 1 }],
  ['全部', { kind: 'list', which: 'all', ...everything, from: 1 }],
  ['在库', { kind: 'list', which: 'pool', ...everything, from: 1 }],
  ['成熟', { kind: 'list', which: 'ready', ...everything, from: 1 }],
])

/** '转化 示例储能 实施' is '储备 示例储能 转化 实施'. */
const isVerb = (alias: string): boolean => readReserveStage(alias) !== null || converts(alias)
const converts = (verb: string): boolean => CONVERT.has(verb) || verb === '实施'
const EXAMPLE = '储备 新增 示例储能项目 总投资：3亿 产业链：新能源 单位：产业园 来源：部门谋划'

export async function readReserve(typed: Line, ctx: Context): Promise<Read> {
  const { line, from } = pageOf(verbFirst(typed, '储备', isVerb))
  const whole = WHOLE.get(line.text)
  if (whole !== undefined) return done(whole.kind === 'list' ? { ...whole, from } : whole)
  if (ADD.test(line.text)) return await readAdd(line, ctx)
  const filter = await filterMeant(ctx, line.text, {
    readStage: readReserveStage,
    names: await reserveNames(ctx.tx, ctx.district.id),
    branches: await chains(ctx),
  })
  if (filter !== null) return done({ kind: 'list', which: 'all', ...filter, from })
  return await readOne(line, ctx)
}

async function readAdd(line: Line, ctx: Context): Promise<Read> {
  mustBePrivate(ctx, '储备')
  mustMayAdd(ctx)
  const text = line.raw.replace(ADD, '')
  if (text.trim() === '' && ctx.form === null) return { ok: false, card: addForm() }
  const reading = await readGiven(text, line, ctx)
  if (!reading.ok) return reading
  const { name } = reading.value
  return done({ kind: 'add', name, shortName: shortNameOf(reading.value, EXAMPLE), ...detailsOf(reading.value, ctx) })
}

function detailsOf({ chain, industry, source, unit, person, amount, start }: Given, ctx: Context) {
  const plannedStartOn = start === null ? null : readDay(start, ctx.today)
  if (start !== null && plannedStartOn === null) throw new UserError(`“${start}”不像日期，请写成 计划开工：明年3月1日`)
  return { chain, industry, source, unit, person, total: amount, plannedStartOn }
}

function addForm(): Card {
  return say('登记一个储备项目', {
    blocks: [
      {
        kind: 'form',
        name: 'reserveNew',
        fields: [
          { name: 'name', label: '项目名称', type: 'text', required: true },
          { name: 'amount', label: '总投资', type: 'text', placeholder: '带单位，如 3亿' },
          { name: 'chain', label: '产业链', type: 'text' },
          { name: 'unit', label: '责任单位', type: 'text', placeholder: '不写就是本单位' },
          { name: 'source', label: '谋划来源', type: 'text', placeholder: '部门谋划、镇街谋划' },
          { name: 'start', label: '计划开工', type: 'text', placeholder: '明年3月1日' },
        ],
        submit: { label: '登记', action: '储备 新增' },
        typed: `例如：${EXAMPLE}`,
      },
    ],
  })
}

const byName = words({ name: aReserve(), text: optional(restText('要做什么', '环评 已办 9月20日')) })
const behind = words({ on: optional(aPastDay()), text: optional(restText('原因', '选址未定')) })

async function readOne(line: Line, ctx: Context): Promise<Read> {
  const reading = await byName(line, ctx)
  if (!reading.ok) return reading
  const { name } = reading.value
  const text = (reading.value.text ?? '').trim()
  if (text === '') return done({ kind: 'one', name })
  // Before anything is asked or said: amounts and names of persons are not for a group.
  mustBePrivate(ctx, '储备')
  const [verb, rest] = verbAndRest(text)
  if (converts(verb)) return await readConvert(name, rest, line, ctx)
  if (ALTER.has(verb)) return await readAlter(name, rest, line, ctx)
  const item = readReadinessItem(verb.slice(0, 2))
  if (item !== null) return await readReady(name, item, `${verb.slice(2)} ${rest}`.trim(), line, ctx)
  const to = readReserveStage(verb)
  if (to === null) {
    throw new UserError(`没有看懂“${verb}”。可以发：储备 ${name} 环评 已办 9月20日；储备 ${name} 前期`, [
      `储备 ${name}`,
    ])
  }
  const given = await behind({ ...line, raw: rest, text: rest }, ctx)
  if (!given.ok) return given
  const { on, text: reason } = given.value
  return done({ kind: 'move', name, to, on: on === null ? ctx.today : day(on), reason: reasonOf(reason) })
}

/** '环评已办 9月20日' */
async function readReady(name: string, item: ReadinessItem, rest: string, line: Line, ctx: Context): Promise<Read> {
  const [word, more] = verbAndRest(rest)
  const readiness = readReadiness(word)
  if (readiness === null) {
    const head = `储备 ${name} ${showReadinessItem(item)}`
    throw new UserError(`请写明${showReadinessItem(item)}办到哪一步：未办、办理中、已办，例如：${head} 已办 9月20日`, [
      { label: '已办', action: `${head} 已办` },
      { label: '办理中', action: `${head} 办理中` },
    ])
  }
  const given = await behind(setApart({ ...line, raw: more, text: more }, ['完成']), ctx)
  if (!given.ok) return given
  const { on, text } = given.value
  const when = on === null ? ctx.today : day(on)
  return done({ kind: 'ready', name, item, readiness, on: when, reason: reasonOf(text) })
}

async function readConvert(name: string, rest: string, line: Line, ctx: Context): Promise<Read> {
  const reading = await readIntoProject(`储备 ${name}`, rest, line, ctx)
  return reading.ok ? done({ kind: 'convert', name, ...reading.value }) : reading
}

async function readAlter(name: string, rest: string, line: Line, ctx: Context): Promise<Read> {
  const reading = await readGiven(` ${rest}`, line, ctx)
  if (!reading.ok) return reading
  const details = detailsOf(reading.value, ctx)
  if (Object.values(details).every((value) => value === null)) {
    throw new UserError(`请写明改什么，例如：储备 ${name} 改 总投资：3.5亿 计划开工：明年3月1日`)
  }
  return done({ kind: 'alter', name, ...details })
}
