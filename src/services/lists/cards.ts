/** 三张清单 as phone cards: one with the head of each list, one for a list by itself, page by page. */
import { type Block, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { monthNumber, showTenDayShort } from '../../domain/period.ts'
import { BASIS } from '../as-of.ts'
import { listProblems, overdueDays, type ProblemRow } from '../problems/find.ts'
import { problemDetail, problemListCard, problemTitle } from '../problems/list-card.ts'
import { responsibilities } from './responsibilities.ts'
import type { ListScope } from './scope.ts'
import { type ListItem, type Span, spanEnd, taskItems } from './tasks.ts'

/** Of each list on the card of all three. */
const HEAD = 3
/** Of a list by itself. */
const PAGE = 10

export interface ListsAsked {
  readonly scope: ListScope
  /** What names the scope when typed: '产业园'; '' for one's own. */
  readonly typed: string
  readonly span: Span
  readonly from: number
}

/** The head of 任务, 问题 and 责任, each with what to type for the whole. */
export async function threeListsCard(ctx: Context, asked: ListsAsked): Promise<Card> {
  const { scope, span } = asked
  const tasks = await taskItems(ctx, scope, span)
  const problems = await problemsOf(ctx, scope)
  const duties = await responsibilities(ctx, scope)
  const overdue = problems.filter((row) => overdueDays(row, ctx.today) > 0).length
  const late = overdue === 0 ? '' : `（逾期 ${overdue}）`
  const gaps = duties.missing === 0 ? '责任齐全' : `责任缺 ${duties.missing} 项`
  const lacking = duties.items.filter(({ text }) => text.includes(' 缺 '))
  return say(`${scope.label}的三张清单：任务 ${tasks.length} 项，问题 ${problems.length} 个${late}，${gaps}`, {
    blocks: [
      ...head(`任务（${spanName(ctx, span)}）`, tasks, lineOf('任务', asked)),
      ...head('问题', problemItems(problems, ctx), lineOf('问题', asked)),
      ...head('责任（“五个一”的缺项）', lacking, lineOf('责任', asked)),
      { kind: 'note', text: BASIS },
    ],
    actions: (['任务', '问题', '责任'] as const).map((kind) => button(`${kind}清单`, lineOf(kind, asked))),
  })
}

export async function taskListCard(ctx: Context, asked: ListsAsked): Promise<Card> {
  const items = await taskItems(ctx, asked.scope, asked.span)
  const other = asked.span === 'month' ? '本旬' : '本月'
  return paged(`${asked.scope.label}的任务清单（${spanName(ctx, asked.span)}）`, items, lineOf('任务', asked), asked, [
    button(`看${other}`, `清单 任务 ${asked.typed} ${other}`.replace(/\s+/g, ' ')),
  ])
}

export async function problemsCard(ctx: Context, asked: ListsAsked): Promise<Card> {
  const { scope, from } = asked
  const rows = await problemsOf(ctx, scope)
  return problemListCard(rows, { title: `${scope.label}的问题清单`, line: lineOf('问题', asked), from }, ctx.today)
}

export async function dutyListCard(ctx: Context, asked: ListsAsked): Promise<Card> {
  const { items, missing } = await responsibilities(ctx, asked.scope)
  const title = `${asked.scope.label}的责任清单（${missing === 0 ? '“五个一”齐全' : `缺 ${missing} 项`}）`
  return paged(title, items, lineOf('责任', asked), asked, [])
}

export async function problemsOf(ctx: Context, scope: ListScope): Promise<ProblemRow[]> {
  const { projects, unitIds } = scope
  return await listProblems(ctx, { within: { projects, unitIds } }, ctx.today)
}

function problemItems(rows: readonly ProblemRow[], { today }: Context): ListItem[] {
  return rows.map((row) => ({
    text: problemTitle(row),
    detail: problemDetail(row, today),
    ...(overdueDays(row, today) > 0 ? { tone: 'bad' as const } : {}),
  }))
}

function head(title: string, items: readonly ListItem[], line: string): Block[] {
  const shown = items.slice(0, HEAD)
  const left = items.length - shown.length
  return [
    { kind: 'text', text: `${title} ${items.length === 0 ? '没有' : items.length}` },
    ...(shown.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: shown,
            ...(left > 0 ? { more: { count: left, action: line } } : {}),
          },
        ]),
  ]
}

function paged(
  title: string,
  items: readonly ListItem[],
  line: string,
  { from }: ListsAsked,
  actions: Card['actions'],
): Card {
  const shown = items.slice(from, from + PAGE)
  const left = items.length - from - shown.length
  return say(`${title} ${items.length} 项`, {
    blocks: [
      {
        kind: 'list',
        items: shown,
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + shown.length + 1}` } } : {}),
      },
      { kind: 'note', text: BASIS },
    ],
    actions: [...actions, button('三张清单', '清单')],
  })
}

function lineOf(kind: '任务' | '问题' | '责任', { typed, span }: ListsAsked): string {
  return ['清单', kind, typed, kind === '任务' && span === 'month' ? '本月' : '']
    .filter((word) => word !== '')
    .join(' ')
}

function spanName({ today }: Context, span: Span): string {
  const end = spanEnd(today, span)
  return span === 'month' ? `${monthNumber(end)}月` : showTenDayShort(end)
}
