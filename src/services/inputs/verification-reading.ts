/** Reads '核实 示例甲 开工 3月15日', '核实 示例甲 节点 主体封顶 9月6日', '核实 示例甲 开工 不属实 没有进场'. */
import { z } from 'zod'
import { aPastDay, aProject, oneOf, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { day, showDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { milestoneNamed } from './milestones.ts'
import { dayArg, reasonOf, setApart } from './reading.ts'
import { projectCalled } from './rights.ts'
import { type Subject, verifyingOf } from './verification.ts'

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['start', 'resume', 'completion']) }),
  z.object({ kind: z.literal('milestone'), name: z.string() }),
])

export const verifyArgs = z.object({
  project: z.string().nullable(),
  /** 到位资金 are 招商's: listed and reviewed there, told here. */
  funds: z.boolean().default(false),
  /** Null: list what waits. */
  verdict: z
    .discriminatedUnion('so', [
      z.object({ so: z.literal(true), subject, on: dayArg, reason: z.string().nullable() }),
      z.object({ so: z.literal(false), subject, reason: z.string() }),
    ])
    .nullable(),
})
type VerifyArgs = z.input<typeof verifyArgs>

const KINDS = {
  开工: 'start',
  复工: 'resume',
  投产: 'completion',
  竣工: 'completion',
  节点: 'milestone',
} as const
const NOT_SO = { 不属实: true, 不通过: true, 退回: true, 不实: true } as const

const typed = words({
  kind: optional(oneOf<(typeof KINDS)[keyof typeof KINDS]>('核实什么', KINDS)),
  notSo: optional(oneOf('结论', NOT_SO)),
  on: optional(aPastDay()),
  project: aProject(),
  text: optional(restText('说明', '现场核对')),
})

export async function readVerification(line: Line, ctx: Context): Promise<Reading<VerifyArgs>> {
  if (line.text === '') return { ok: true, value: { project: null, verdict: null } }
  if (/^(?:招商)?到位资金?$/.test(line.text)) return { ok: true, value: { project: null, funds: true, verdict: null } }
  const reading = await typed(setApart(line, Object.keys(KINDS)), ctx)
  if (!reading.ok) return reading
  const { kind, notSo, on, project: shortName, text } = reading.value
  const project = await projectCalled(ctx, shortName)
  if (kind === null && on === null && text === null) return { ok: true, value: { project: shortName, verdict: null } }
  const { of, rest } = await subjectOf(ctx, project, kind, text ?? '')
  const reason = reasonOf(rest)
  const head = `核实 ${shortName} ${of.kind === 'milestone' ? `节点 ${of.name}` : (nameOf(of.kind) ?? '')}`
  if (notSo === true) {
    if (reason === null) throw new UserError(`请写上不属实的原因，例如：${head} 不属实 现场没有进场`)
    return { ok: true, value: { project: shortName, verdict: { so: false, subject: of, reason } } }
  }
  if (on === null) throw await withoutDay(ctx, project, of, head)
  return { ok: true, value: { project: shortName, verdict: { so: true, subject: of, on: day(on), reason } } }
}

function nameOf(kind: string): string | undefined {
  return Object.entries(KINDS).find(([, value]) => value === kind)?.[0]
}

/** Without a word for it, a text is a milestone's name. */
async function subjectOf(
  ctx: Context,
  project: Project,
  kind: (typeof KINDS)[keyof typeof KINDS] | null,
  text: string,
): Promise<{ of: Subject; rest: string }> {
  if (kind !== null && kind !== 'milestone') return { of: { kind }, rest: text }
  if (kind === null && text === '') {
    throw new UserError(`请写明核实什么：开工、复工、节点 名称、投产，例如：核实 ${project.shortName} 开工 3月15日`, [
      `核实 ${project.shortName}`,
    ])
  }
  const { milestone, rest } = await milestoneNamed(ctx, project, text)
  return { of: { kind: 'milestone', name: milestone.name }, rest }
}

/** The day is asked for; the reported one is a button. */
async function withoutDay(ctx: Context, project: Project, of: Subject, head: string): Promise<UserError> {
  const { reported } = await verifyingOf(ctx, project, of)
  if (reported === null) return new UserError(`请写明事实发生在哪一天，例如：${head} 9月6日`)
  const action = `${head} ${showDay(reported)}`
  return new UserError(`请写明事实发生在哪一天（上报的是${showDay(reported)}），例如：${action}`, [
    { label: `就是${showDay(reported)}`, action },
  ])
}
