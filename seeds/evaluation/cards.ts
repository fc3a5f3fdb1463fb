/** What the group read of a month's evaluation and of the quarter's ranking. */
import type { Block, Card } from '../../src/chat/card.ts'
import { type Month, showMonth, showQuarter } from '../../src/domain/period.ts'
import { showUnitGroup, unitGroups } from '../../src/domain/unit-group.ts'
import { PlateColour } from '../../src/generated/prisma/client.ts'
import { groupOf } from '../units.ts'
import type { ProjectMonth } from './months.ts'
import { RANKED, type Ranked } from './quarter.ts'

const BASIS: Block = { kind: 'note', text: '调度口径，非统计数据；演示数据' }

const PLATES = [
  { colour: PlateColour.GREEN, label: '🟢绿牌' },
  { colour: PlateColour.YELLOW, label: '🟡黄牌' },
  { colour: PlateColour.RED, label: '🔴红牌' },
  { colour: PlateColour.GREY, label: '⚪灰牌' },
] as const

/** The 亮牌 notice of a month. */
export function evaluationCard(of: Month, results: readonly ProjectMonth[]): Card {
  const counted = PLATES.map(({ colour, label }) => ({
    label,
    value: `${results.filter((result) => result.colour === colour).length} 个`,
  }))
  const named = PLATES.filter(({ colour }) => colour !== PlateColour.GREEN).flatMap(({ colour, label }) =>
    results
      .filter((result) => result.colour === colour)
      .map(({ facts, reasons }) => ({
        text: `${label} ${facts.history.project.shortName}`,
        detail: reasons.join('；'),
      })),
  )
  const list: Block[] = named.length === 0 ? [] : [{ kind: 'list', items: named }]
  return {
    title: `${showMonth(of)}重点项目亮牌`,
    tone: 'neutral',
    blocks: [{ kind: 'fields', items: counted }, ...list, BASIS],
    actions: [],
  }
}

/** The quarter's ranking, one table a group; a group or unit that is not ranked says so. */
export function rankingCard(ranks: readonly Ranked[]): Card {
  const tables = unitGroups.map((group): Block => {
    const rows = ranks
      .filter(({ unit }) => groupOf(unit) === group)
      .toSorted((a, b) => (a.rank ?? 99) - (b.rank ?? 99))
      .map(({ unit, score, rank }) => [rank === null ? '不排名' : String(rank), unit, score ?? '—', '—'])
    return {
      kind: 'table',
      caption: showUnitGroup(group),
      columns: [
        { title: '名次', align: 'right' },
        { title: '单位' },
        { title: '季度得分', align: 'right' },
        { title: '上季名次', align: 'right' },
      ],
      rows,
    }
  })
  return { title: `${showQuarter(RANKED)}重点项目排名`, tone: 'neutral', blocks: [...tables, BASIS], actions: [] }
}
