/** A list of 招商 or 储备 projects, page by page. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Pipeline } from './names.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
export const SHOWN = 12

export interface Listing<R> {
  readonly list: Pipeline
  /** What the list is narrowed by: '成熟', '产业园'; '' for all of it. */
  readonly about: string
  /** What to type for the list when it is not narrowed. */
  readonly whole: string
  /** Behind the count in the title: '，其中在库 15 个'. */
  readonly count?: string
  readonly rows: readonly R[]
  /** The place of the first row that is shown, counted from 1. */
  readonly from: number
  readonly detailOf: (row: R) => string
  /** '截至…；调度口径，非统计数据' */
  readonly note: string
}

interface Row {
  readonly number: number
  readonly shortName: string
}

export function pipelineListCard<R extends Row>(listing: Listing<R>): Card {
  const { list, about, whole, count = '', rows, from, detailOf, note } = listing
  const title = `${list}项目${about === '' ? '' : `（${about}）`} ${rows.length} 个${count}`
  const summary = button(`${list}汇总`, list)
  if (rows.length === 0) return say(title, { actions: [summary] })
  const shown = rows.slice(from - 1, from - 1 + SHOWN)
  const left = rows.length - (from - 1) - shown.length
  const line = `${list} ${about === '' ? whole : about} 从 ${from + SHOWN}`
  return say(title, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({ text: `${row.number} ${row.shortName}`, detail: detailOf(row) })),
        ...(left > 0 ? { more: { count: left, action: line } } : {}),
      },
      { kind: 'note', text: `${note}。看一个项目请发：${list} 简称` },
    ],
    actions: [...(left > 0 ? [button('下一页', line)] : []), summary],
  })
}

/** The parts that say something, in one line. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('，')
}
