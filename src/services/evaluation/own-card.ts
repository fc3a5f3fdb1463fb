/** What the people of a unit read of their own projects' month, in private. */
import { type Block, button, type Card } from '../../chat/card.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import { type Month, monthNumber, showMonth } from '../../domain/period.ts'
import { BASIS } from '../as-of.ts'
import type { UnitMonthRow } from './compute.ts'
import { countPlates, plateOrder, type ShownMonth, showCounts, showResult, whyNotGreen } from './view.ts'

const SHOWN = 12
const BUTTONS = 3

export interface OwnMonth {
  readonly month: Month
  readonly results: readonly ShownMonth[]
  /** Units that the person heads. */
  readonly units: readonly Pick<UnitMonthRow, 'name' | 'detail'>[]
  /** Until when 异议 is taken; null: the month is published, or the time is over. */
  readonly objectionUntil: Date | null
  readonly published: boolean
}

/** The person's projects, those that are not 绿 first. */
export function ownCard(own: OwnMonth): Card {
  const { month, published, objectionUntil } = own
  const results = own.results.toSorted((a, b) => place(a) - place(b))
  const short = `${monthNumber(month)}月`
  const [first, ...others] = results
  const what = published ? '考评结果' : '考评试算'
  const title =
    first !== undefined && others.length === 0
      ? `${short}${what}：${first.name} ${showResult(first.result)}`
      : `${short}${what}：您的 ${results.length} 个项目，${showCounts(countPlates(results))}`
  const hidden = results.length - SHOWN
  const list: Block = {
    kind: 'list',
    items: results.slice(0, SHOWN).map(({ name, result }) => {
      const why = whyNotGreen(result)
      return { text: `${name} ${showResult(result)}`, ...(why === '' ? {} : { detail: why }) }
    }),
    ...(hidden > 0 ? { more: { count: hidden, action: `亮牌 ${showMonth(month)}` } } : {}),
  }
  const units = own.units.flatMap(({ name, detail }) =>
    detail.score === null ? [] : [`${name}本月得分 ${detail.score}`],
  )
  const sample = first?.name ?? '项目简称'
  return {
    title,
    tone: 'neutral',
    blocks: [
      ...(results.length === 0 ? [] : [list]),
      ...(units.length === 0 ? [] : [{ kind: 'text' as const, text: units.join('\n') }]),
      {
        kind: 'note',
        text: [
          `看怎么算的，发：明细 ${sample} ${short}`,
          ...(objectionUntil === null ? [] : [`有异议，${showDayTime(objectionUntil)} 前回：异议 ${sample} 原因`]),
          published ? BASIS : `${BASIS}；试算，还没有发布`,
        ].join('\n'),
      },
    ],
    actions: results.slice(0, BUTTONS).map(({ name }) => button(`明细 ${name}`, `明细 ${name} ${showMonth(month)}`)),
  }
}

/** Red first, 不参评 last. */
function place({ result: { plate } }: ShownMonth): number {
  return plate === null ? plateOrder.length : plateOrder.indexOf(plate.colour)
}
