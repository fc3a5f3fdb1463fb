/** The ranking's tables and bars, one group at a time, in the same words everywhere. */
import type { Block } from '../../chat/card.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import { type Quarter, showQuarter } from '../../domain/period.ts'
import { showUnitGroup, type UnitGroup } from '../../domain/unit-group.ts'

/** A larger group goes on behind its own line: the post has to fit a phone. */
const ROWS_SHOWN = 10

export interface GroupTable {
  readonly quarter: Quarter
  readonly group: UnitGroup
  /** In the order of the table. */
  readonly rows: readonly QuarterRow[]
  /** All rows, not only what fits a post. */
  readonly whole: boolean
  /** Some group of the district has ranks: then one without says why. */
  readonly ranks: boolean
}

/** Bars and table of a group that has ranks; of any other, its units without ranks and why. */
export function groupBlocks(table: GroupTable): Block[] {
  const ranked = table.rows.filter(({ rank }) => rank !== null)
  return ranked.length === 0 ? listed(table) : [bars(table, ranked), places(table), ...unplaced(table.rows)]
}

function shownOf({ rows, whole }: GroupTable): readonly QuarterRow[] {
  return whole ? rows : rows.slice(0, ROWS_SHOWN)
}

function moreOf(table: GroupTable) {
  const count = table.rows.length - shownOf(table).length
  const action = `季排名 ${showQuarter(table.quarter)} ${showUnitGroup(table.group)}`
  return count > 0 ? { more: { count, action } } : {}
}

function bars(table: GroupTable, ranked: readonly QuarterRow[]): Block {
  const shown = shownOf({ ...table, rows: ranked })
  return {
    kind: 'chart',
    title: `${showUnitGroup(table.group)}季度得分`,
    unit: '分',
    bars: shown.map(({ rank, name, score, honour, spur }) => ({
      label: `${rank} ${name}`,
      value: Number(score),
      shown: score ?? '',
      tone: honour ? 'good' : spur ? 'warning' : 'neutral',
    })),
  }
}

function places(table: GroupTable): Block {
  return {
    kind: 'table',
    caption: `${showUnitGroup(table.group)}（${table.rows.length} 个单位）`,
    columns: [
      { title: '名次', align: 'right' },
      { title: '单位' },
      { title: '季度得分', align: 'right' },
      { title: '上季', align: 'right' },
      { title: '变化', align: 'right' },
    ],
    rows: shownOf(table).map((row) => [
      place(row.rank),
      row.name,
      row.score ?? '—',
      place(row.lastRank),
      showChange(row.change),
    ]),
    ...moreOf(table),
  }
}

/** Units that are only listed among ranked ones, and why. */
function unplaced(rows: readonly QuarterRow[]): Block[] {
  const items = rows.flatMap(({ name, unranked }) => (unranked === null ? [] : [`${name}：${unranked}`]))
  return items.length === 0 ? [] : [{ kind: 'note', text: items.join('\n') }]
}

/** A group without ranks: the units as the list has them, nothing to compare by. */
function listed(table: GroupTable): Block[] {
  const rows = table.rows.toSorted((a, b) => a.unitId - b.unitId)
  const why = table.ranks ? (rows[0]?.unranked ?? null) : null
  return [
    {
      kind: 'table',
      caption: `${showUnitGroup(table.group)}（${rows.length} 个单位，不排名次）`,
      columns: [{ title: '单位' }, { title: '季度得分', align: 'right' }],
      rows: shownOf({ ...table, rows }).map(({ name, score }) => [name, score ?? '—']),
      ...moreOf(table),
    },
    ...(why === null ? [] : [{ kind: 'note' as const, text: why }]),
  ]
}

function place(rank: number | null): string {
  return rank === null ? '—' : String(rank)
}

/** '↑2', '↓1', '不变'; '—' without a rank in either quarter. */
function showChange(change: number | null): string {
  if (change === null) return '—'
  if (change === 0) return '不变'
  return change > 0 ? `↑${change}` : `↓${-change}`
}
