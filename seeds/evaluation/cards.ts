/** What the group read of a month's evaluation. */
import type { Block, Card } from '../../src/chat/card.ts'
import { plateColour } from '../../src/domain/evaluation/input.ts'
import { plateLabels } from '../../src/domain/evaluation/plate-words.ts'
import { type Month, showMonth } from '../../src/domain/period.ts'
import type { ProjectMonth } from './months.ts'

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
