/** 会商 as people read it: one of them with its conclusion and tasks, and the newest ones. */
import { type Action, button, type Card, say } from '../../chat/card.ts'
import { type Day, dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { daysOverdue, showProblemState } from '../../domain/problem.ts'
import type { JointPage, JointRow } from './find.ts'

const STATES: Readonly<Record<JointRow['state'], string>> = {
  CALLED: '已召集',
  CONCLUDED: '已有结论',
  CANCELLED: '已取消',
}

/** @param may whether the reader may write the conclusion and the tasks */
export function jointCard(row: JointRow, today: Day, may: { readonly write: boolean }): Card {
  const { id, project, matter, heldOn, state, conclusion, units, tasks, promises } = row
  const items = [
    ...tasks.map(({ problem }) => {
      const dueOn = problem.dueOn === null ? null : dayFromDb(problem.dueOn)
      const late = daysOverdue(problem.state, dueOn, today) > 0
      return {
        text: `${problem.leadUnit?.shortName ?? ''} ${problem.statement}`.trim(),
        detail: [`问题 ${problem.id} 号`, showProblemState(problem.state), dueOn === null ? '' : `${showDay(dueOn)}前`]
          .filter((part) => part !== '')
          .join('，'),
        ...(late ? { tone: 'bad' as const } : {}),
      }
    }),
    ...promises.map(({ permit, promisedOn }) => ({
      text: permit,
      detail: `承诺 ${showDay(dayFromDb(promisedOn))}前办结`,
    })),
  ]
  return say(`${id} 号会商：${STATES[state]}`, {
    blocks: [
      { kind: 'text', text: `${project.shortName} ${matter}` },
      {
        kind: 'fields',
        items: [
          { label: '日期', value: showDay(dayFromDb(heldOn)) },
          { label: '参会', value: units.map(({ unit }) => unit.shortName).join('、') || '未定' },
          { label: state === 'CANCELLED' ? '原因' : '结论', value: conclusion ?? '待会商' },
        ],
      },
      ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
      ...(may.write && state !== 'CANCELLED' ? [{ kind: 'note' as const, text: howTo(id) }] : []),
    ],
    actions: waysOn(row),
  })
}

function howTo(id: number): string {
  return `结论请发：会商 ${id} 结论 内容；任务请发：会商 ${id} 任务 单位 日期 内容；承诺请发：会商 ${id} 手续 名称 日期`
}

function waysOn({ project, tasks }: JointRow): Action[] {
  const [first] = tasks
  return [
    ...(first === undefined ? [] : [button('看任务', `问题清单 ${project.shortName}`)]),
    button('看跟踪卡', `跟踪卡 ${project.shortName}`),
    button('最近的会商', '会商'),
  ]
}

/** @param line what to type for the list: '会商', '会商 示例甲'; `from`: the place of the first row, counted from 1 */
export function jointListCard(
  { rows, total }: JointPage,
  { title, line, from }: { readonly title: string; readonly line: string; readonly from: number },
): Card {
  if (total === 0)
    return say(`${title}：没有`, { blocks: [{ kind: 'note', text: '审批局召集请发：会商 项目 议题 日期 参会 单位' }] })
  const left = total - (from - 1) - rows.length
  return say(`${title} ${total} 次`, {
    blocks: [
      {
        kind: 'list',
        items: rows.map(({ id, project, matter, heldOn, conclusion, tasks }) => ({
          text: `${id} 号 ${project.shortName} ${matter}`,
          detail: [
            showDay(dayFromDb(heldOn)),
            conclusion ?? '待会商',
            tasks.length === 0 ? '' : `任务 ${tasks.length} 项`,
          ]
            .filter((part) => part !== '')
            .join('，'),
        })),
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + rows.length}` } } : {}),
      },
    ],
    actions: rows.slice(0, 4).map(({ id }) => button(`看 ${id} 号`, `会商 ${id}`)),
  })
}
