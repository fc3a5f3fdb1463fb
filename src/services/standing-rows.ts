/** Rows of tables over standings, in the same words everywhere. */
import type { Block } from '../chat/card.ts'
import { completionRate, type UnitRow } from '../domain/figures.ts'
import { showPercent } from '../domain/fraction.ts'
import { showMoney } from '../domain/money.ts'
import { showGapShort } from '../domain/points.ts'
import type { Standing } from './standing.ts'

type Table = Extract<Block, { kind: 'table' }>

const GAP_TITLE = '比目标（百分点）'

/** Fits a phone's card; the rest is behind the `more` line. */
export const ROWS_SHOWN = 15

/** Project, 完成率 and gap, one project a row. */
export function projectTable(standings: readonly Standing[], more: string, from = 0): Table {
  const shown = standings.slice(from, from + ROWS_SHOWN)
  const left = standings.length - from - shown.length
  return {
    kind: 'table',
    columns: [
      { title: '项目' },
      { title: '年度累计', align: 'right' },
      { title: '完成率', align: 'right' },
      { title: GAP_TITLE, align: 'right' },
    ],
    rows: shown.map((standing) => [
      standing.shortName,
      showMoney(standing.yearToDate),
      percent(standing),
      standing.plan === 0n ? '—' : showGapShort(standing.g),
    ]),
    ...(left > 0 ? { more: { count: left, action: more } } : {}),
  }
}

/** Unit, number of projects, 完成率 and gap, one unit a row. */
export function unitTable(caption: string, rows: readonly UnitRow[], nameOf: (unitId: number) => string): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: '单位' },
      { title: '项目', align: 'right' },
      { title: '完成率', align: 'right' },
      { title: GAP_TITLE, align: 'right' },
    ],
    rows: rows.map((row) => [
      nameOf(row.unitId),
      `${row.count} 个`,
      percent(row),
      row.plan === 0n ? '—' : showGapShort(row.g),
    ]),
  }
}

function percent(row: Pick<Standing, 'yearToDate' | 'plan'>): string {
  const rate = completionRate(row.yearToDate, row.plan)
  return rate === null ? '—' : showPercent(rate)
}
