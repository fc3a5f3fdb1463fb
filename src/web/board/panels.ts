/** The wall's lists: units against their targets, ranks, permits in countdown, what was closed. */
import type { Closed } from '../../services/board/closed.ts'
import type { ProgressRow, ProgressShown } from '../../services/board/progress.ts'
import type { RankRow, RanksShown } from '../../services/board/ranks.ts'
import type { BoardPermit } from '../../services/board/view.ts'
import { escapeHtml } from '../html.ts'
import { bar } from './bar.ts'
import { type Group, leavesOf, rowsOf } from './leaves.ts'
import { type Leaf, numbered } from './rotor.ts'

/** Lines of the upper place and of the lower one. */
const UPPER = 10
const LOWER = 5

export function progressLeaves(groups: readonly ProgressShown[]): Leaf[] {
  const parts = groups.map(({ group, rows }) => ({ name: group, rows }))
  return grouped('单位进度', '完成率；比目标，百分点；竖线为目标', parts, progressRow)
}

export function rankLeaves(ranks: RanksShown | null): Leaf[] {
  if (ranks === null) return [{ title: '季排名', note: '', body: empty('还没有发布过季排名') }]
  return grouped(`${ranks.quarter}排名`, '得分；比上季', ranks.groups, rankRow)
}

export function permitLeaves(permits: readonly BoardPermit[]): Leaf[] {
  const note = '部门承诺时限'
  if (permits.length === 0) return [{ title: '手续倒计时', note, body: empty('现在没有在部门办理中的手续') }]
  return listed('手续倒计时', note, permits, permitRow)
}

export function closedLeaves({ period, problems, milestones, items }: Closed): Leaf[] {
  const title = `${period}办结`
  const note = `问题销号 ${problems} 个，节点完成 ${milestones} 个`
  if (items.length === 0) return [{ title, note, body: empty('本旬还没有销号的问题、完成的节点') }]
  return listed(title, note, items, ({ project, what }) => {
    return `<li class="row closed">${cell('name', project)}${cell('what', what)}</li>`
  })
}

function grouped<T>(title: string, note: string, groups: readonly Group<T>[], row: (of: T) => string): Leaf[] {
  const leaves = leavesOf(groups, UPPER, 1)
  return leaves.map((leaf, i) => ({
    title: numbered(title, i, leaves.length),
    note,
    body: leaf.map(({ name, rows }) => `<h3>${escapeHtml(name)}</h3><ol>${rows.map(row).join('')}</ol>`).join(''),
  }))
}

function listed<T>(title: string, note: string, items: readonly T[], row: (of: T) => string): Leaf[] {
  const leaves = rowsOf(items, LOWER)
  return leaves.map((leaf, i) => ({
    title: numbered(title, i, leaves.length),
    note,
    body: `<ul>${leaf.map(row).join('')}</ul>`,
  }))
}

function progressRow({ unit, completion, gap, bar: of }: ProgressRow): string {
  return `<li class="row progress">${cell('name', unit)}${bar(of)}${cell('number', completion)}${cell('number', gap)}</li>`
}

const ARROWS = { up: '▲', down: '▼', same: '' } as const

function rankRow({ rank, unit, score, movement, direction, honour }: RankRow): string {
  const arrow = ARROWS[direction] === '' ? '' : `<i aria-hidden="true">${ARROWS[direction]}</i>`
  const badge = honour === '' ? '' : `<b class="badge">${honour}</b>`
  return `<li class="row rank">${cell('place', String(rank))}${cell('name', unit)}<span>${badge}</span>${cell('number', score)}<span class="movement ${direction}">${arrow}${movement}</span></li>`
}

/** As the plates have them: yellow, red. */
const MARKS = { none: '', soon: '', overdue: '▲', 'far-overdue': '■' } as const

function permitRow({ project, permit, unit, urgency, daysLeft }: BoardPermit): string {
  const mark = MARKS[urgency] === '' ? '' : `<i aria-hidden="true">${MARKS[urgency]}</i> `
  const left = `<span class="left ${urgency}">${mark}${escapeHtml(daysLeft)}</span>`
  return `<li class="row permit">${cell('name', project)}${cell('what', permit)}${cell('unit', unit)}${left}</li>`
}

function cell(name: string, words: string): string {
  return `<span class="${name}">${escapeHtml(words)}</span>`
}

function empty(words: string): string {
  return `<p class="empty">${words}</p>`
}
