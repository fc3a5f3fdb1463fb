import { z } from 'zod'
import { aPerson, aUnit, oneOf, optional, words } from '../src/chat/arguments.ts'
import type { Card } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { pageOf } from '../src/chat/page-word.ts'
import {
  dutyListCard,
  type ListsAsked,
  problemsCard,
  problemsOf,
  taskListCard,
  threeListsCard,
} from '../src/services/lists/cards.ts'
import { ownScope, scopeOfPerson, scopeOfUnit } from '../src/services/lists/scope.ts'
import { problemFileCard } from '../src/services/problems/export.ts'

const KINDS = { 任务: 'tasks', 任务清单: 'tasks', 问题: 'problems', 责任: 'duties', 责任清单: 'duties' } as const
const SPANS = { 本旬: 'ten-day', 本月: 'month' } as const

const args = z.object({
  kind: z.enum(['tasks', 'problems', 'duties']).nullable(),
  unit: z.string().nullable(),
  /** Person's number. */
  person: z.number().int().nullable(),
  span: z.enum(['ten-day', 'month']),
  from: z.number().int(),
  file: z.boolean(),
})
type Args = z.infer<typeof args>

export const listsCommand = defineCommand({
  id: 'lists',
  name: '清单',
  aliases: ['三张清单', '任务清单', '责任清单'],
  summary: '任务、问题、责任三张清单：自己的，或某个单位、某位领导的',
  usage: ['清单', '清单 本月', '清单 产业园', '清单 张三', '任务清单', '清单 责任 产业园'],
  examples: [
    { text: '清单', in: 'private', as: 'leader' },
    { text: '清单 本月', in: 'private', as: 'unit' },
    { text: '清单 产业园', in: 'private', as: 'office' },
    { text: '责任清单', in: 'private', as: 'office' },
  ],
  who: ['office', 'supervision', 'admin', 'approval', 'leader', 'unit', 'liaison'],
  where: 'anywhere',
  args,
  read: async (line, ctx) => {
    const { line: rest, from } = pageOf(line)
    const reading = await words({
      kind: optional(oneOf('哪一张', KINDS)),
      span: optional(oneOf('本旬或本月', SPANS)),
      file: optional(oneOf('导出', { 导出: true })),
      unit: optional(aUnit()),
      person: optional(aPerson()),
    })(rest, ctx)
    if (!reading.ok) return reading
    const { kind, span, file, ...whose } = reading.value
    const meant = new Map(Object.entries(KINDS)).get(line.alias) ?? kind
    const value = { ...whose, kind: meant, span: span ?? 'ten-day', file: file ?? false, from: from - 1 }
    return { ok: true, value }
  },
  // One's own lists, and a workbook, are not for the group.
  run: async (ctx, asked) => ({
    card: await answer(ctx, asked),
    discreet: asked.file || (asked.unit === null && asked.person === null),
  }),
})

async function answer(ctx: Context, args: Args): Promise<Card> {
  const asked = await askedOf(ctx, args)
  if (args.kind === null) return await threeListsCard(ctx, asked)
  if (args.kind === 'tasks') return await taskListCard(ctx, asked)
  if (args.kind === 'duties') return await dutyListCard(ctx, asked)
  if (!args.file) return await problemsCard(ctx, asked)
  return await problemFileCard(ctx, await problemsOf(ctx, asked.scope), `${asked.scope.label}的问题`)
}

async function askedOf(ctx: Context, { unit, person, span, from }: Args): Promise<ListsAsked> {
  const shown = { span, from }
  if (unit !== null) return { scope: await scopeOfUnit(ctx, unit), typed: unit, ...shown }
  if (person === null) return { scope: ownScope(ctx), typed: '', ...shown }
  const scope = await scopeOfPerson(ctx, person)
  return { scope, typed: scope.label, ...shown }
}
