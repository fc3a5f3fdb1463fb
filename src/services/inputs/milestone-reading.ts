/** Reads '节点 示例甲 新增 主体封顶 10月20日 权重2', '节点 示例甲 主体封顶 完成 9月6日', '节点 示例甲 主体封顶 改期 10月30日 征地延后'. */
import { z } from 'zod'
import { aDay, aPastDay, aProject, oneOf, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { day } from '../../domain/calendar-day.ts'
import { fold } from '../../domain/normalise.ts'
import { UserError } from '../../errors.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { milestoneNamed, wayToList } from './milestones.ts'
import { dayArg, reasonOf, setApart } from './reading.ts'
import { mustBeOffice, mustBePrivate, mustHold, projectCalled } from './rights.ts'

const weightArg = z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/)

export const milestoneArgs = z.object({
  project: z.string(),
  change: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('add'), name: z.string().min(2).max(40), dueOn: dayArg, weight: weightArg }),
      z.object({ kind: z.literal('done'), name: z.string(), on: dayArg }),
      z.object({
        kind: z.literal('alter'),
        name: z.string(),
        dueOn: dayArg.nullable(),
        weight: weightArg.nullable(),
        reason: z.string(),
      }),
      z.object({ kind: z.literal('withdraw'), name: z.string(), reason: z.string() }),
    ])
    .nullable(),
})
export type MilestoneArgs = z.infer<typeof milestoneArgs>
type Change = MilestoneArgs['change']
export type Added = Extract<Change, { kind: 'add' }>
export type Altered = Extract<Change, { kind: 'alter' }>

const VERBS = {
  新增: 'add',
  增加: 'add',
  添加: 'add',
  完成: 'done',
  已完成: 'done',
  改期: 'alter',
  延期: 'alter',
  调整: 'alter',
  改到: 'alter',
  推迟到: 'alter',
  提前到: 'alter',
  调整到: 'alter',
  撤销: 'withdraw',
  取消: 'withdraw',
} as const

type Verb = (typeof VERBS)[keyof typeof VERBS]

const typedWith = (on: ReturnType<typeof aDay>) =>
  words({
    verb: optional(oneOf<Verb>('做什么', VERBS)),
    on: optional(on),
    project: aProject(),
    text: optional(restText('节点', '主体封顶')),
  })
const typed = typedWith(aDay())
/** What is done has happened; what is planned may lie ahead. */
const typedDone = typedWith(aPastDay())

interface Typed {
  readonly project: string
  readonly verb: Verb | null
  readonly on: string | null
  readonly text: string
  readonly weight: string | null
}

export async function readMilestone(line: Line, ctx: Context): Promise<Reading<MilestoneArgs>> {
  const { weight, left } = withoutWeight(line)
  const apart = setApart(left, Object.keys(VERBS))
  const first = await typed(apart, ctx)
  const reading = first.ok && first.value.verb === 'done' ? await typedDone(apart, ctx) : first
  if (!reading.ok) return reading
  const { project, verb, on, text } = reading.value
  const said = { project, verb: verb ?? (weight === null ? null : 'alter'), on, text: text ?? '', weight }
  return { ok: true, value: { project, change: await changeOf(ctx, said) } }
}

async function changeOf(ctx: Context, said: Typed): Promise<Change> {
  const { project: shortName, verb, on, text, weight } = said
  const bare = verb === null && on === null && text === ''
  if (bare) return null
  const project = await projectCalled(ctx, shortName)
  if (verb !== null) await mayChange(ctx, project, verb)
  if (verb === 'add') return added(said)
  const { milestone, rest } = await milestoneNamed(ctx, project, text)
  const { name } = milestone
  const head = `节点 ${shortName} ${name}`
  if (verb === null) {
    throw new UserError(
      `请写明这个节点要怎么办，例如：${head} 完成 ${on === null ? '9月6日' : '今天'}；改期和撤销要写原因`,
      wayToList(project),
    )
  }
  if (verb === 'done') {
    if (on === null) throw new UserError(`请写明哪天完成的，例如：${head} 完成 今天`, wayToList(project))
    return { kind: 'done', name, on: day(on) }
  }
  const reason = reasonOf(rest)
  if (verb === 'withdraw') {
    if (reason === null) throw new UserError(`请写上撤销的原因，例如：${head} 撤销 方案调整后不再单列`)
    return { kind: 'withdraw', name, reason }
  }
  if (on === null && weight === null) {
    throw new UserError(`请写明改到哪一天或权重改成多少，例如：${head} 改期 10月30日 征地延后`)
  }
  if (reason === null) {
    const what = on === null ? `权重${weight ?? ''}` : `改期 ${on}`
    throw new UserError(`请写上原因，例如：${head} ${what} 征地延后`)
  }
  return { kind: 'alter', name, dueOn: on === null ? null : day(on), weight, reason }
}

/** Asked before anything else: a right that is missing is not a question of how to write it. */
export async function mayChange(ctx: Context, project: Project, verb: Verb): Promise<void> {
  const ways = wayToList(project)
  if (verb === 'done') await mustHold(ctx, project, '报节点完成', ways)
  else mustBeOffice(ctx, '新增、改期和撤销节点', ways)
  mustBePrivate(ctx, `节点 ${project.shortName}`)
}

function added({ project, on, text: name, weight }: Typed): Change {
  const example = `节点 ${project} 新增 主体封顶 10月20日`
  if (name.length < 2 || name.length > 40) throw new UserError(`请写明节点名称（2 到 40 字），例如：${example}`)
  if (on === null) throw new UserError(`请写明哪天到期，例如：节点 ${project} 新增 ${name} 10月20日`)
  return { kind: 'add', name, dueOn: day(on), weight: weight ?? '1' }
}

/** '权重2', '权重 1.5', '权重改为2' is taken out of the line wherever it stands. */
function withoutWeight(line: Line): { readonly weight: string | null; readonly left: Line } {
  const match = /权重\s*(?:改为|改成|调整为|调为|为|是|[:=])?\s*(-?\d+(?:\.\d+)?)/.exec(fold(line.raw))
  const [whole = '', number] = match ?? []
  if (match === null || number === undefined) return { weight: null, left: line }
  if (!weightArg.safeParse(number).success || Number(number) === 0) {
    throw new UserError('权重请写大于 0、小于 100、最多两位小数的数，例如：权重 2')
  }
  const raw = `${line.raw.slice(0, match.index)} ${line.raw.slice(match.index + whole.length)}`
  return { weight: String(Number(number)), left: { ...line, raw } }
}
