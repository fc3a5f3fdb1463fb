/** Reads '储备', '储备 前期', '储备 示例储能 环评 已办 9月20日', '储备 示例储能 前期', '转化 示例储能 实施'. */
import { aPastDay, aProject, aReserve, optional, restText, words } from '../../chat/arguments.ts'
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
import { type Given, readGiven, shortNameOf, unitExactly } from '../pipeline-reading.ts'
import { mustMayAdd } from '../promotion/add.ts'
import type { ReserveAsked } from './asked.ts'

type Read = Reading<{ asked: ReserveAsked }>

const done = (asked: ReserveAsked): Read => ({ ok: true, value: { asked } })
const everything = { stage: null, unit: null, chain: null, from: 1 } as const

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
  ['清单', { kind: 'list', which: 'all', ...everything }],
  ['全部', { kind: 'list', which: 'all', ...everything }],
  ['在库', { kind: 'list', which: 'pool', ...everything }],
  ['成熟', { kind: 'list', which: 'ready', ...everything }],
])

const ADD = /^(?:新增|登记|增加)(?=$|[\s:：,，])[\s:：,，]*/
const CONVERT = new Set(['转项目', '转重点项目', '转为重点项目', '转化', '实施'])
const ALTER = new Set(['改', '修改', '完善'])
const EXAMPLE = '储备 新增 示例储能项目 总投资：3亿 产业链：新能源 单位：产业园 来源：部门谋划'

export async function readReserve(typed: Line, ctx: Context): Promise<Read> {
  const { line, from } = pageOf(verbFirst(typed))
  const whole = WHOLE.get(line.text)
  if (whole !== undefined) return done(whole.kind === 'list' ? { ...whole, from } : whole)
  if (ADD.test(line.text)) return await readAdd(line, ctx)
  const filter = await filterOf(ctx, line.text)
  if (filter !== null) return done({ ...filter, from })
  return await readOne(line, ctx)
}

/** '转化 示例储能 实施' is '储备 示例储能 转化 实施'; '谋划' alone asks for the list of that stage. */
function verbFirst(line: Line): Line {
  const { alias } = line
  if (readReserveStage(alias) === null && !CONVERT.has(alias)) return line
  if (alias === '储备') return line
  const turned = (text: string): string => (text === '' ? alias : text.replace(/^(\S+)\s*/, `$1 ${alias} `).trim())
  return { alias: '储备', raw: turned(line.raw), text: turned(line.text) }
}

async function filterOf(ctx: Context, text: string): Promise<(ReserveAsked & { kind: 'list' }) | null> {
  const list = { kind: 'list', which: 'all', ...everything } as const
  const stage = readReserveStage(text)
  if (stage !== null) return { ...list, stage }
  const within = { districtId: ctx.district.id }
  const named = await ctx.tx.reserveProject.findFirst({ where: { ...within, shortName: text } })
  if (named !== null) return null
  const row = await ctx.tx.reserveProject.findFirst({ where: { ...within, chain: { startsWith: text } } })
  if (row !== null && row.chain !== null && text.length >= 2) return { ...list, chain: row.chain }
  const unit = await unitExactly(ctx, text)
  return unit === null ? null : { ...list, unit }
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
  const [, verb = text, rest = ''] = /^([^\s\d,，:：]+)[\s,，:：]*([\s\S]*)$/.exec(text) ?? []
  if (CONVERT.has(verb)) return await readConvert(name, rest, line, ctx)
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
  const [, word = '', more = ''] = /^([^\s\d,，:：]+)[\s,，:：]*([\s\S]*)$/.exec(rest) ?? []
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
  const raw = rest.replace(/^(?:实施|重点项目)[\s,，]*/, '')
  const reading = await words({ project: optional(aProject()) })(
    { ...line, raw, text: raw, alias: `储备 ${name}` },
    ctx,
  )
  return reading.ok ? done({ kind: 'convert', name, project: reading.value.project }) : reading
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
