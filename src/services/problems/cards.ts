/** One problem with its steps, as people read it, and what may be done next. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { type Day, dayFromDb, dayOf, showDay, showDayTime } from '../../domain/calendar-day.ts'
import {
  afterMove,
  proposedLevel,
  showLevel,
  showProblemMove,
  showProblemState,
  showSource,
} from '../../domain/problem.ts'
import { overdueDays, type ProblemRow, raiserOf, type stepsOf } from './find.ts'

/** One problem with its steps, and what may be done next. */
export function problemCard(row: ProblemRow, steps: Awaited<ReturnType<typeof stepsOf>>, today: Day): Card {
  const { id, project, category, statement, leadUnit, coUnits, dueOn } = row
  const days = overdueDays(row, today)
  const due = dueOn === null ? '未定' : `${showDay(dayFromDb(dueOn))}${days > 0 ? `（已超期 ${days} 天）` : ''}`
  const blocks: Block[] = [
    { kind: 'text', text: `${project.shortName} ${category === null ? '' : `${category}，`}${statement}` },
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
  return say(`${id} 号问题：${showProblemState(row.state)}`, { blocks, actions: waysOn(row, today) })
}

function raisedBy(row: ProblemRow): string {
  const { raiser, raisedUnit } = row
  return raiser === null || raisedUnit === null ? raiserOf(row) : `${raisedUnit.shortName} ${raiser.name}`
}

/** Buttons for what the state allows; each works with the rights of the one who clicks. */
function waysOn(row: ProblemRow, today: Day): Action[] {
  const { id, state, level } = row
  const dueOn = row.dueOn === null ? null : dayFromDb(row.dueOn)
  const next = proposedLevel({ state, dueOn, level }, today)
  return [
    ...(state === 'OPEN' ? [button('交办', `交办 ${id}`)] : []),
    ...(afterMove(state, 'ACCEPT') === null ? [] : [button('受理', `受理 ${id}`)]),
    ...(afterMove(state, 'CONFIRM') === null ? [] : [button('确认销号', `确认销号 ${id}`, 'primary')]),
    ...(next === null ? [] : [button(`提级到 L${next}`, `提级 ${id}`)]),
    button('全部问题', '问题清单'),
  ]
}
