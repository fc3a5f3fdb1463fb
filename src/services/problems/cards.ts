/** One problem with its steps, as people read it, and what may be done next. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { dayFromDb, dayOf, showDay, showDayTime } from '../../domain/calendar-day.ts'
import {
  afterMove,
  levelDueOn,
  type ProblemMove,
  showLevel,
  showProblemMove,
  showProblemState,
  showSource,
  TOP_LEVEL,
} from '../../domain/problem.ts'
import { showMatter } from '../../domain/problem-category.ts'
import { categoryLeads } from './category-leads.ts'
import { overdueDays, type ProblemRow, raiserOf, stepsOf } from './find.ts'
import { ANSWERING, directs, ESCALATING, holds, WORKING, whyNotAnswer, whyNotConfirm, whyNotWorkOn } from './rights.ts'

/** One problem with its steps, and what the one who reads may do next. */
export async function problemCard(ctx: Context, row: ProblemRow): Promise<Card> {
  const { today } = ctx
  const steps = await stepsOf(ctx.tx, row.id)
  const { id, project, category, statement, leadUnit, coUnits, dueOn } = row
  const days = overdueDays(row, today)
  const due = dueOn === null ? '未定' : `${showDay(dayFromDb(dueOn))}${days > 0 ? `（已超期 ${days} 天）` : ''}`
  const blocks: Block[] = [
    { kind: 'text', text: `${project.shortName} ${showMatter(category, statement)}` },
    {
      kind: 'fields',
      items: [
        { label: '提出', value: `${raisedBy(row)}（${showSource(row.source)}，${showDay(dayOf(row.raisedAt))}）` },
        { label: '牵头', value: leadUnit?.shortName ?? '未交办' },
        ...(coUnits.length > 0 ? [{ label: '协办', value: coUnits.map(({ unit }) => unit.shortName).join('、') }] : []),
        { label: '层级', value: showLevel(row.level) },
        { label: '办结时限', value: due, ...(days > 0 ? { tone: 'bad' as const } : {}) },
      ],
    },
  ]
  if (row.demand !== null) blocks.push({ kind: 'text', text: `要求：${row.demand}` })
  if (steps.length > 0) {
    blocks.push({
      kind: 'list',
      items: steps.slice(-8).map(({ at, move, person, text }) => ({
        text: `${showDayTime(at)} ${person?.name ?? ''}${showProblemMove(move)}`,
        ...(text === null ? {} : { detail: text }),
      })),
    })
  }
  blocks.push({ kind: 'note', text: '报问题不扣分；办理结果要有依据，由提出方确认' })
  return say(`${id} 号问题：${showProblemState(row.state)}`, { blocks, actions: await waysOn(ctx, row) })
}

function raisedBy(row: ProblemRow): string {
  const { raiser, raisedUnit } = row
  return raiser === null || raisedUnit === null ? raiserOf(row) : `${raisedUnit.shortName} ${raiser.name}`
}

/** Buttons for what the state allows the one who reads: none that is refused when it is tapped (at most six, for WeCom). */
async function waysOn(ctx: Context, row: ProblemRow): Promise<Action[]> {
  const list = button('全部问题', '问题清单')
  // What is done to a problem is done in private; in a group the buttons would be refused.
  if (ctx.place.kind === 'group') return [list]
  const { id } = row
  const can = (move: ProblemMove) => afterMove(row.state, move) !== null
  const ways: Action[] = []
  if (await mayAssignUnnamed(ctx, row)) ways.push(button('交办', `交办 ${id}`))
  if (holds(ctx, WORKING) && whyNotWorkOn(ctx, row) === null) {
    if (can('ACCEPT')) ways.push(button('受理', `受理 ${id}`))
    if (can('FEEDBACK')) ways.push(button('反馈', `反馈 ${id}`), button('销号', `销号 ${id}`))
  }
  if (can('CONFIRM') && holds(ctx, ANSWERING) && whyNotAnswer(ctx, row) === null) {
    if (whyNotConfirm(ctx, row) === null) ways.push(button('确认销号', `确认销号 ${id}`, 'primary'))
    ways.push(button('退回问题', `退回问题 ${id}`))
  }
  return [...ways, ...waysToDirect(ctx, row), list]
}

function waysToDirect(ctx: Context, row: ProblemRow): Action[] {
  const { id, state, level } = row
  const ways: Action[] = []
  if (holds(ctx, ESCALATING) && afterMove(state, 'ESCALATE') !== null && level < TOP_LEVEL)
    ways.push(button(`提级到 L${level + 1}`, `提级 ${id}`))
  if (!directs(ctx)) return ways
  if (afterMove(state, 'SUSPEND') !== null) ways.push(button('挂起', `挂起 ${id}`))
  // Without a lead unit, or at a level without a limit, more has to be typed.
  const due = levelDueOn(ctx.calendar, ctx.today, level)
  if (afterMove(state, 'RESUME') !== null && row.leadUnit !== null && due !== null)
    ways.push(button('恢复办理', `恢复问题 ${id}`))
  return ways
}

/** 交办 without a unit: nobody leads it yet, and it is known who usually does. */
async function mayAssignUnnamed(ctx: Context, row: ProblemRow): Promise<boolean> {
  if (!directs(ctx) || row.leadUnit !== null || afterMove(row.state, 'ASSIGN') === null) return false
  if (levelDueOn(ctx.calendar, ctx.today, row.level) === null) return false
  return (await categoryLeads(ctx.tx, ctx.district.id, ctx.today)).proposedFor(row) !== null
}
