/** 问题清单 as a phone's card: how many stand where, then the most urgent ones, the rest page by page. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { shortened } from '../../chat/standard-cards.ts'
import { type Day, dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { showLevel, showProblemState } from '../../domain/problem.ts'
import { showMatter } from '../../domain/problem-category.ts'
import { overdueDays, type ProblemRow } from './find.ts'

/** What fits a phone; WeCom's app takes 2,048 bytes of it. */
const SHOWN = 8
/** With the summary above them. */
const SHOWN_FIRST = 5
const STATEMENT_LENGTH = 28
const UNITS_SHOWN = 4

export interface ListAsked {
  /** '未销号问题', '未销号问题（能源局）' */
  readonly title: string
  /** What to type for the list: '问题清单 能源局'. */
  readonly line: string
  readonly from: number
}

export function problemListCard(rows: readonly ProblemRow[], asked: ListAsked, today: Day): Card {
  const { title, line, from } = asked
  if (rows.length === 0) return say(`${title}：没有`, { actions: [button('总览')] })
  const overdue = rows.filter((row) => overdueDays(row, today) > 0).length
  const summed = from === 0 && rows.length > SHOWN
  const shown = rows.slice(from, from + (summed ? SHOWN_FIRST : SHOWN))
  const left = rows.length - from - shown.length
  const blocks: Block[] = [
    ...(summed ? [{ kind: 'fields' as const, items: summary(rows, today) }] : []),
    {
      kind: 'list',
      items: shown.map((row) => ({
        text: problemTitle(row),
        detail: problemDetail(row, today),
        ...(overdueDays(row, today) > 0 ? { tone: 'bad' as const } : {}),
      })),
      ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + shown.length + 1}` } } : {}),
    },
    { kind: 'note', text: `截至 ${showDay(today)}，逾期久的在前。看一个问题的办理过程请发：问题清单 编号` },
  ]
  const late = overdue === 0 || (overdue === rows.length && title.includes('逾期')) ? '' : `，其中逾期 ${overdue} 个`
  return say(`${title} ${rows.length} 个${late}`, { blocks, actions: waysOn(asked, rows, overdue) })
}

/** '12 号 示例甲 用电，变压器容量不足' */
export function problemTitle({ id, project, category, statement }: ProblemRow): string {
  return `${id} 号 ${project.shortName} ${showMatter(category, shortened(statement, STATEMENT_LENGTH))}`
}

/** '办理中，能源局牵头，已超期 3 天，L3 包联领导协调' */
export function problemDetail(row: ProblemRow, today: Day): string {
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

function summary(rows: readonly ProblemRow[], today: Day): { label: string; value: string }[] {
  const states = counted(rows, ({ state }) => state)
  const levels = counted(rows, ({ level }) => level).toSorted(([a], [b]) => b - a)
  const units = counted(rows, ({ leadUnit }) => leadUnit?.shortName ?? '未交办').toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  return [
    {
      label: '状态',
      value: states.map(([state, own]) => `${showProblemState(state)} ${own.length}`).join('，'),
    },
    {
      label: '层级',
      value: levels.map(([level, own]) => `${showLevel(level)} ${own.length}`).join('，'),
    },
    {
      label: '牵头单位',
      value: units
        .slice(0, UNITS_SHOWN)
        .map(([unit, own]) => `${unit} ${own.length}${lateOf(own, today)}`)
        .join('，')
        .concat(units.length > UNITS_SHOWN ? `，另 ${units.length - UNITS_SHOWN} 家` : ''),
    },
  ]
}

function lateOf(rows: readonly ProblemRow[], today: Day): string {
  const late = rows.filter((row) => overdueDays(row, today) > 0).length
  return late === 0 ? '' : `（逾期 ${late}）`
}

function counted<K>(rows: readonly ProblemRow[], keyOf: (row: ProblemRow) => K): [K, ProblemRow[]][] {
  const groups = new Map<K, ProblemRow[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups]
}

function waysOn({ line }: ListAsked, rows: readonly ProblemRow[], overdue: number): Action[] {
  const waiting = rows.filter(({ state }) => state === 'OPEN').length
  const whole = line === '问题清单'
  return [
    ...(whole && overdue > 0 ? [button(`逾期 ${overdue}`, '问题清单 逾期')] : []),
    ...(whole && waiting > 0 ? [button(`待受理 ${waiting}`, '问题清单 待受理')] : []),
    ...(whole ? [] : [button('全部问题', '问题清单')]),
    button('导出表格', `${line} 导出`),
  ]
}
