/** Reads '会商 示例甲 能评 9月12日 参会 能源局、审批局', '会商 3 结论 …', '会商 3 任务 能源局 9月20日 出具意见', '会商 3 手续 施工许可 9月30日'. */
import { z } from 'zod'
import { aDay, aProject, aUnit, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { pageOf } from '../../chat/page-word.ts'
import { type Day, day, isDay } from '../../domain/calendar-day.ts'
import { readDay } from '../../domain/day-read.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { permitNicknames } from '../../domain/permits/nicknames.ts'
import { UserError } from '../../errors.ts'
import { mustServeAll } from '../enterprise/rights.ts'
import { catalogueOf } from '../permits/catalogue.ts'
import { unitsMeant } from '../units-meant.ts'
import { jointNumbered } from './find.ts'

const number = z.number().int()
const dayArg = z.string().refine(isDay)
const sentence = z.string().min(2).max(300)

export const jointArgs = z.object({
  act: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('list'), project: z.string().nullable(), from: number.min(1) }),
    z.object({ kind: z.literal('show'), number }),
    z.object({
      kind: z.literal('call'),
      project: z.string(),
      matter: sentence,
      on: dayArg,
      units: z.array(z.string()),
    }),
    z.object({ kind: z.literal('conclude'), number, conclusion: sentence }),
    z.object({
      kind: z.literal('tasks'),
      number,
      tasks: z
        .array(z.object({ unit: z.string(), dueOn: dayArg, text: sentence }))
        .min(1)
        .max(10),
    }),
    z.object({ kind: z.literal('promise'), number, permit: z.string().min(2).max(40), on: dayArg }),
    z.object({ kind: z.literal('cancel'), number, reason: sentence }),
  ]),
})
export type JointAct = z.infer<typeof jointArgs>['act']
type Read = Reading<z.infer<typeof jointArgs>>

const VERBS: readonly (readonly [string, 'conclude' | 'tasks' | 'promise' | 'cancel'])[] = [
  ['结论', 'conclude'],
  ['任务', 'tasks'],
  ['手续', 'promise'],
  ['承诺', 'promise'],
  ['取消', 'cancel'],
]

export async function readJoint(line: Line, ctx: Context): Promise<Read> {
  // A number that begins a date ('9月12日 示例甲 能评', '9.12', '12日') is no 会商's.
  const numbered = /^[#第]?\s*(\d{1,9})(?!\s*[年月日./-])\s*号?(?:会商)?(?=$|\D)[\s,，:：]*([\s\S]*)$/.exec(
    line.raw.trim(),
  )
  if (numbered !== null) return await readNumbered(Number(numbered[1]), numbered[2] ?? '', ctx)
  const page = pageOf(line)
  const { raw, invited } = withoutInvited(page.line.raw, ctx.today)
  const reading = await words({
    project: optional(aProject()),
    on: optional(aDay()),
    text: optional(restText('议题', '能评')),
  })({ ...line, raw }, ctx)
  if (!reading.ok) return reading
  const { project, on } = reading.value
  const matter = (reading.value.text ?? '').trim()
  if (matter === '' && on === null) return done({ kind: 'list', project, from: page.from })
  mustServeAll(ctx, '召集会商')
  if (project === null) throw new UserError('请写明项目，例如：会商 示例甲 能评 9月12日')
  if (matter.length < 2) throw new UserError(`请写明议题，例如：会商 ${project} 能评 9月12日`)
  if (on === null) throw new UserError(`请写明哪天会商，例如：会商 ${project} ${matter.slice(0, 20)} 9月12日`)
  return done({ kind: 'call', project, matter, on: day(on), units: await unitsMeant(ctx, invited, notInvited) })
}

/** All words behind 参会 are units; a day among them stays in the line. */
function withoutInvited(raw: string, today: Day): { readonly raw: string; readonly invited: readonly string[] } {
  const match = /(?:^|\s)参会(?:单位)?[:：\s]*([\s\S]*)$/.exec(raw)
  if (match === null) return { raw, invited: [] }
  const typed = (match[1] ?? '').split(/[\s、,，;；]+/).filter((word) => word !== '')
  const days = typed.filter((word) => readDay(word, today) !== null)
  return {
    raw: [raw.slice(0, match.index), ...days].join(' '),
    invited: typed.filter((word) => !days.includes(word)),
  }
}

async function readNumbered(id: number, text: string, ctx: Context): Promise<Read> {
  if (text === '') return done({ kind: 'show', number: id })
  const verb = VERBS.find(([word]) => text.startsWith(word))
  if (verb === undefined) {
    throw new UserError(`请写明做什么，例如：会商 ${id} 结论 同意容缺受理；会商 ${id} 任务 能源局 9月20日 出具意见`, [
      `会商 ${id}`,
    ])
  }
  await jointNumbered(ctx, id)
  mustServeAll(ctx, '写会商结论和任务')
  const [word, kind] = verb
  const rest = text.slice(word.length).replace(/^[\s,，:：]+/, '')
  if (kind === 'tasks') return await readTasks(id, rest, ctx)
  if (kind === 'promise') return await readPromise(id, rest, ctx)
  if (rest.length < 2)
    throw new UserError(`请写明${kind === 'cancel' ? '原因' : '结论'}，例如：会商 ${id} ${word} ${SAMPLES[kind]}`)
  return kind === 'cancel'
    ? done({ kind: 'cancel', number: id, reason: rest })
    : done({ kind: 'conclude', number: id, conclusion: rest })
}

const SAMPLES = { conclude: '同意容缺受理，材料 10 日内补齐', cancel: '事项已解决' } as const

/** Several tasks are set apart by a semicolon or a new line. */
async function readTasks(id: number, text: string, ctx: Context): Promise<Read> {
  const typed = text
    .split(/[;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (typed.length === 0) throw new UserError(`请写明单位、日期和任务，例如：会商 ${id} 任务 能源局 9月20日 出具意见`)
  const tasks: { unit: string; dueOn: Day; text: string }[] = []
  for (const raw of typed) {
    const reading = await words({ dueOn: aDay(), unit: aUnit(), text: restText('任务', '出具意见') })(
      { raw, text: raw, alias: `会商 ${id} 任务` },
      ctx,
    )
    if (!reading.ok) return reading
    tasks.push({ ...reading.value, dueOn: day(reading.value.dueOn) })
  }
  return done({ kind: 'tasks', number: id, tasks })
}

async function readPromise(id: number, raw: string, ctx: Context): Promise<Read> {
  const line = { raw, text: raw, alias: `会商 ${id} 手续` }
  const reading = await words({ on: aDay(), permit: restText('手续', '施工许可') })(line, ctx)
  if (!reading.ok) return reading
  const { permit, on } = reading.value
  return done({ kind: 'promise', number: id, permit: await permitMeant(ctx, permit), on: day(on) })
}

/** As the district's catalogue calls it; what it does not know stays as typed. */
async function permitMeant({ tx, district }: Context, typed: string): Promise<string> {
  const items = await catalogueOf(tx, district.id)
  const match = lookUp(
    buildNameIndex(items.map(({ code, name }) => ({ key: name, names: [name, ...permitNicknames(code)] }))),
    typed,
  )
  return match.kind === 'one' ? match.key : typed
}

function notInvited(typed: string): string {
  return `参会单位“${typed.slice(0, 20)}”没有找到，“参会”后面请只写单位简称，例如：参会 能源局 审批局`
}

function done(act: JointAct): Read {
  return { ok: true, value: { act } }
}
