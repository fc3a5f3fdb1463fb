/** What the group read of a month's evaluation and of the quarter's ranking. */
import type { Block, Card } from '../../src/chat/card.ts'
import { plateLabels } from '../../src/domain/evaluation/explain.ts'
import { plateColour } from '../../src/domain/evaluation/input.ts'
import type { QuarterRow } from '../../src/domain/evaluation/quarter-row.ts'
import { type Month, showMonth, showQuarter } from '../../src/domain/period.ts'
import { showUnitGroup, unitGroups } from '../../src/domain/unit-group.ts'
import { type ProjectMonth, RANKED } from './months.ts'

const BASIS: Block = { kind: 'note', text: '调度口径，非统计数据；演示数据' }

/** The 亮牌 notice of a month. */
export function evaluationCard(of: Month, results: readonly ProjectMonth[]): Card {
  const counted = plateColour.options.map((colour) => ({
    label: plateLabels[colour],
    value: `${results.filter(({ result }) => result.plate?.colour === colour).length} 个`,
  }))
  const named = plateColour.options
    .filter((colour) => colour !== 'green')
    .flatMap((colour) =>
      results.flatMap(({ input, result: { plate } }) =>
        plate?.colour === colour
          ? [{ text: `${plateLabels[colour]} ${input.name}`, detail: plate.reasons.join('；') }]
          : [],
      ),
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
export function rankingCard(ranks: readonly QuarterRow[]): Card {
  const tables = unitGroups.map((group): Block => {
    const rows = ranks
      .filter((row) => row.group === group)
      .map(({ name, score, rank, lastRank }) => {
        return [rank === null ? '不排名' : String(rank), name, score ?? '—', lastRank === null ? '—' : String(lastRank)]
      })
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
