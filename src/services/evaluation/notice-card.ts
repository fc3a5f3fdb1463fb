/** 月考评亮牌 as the group reads it: counts, the map of plates, the units' scores, what the figures are. */
import { type Block, button, type Card } from '../../chat/card.ts'
import { monthEnd } from '../../domain/assessment-calendar.ts'
import { showDay } from '../../domain/calendar-day.ts'
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { plateLabels } from '../../domain/evaluation/plate-words.ts'
import { type Month, monthNumber, showMonth } from '../../domain/period.ts'
import type { Rules } from '../../domain/rules.ts'
import type { EvaluationMode } from '../../domain/scoring-rules.ts'
import { BASIS } from '../as-of.ts'
import type { UnitMonthRow } from './compute.ts'
import { countPlates, plateOrder, type ShownMonth, showCounts, whyNotGreen, withPlate } from './view.ts'

/** A post has to fit a phone's screen: so many are named, the others are behind 亮牌. */
const NAMED_EACH = 4
const NAMED_GREEN = 12
const UNITS_DRAWN = 15

const MODES: Readonly<Record<EvaluationMode, string>> = {
  full: '百分制评分',
  simple: '按牌计分',
  'cards-only': '只亮牌，不打分',
}

export interface MonthView {
  readonly month: Month
  readonly rules: Rules
  readonly results: readonly ShownMonth[]
  readonly units: readonly UnitMonthRow[]
  /** A sentence on the calendar that has to go along, if any. */
  readonly caveat: string | null
}

/** The post of a month. */
export function evaluationCard(view: MonthView): Card {
  const { month, rules, results, caveat } = view
  const counts = countPlates(results)
  const apart = results.filter(({ result }) => result.plate === null).length
  const shown = `${monthNumber(month)}月`
  return {
    title: `${shown}重点项目考评亮牌（截至 ${showDay(monthEnd(month))}）`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: `${results.length} 个项目：${showCounts(counts)}${apart > 0 ? `，不参评 ${apart}` : ''}`,
      },
      plateMap(view),
      chart(view),
      {
        kind: 'note',
        text: [
          `${BASIS}；${MODES[rules.evaluation.mode]}`,
          `本单位的项目怎么算的，请私聊我发：明细 项目简称 ${shown}`,
          ...(caveat === null ? [] : [caveat]),
        ].join('\n'),
      },
    ],
    actions: [button('全部亮牌', `亮牌 ${showMonth(month)}`)],
  }
}

/** 挂图贴牌: red and yellow ones with the reason, the others by name. */
function plateMap({ month, results }: MonthView): Block {
  const items = plateOrder.flatMap((colour) => {
    const own = withPlate(results, colour)
    if (own.length === 0) return []
    return colour === 'green' || colour === 'grey' ? [names(colour, own)] : reasons(colour, own)
  })
  const hidden = (['red', 'yellow'] as const).reduce(
    (total, colour) => total + Math.max(0, withPlate(results, colour).length - NAMED_EACH),
    0,
  )
  const more = hidden > 0 ? { more: { count: hidden, action: `亮牌 ${showMonth(month)}` } } : {}
  return { kind: 'list', items, ...more }
}

function reasons(colour: PlateColourName, own: readonly ShownMonth[]) {
  return own.slice(0, NAMED_EACH).map(({ name, result }) => ({
    text: `${plateLabels[colour]} ${name}`,
    detail: whyNotGreen(result),
  }))
}

function names(colour: PlateColourName, own: readonly ShownMonth[]) {
  const named = own.slice(0, NAMED_GREEN).map(({ name }) => name)
  return {
    text: `${plateLabels[colour]} ${own.length} 个`,
    detail: `${named.join('、')}${own.length > named.length ? ' 等' : ''}`,
  }
}

/** The units' U; where units are not compared, or there are too many for a picture, the plates. */
function chart({ rules, results, units }: MonthView): Block {
  const scored = units.flatMap(({ name, detail: { score } }) => (score === null ? [] : [{ name, score }]))
  if (rules.ranking.enabled && scored.length > 0 && scored.length <= UNITS_DRAWN) {
    return {
      kind: 'chart',
      title: '单位月得分',
      unit: '分',
      bars: scored
        .toSorted((a, b) => Number(b.score) - Number(a.score))
        .map(({ name, score }) => ({ label: name, value: Number(score), shown: `${score} 分` })),
    }
  }
  const counts = countPlates(results)
  return {
    kind: 'chart',
    title: '各色牌的项目数',
    unit: '个',
    bars: plateOrder.map((colour) => ({
      label: plateLabels[colour],
      value: counts[colour],
      shown: `${counts[colour]} 个`,
    })),
  }
}
