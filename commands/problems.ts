import { z } from 'zod'
import { aNumber, aProject, aUnit, oneOf, optional, words } from '../src/chat/arguments.ts'
import type { Card } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { pageOf } from '../src/chat/page-word.ts'
import { problemCategories } from '../src/domain/problem.ts'
import { onlyRaiser } from '../src/services/enterprise/own.ts'
import { problemCard } from '../src/services/problems/cards.ts'
import { problemFileCard } from '../src/services/problems/export.ts'
import { listProblems, type ProblemFilter, problemNumbered } from '../src/services/problems/find.ts'
import { problemListCard } from '../src/services/problems/list-card.ts'
import { mustMayRead } from '../src/services/problems/rights.ts'

const args = z.object({
  number: z.number().int().nullable(),
  project: z.string().nullable(),
  unit: z.string().nullable(),
  category: z.string().nullable(),
  kind: z.enum(['overdue', 'open', 'confirming', 'suspended', 'closed']).nullable(),
  /** The first row, from 1. */
  from: z.number().int().min(1),
  /** As a workbook. */
  file: z.boolean(),
})
type Args = z.infer<typeof args>

const KINDS = {
  逾期: 'overdue',
  超期: 'overdue',
  待受理: 'open',
  未交办: 'open',
  待确认: 'confirming',
  挂起: 'suspended',
  已销号: 'closed',
} as const

export const problemsCommand = defineCommand({
  id: 'problems',
  name: '问题清单',
  aliases: ['问题', '问题台账'],
  summary: '没有销号的问题；可按项目、单位、类别查，也可看一个问题的办理过程',
  usage: ['问题清单', '问题清单 12', '问题 逾期', '问题 用地', '问题 示例甲', '问题 能源局', '问题清单 导出'],
  examples: [
    { text: '问题清单', in: 'private', as: 'office' },
    { text: '/问题 逾期', in: 'group', as: 'unit' },
    { text: '问题 用地', in: 'private', as: 'leader' },
    { text: '问题 示例甲', in: 'private', as: 'liaison' },
    { text: '问题清单 导出', in: 'private', as: 'office' },
  ],
  who: ['member', 'enterprise'],
  where: 'anywhere',
  args,
  read: async (line, ctx) => {
    const { line: rest, from } = pageOf(line)
    const reading = await words({
      kind: optional(oneOf('哪一种', KINDS)),
      category: optional(oneOf('类别', Object.fromEntries(problemCategories.map((one) => [one, one])))),
      number: optional(aNumber('问题编号')),
      file: optional(oneOf('导出', { 导出: true, 表格: true, xlsx: true })),
      project: optional(aProject()),
      unit: optional(aUnit()),
    })(rest, ctx)
    if (!reading.ok) return reading
    const file = reading.value.file ?? false
    return { ok: true, value: { ...reading.value, file, from } }
  },
  // A workbook is for the one who asked, not for the group.
  run: async (ctx, asked) => {
    if (asked.number !== null) return { card: await one(ctx, asked.number) }
    return { card: await list(ctx, asked), discreet: asked.file }
  },
})

async function one(ctx: Context, number: number): Promise<Card> {
  const problem = await problemNumbered(ctx, number)
  mustMayRead(ctx, problem)
  return await problemCard(ctx, problem)
}

async function list(ctx: Context, asked: Args): Promise<Card> {
  const { project, unit, category, kind, from, file } = asked
  const rows = await listProblems(ctx, await filterOf(ctx, asked), ctx.today)
  const kindWord = Object.entries(KINDS).find(([, value]) => value === kind)?.[0]
  const said = [project, unit, category, kindWord].filter((word) => word !== null && word !== undefined)
  const title = titleOf(said)
  if (file) return await problemFileCard(ctx, rows, title)
  return problemListCard(
    rows,
    {
      title,
      line: ['问题清单', ...said].join(' '),
      from: from - 1,
    },
    ctx.today,
  )
}

function titleOf(said: readonly string[]): string {
  const others = said.filter((word) => word !== '已销号')
  const what = others.length < said.length ? '已销号问题' : '未销号问题'
  return others.length === 0 ? what : `${what}（${others.join('，')}）`
}

async function filterOf(
  { tx, district, speaker }: Context,
  { project, unit, category, kind }: Args,
): Promise<ProblemFilter> {
  const within = { districtId: district.id }
  const raiser = onlyRaiser(speaker)
  const projectRow =
    project === null
      ? null
      : await tx.project.findUniqueOrThrow({ where: { districtId_shortName: { ...within, shortName: project } } })
  const unitRow =
    unit === null
      ? null
      : await tx.unit.findUniqueOrThrow({ where: { districtId_shortName: { ...within, shortName: unit } } })
  return {
    ...(projectRow === null ? {} : { projectId: projectRow.id }),
    ...(unitRow === null ? {} : { unitId: unitRow.id }),
    ...(category === null ? {} : { category }),
    ...(kind === 'overdue' ? { overdue: true } : {}),
    ...(kind === 'open' ? { state: 'OPEN' } : {}),
    ...(kind === 'confirming' ? { state: 'CONFIRMING' } : {}),
    ...(kind === 'suspended' ? { state: 'SUSPENDED' } : {}),
    ...(kind === 'closed' ? { state: 'CLOSED' } : {}),
    ...(raiser === null ? {} : { raisedBy: raiser }),
  }
}
