/** 问题清单 and one problem with its steps, as people read them. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { type Day, dayFromDb, showDay, showDayTime } from '../../domain/calendar-day.ts'
import { afterMove, proposedLevel, showLevel, showProblemMove, showProblemState } from '../../domain/problem.ts'
import { overdueDays, type ProblemRow, type stepsOf } from './find.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
const SHOWN = 12

export interface ListAsked {
  /** '问题清单', '逾期问题', '能源局牵头的问题' */
  readonly title: string
  /** What to type for the next page: '问题清单 逾期'. */
  readonly line: string
  readonly from: number
}

export function problemListCard(rows: readonly ProblemRow[], asked: ListAsked, today: Day): Card {
  const { title, line, from } = asked
  if (rows.length === 0) return say(`${title}：没有`, { actions: [button('总览')] })
  const overdue = rows.filter((row) => overdueDays(row, today) > 0).length
  const shown = rows.slice(from, from + SHOWN)
  const left = rows.length - from - shown.length
  return say(`${title} ${rows.length} 个${overdue === 0 ? '' : `，其中逾期 ${overdue} 个`}`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({
          text: `${row.id} 号 ${row.project.shortName} ${row.category === null ? '' : `${row.category}，`}${row.statement}`,
          detail: detailOf(row, today),
          ...(overdueDays(row, today) > 0 ? { tone: 'bad' as const } : {}),
        })),
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + SHOWN + 1}` } } : {}),
      },
      { kind: 'note', text: `截至 ${showDay(today)}。看一个问题的办理过程请发：问题清单 编号` },
    ],
    actions: line === '问题清单' ? [button('逾期', '问题清单 逾期')] : [button('全部', '问题清单')],
  })
}

function detailOf(row: ProblemRow, today: Day): string {
  const days = overdueDays(row, today)
  const due = row.dueOn === null ? '' : `${showDay(dayFromDb(row.dueOn))}前`
  return [
    showProblemState(row.state),
    row.leadUnit === null ? '未交办' : `${row.leadUnit.shortName}牵头`,
    days > 0 ? `已超期 ${days} 天` : due,
    row.level > 1 ? showLevel(row.level) : '',
  ]
    .filter((part) => part !== '')
    .join('，')
}

/** One problem with its steps, and what may be done next. */
export function problemCard(row: ProblemRow, steps: Awaited<ReturnType<typeof stepsOf>>, today: Day): Card {
  const { id, project, category, statement, raiser, raisedUnit, leadUnit, coUnits, dueOn } = row
  const days = overdueDays(row, today)
  const due = dueOn === null ? '未定' : `${showDay(dayFromDb(dueOn))}${days > 0 ? `（已超期 ${days} 天）` : ''}`
  const blocks: Block[] = [
    { kind: 'text', text: `${project.shortName} ${category === null ? '' : `${category}，`}${statement}` },
    {
      kind: 'fields',
      items: [
        { label: '提出', value: [raisedUnit?.shortName, raiser?.name].filter(Boolean).join(' ') || '项目办' },
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

/** Buttons for what the state allows; each works with the rights of the one who clicks. */
function waysOn(row: ProblemRow, today: Day): Action[] {
  const { id, state, level } = row
  const dueOn = row.dueOn === null ? null : dayFromDb(row.dueOn)
  const next = proposedLevel({ state, dueOn, level }, today)
  return [
    ...(afterMove(state, 'CONFIRM') === null ? [] : [button('确认销号', `确认销号 ${id}`, 'primary')]),
    ...(next === null ? [] : [button(`提级到 L${next}`, `提级 ${id}`)]),
    button('全部问题', '问题清单'),
  ]
}
