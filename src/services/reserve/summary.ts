/** 项目储备 in sum: 在库个数与总投资、成熟度、转化率、接续比. */
import { type Block, button, type Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { type Day, showFullDay } from '../../domain/calendar-day.ts'
import { totals } from '../../domain/figures.ts'
import { fixed, showPercent } from '../../domain/fraction.ts'
import { type Money, moneyFromDb, showMoney, showYi, sum } from '../../domain/money.ts'
import { type ReserveFigures, reserveFigures } from '../../domain/reserve/figures.ts'
import { isInPool, notReady, type ReserveStage, reserveStages, showReserveStage } from '../../domain/reserve/stage.ts'
import { type AsOf, asOf, BASIS, DEMO_MARK, showAsOf } from '../as-of.ts'
import { standingsAsOf } from '../locked-standing.ts'
import type { Place } from '../pipeline/filter.ts'
import { firstTyped, groupsOf } from '../pipeline/groups.ts'
import { listReserves, type ReserveRow, readinessOf, reserveFact } from './find.ts'

/** The figures of the year of `today`; null when the district keeps no list of 储备. `completed`: 年度累计完成. */
export async function reserveSummary(place: Place, today: Day, completed: Money): Promise<ReserveFigures | null> {
  const rows = await listReserves(place)
  return rows.length === 0 ? null : reserveFigures(rows.map(reserveFact), Number(today.slice(0, 4)), completed)
}

/** '在库储备项目 12 个，总投资 88.60 亿元，接续比 1.97' */
export function reserveLine({ pool, total, relay }: ReserveFigures): string {
  return `在库储备项目 ${pool} 个，总投资 ${showYi(total)}${relay === null ? '' : `，接续比 ${fixed(relay, 2)}`}`
}

export async function reserveSummaryCard(ctx: Context): Promise<Card> {
  const rows = await listReserves(ctx)
  const at = await asOf(ctx.tx, ctx.district, ctx.today)
  const completed = totals(await standingsAsOf(ctx.tx, ctx.district, at)).yearToDate
  const year = Number(ctx.today.slice(0, 4))
  const figures = reserveFigures(rows.map(reserveFact), year, completed)
  const { pool, total, ready, converted, atYearStart, conversion, relay } = figures
  const blocks: Block[] = [
    {
      kind: 'fields',
      items: [
        { label: '四项都已办', value: `${ready} 个` },
        { label: '接续比', value: relay === null ? '—（还没有年度完成）' : fixed(relay, 2) },
        {
          label: '转化率',
          value:
            conversion === null
              ? '—（年初没有储备）'
              : `${showPercent(conversion)}（今年转实施 ${converted} ÷ 年初储备 ${atYearStart}）`,
        },
      ],
    },
    { kind: 'text', text: stageLine(rows) },
    { kind: 'note', text: noteOf(rows, ctx.today, at, completed) },
  ]
  return {
    title: `${ctx.district.name}在库储备项目 ${pool} 个，总投资 ${showYi(total)}`,
    tone: 'neutral',
    blocks,
    actions: [
      button('按阶段', '储备 阶段'),
      button('按单位', '储备 单位'),
      button('按产业链', '储备 产业链'),
      button('成熟项目', '储备 成熟'),
      button('项目清单', '储备 清单'),
    ],
  }
}

/** Both sides of 接续比 carry their dates: the pool is today's, what was completed is the last locked 旬's. */
function noteOf(rows: readonly ReserveRow[], today: Day, at: AsOf, completed: Money): string {
  const demo = rows.some(({ isDemo }) => isDemo) ? `；${DEMO_MARK}` : ''
  return (
    `在库指谋划、储备、前期，截至${showFullDay(today)}。` +
    `接续比 = 储备总投资 ÷ 年度累计完成 ${showYi(completed)}（${showAsOf(at)}）；${BASIS}${demo}`
  )
}

/** '谋划 6，储备 5，前期 4；另有出库：新开工 3，退出 1': the first part adds up to the heading. */
function stageLine(rows: readonly ReserveRow[]): string {
  const counts = (stages: readonly ReserveStage[]): string =>
    stages
      .map((stage) => ({ stage, count: rows.filter((row) => row.stage === stage).length }))
      .filter(({ count }) => count > 0)
      .map(({ stage, count }) => `${showReserveStage(stage)} ${count}`)
      .join('，')
  const left = counts(reserveStages.filter((stage) => !isInPool(stage)))
  const pool = counts(reserveStages.filter(isInPool))
  return left === '' ? pool : `${pool === '' ? '' : `${pool}；`}另有出库：${left}`
}

const TITLES = { unit: '单位', stage: '阶段', chain: '产业链' } as const
export type ReserveBy = keyof typeof TITLES
const WITHOUT: Readonly<Record<ReserveBy, string>> = { unit: '未定单位', stage: '', chain: '未分产业链' }

/** The pool by unit or chain, or everything by stage. */
export async function reserveTableCard(ctx: Context, by: ReserveBy): Promise<Card> {
  const all = await listReserves(ctx)
  const pool = all.filter(({ stage }) => isInPool(stage))
  const order = by === 'stage' ? reserveStages.map(showReserveStage) : null
  const groups = groupsOf(by === 'stage' ? all : pool, (row) => keyOf(row, by), { without: WITHOUT[by], order })
  const left = by === 'stage' ? all.length - pool.length : 0
  const demo = all.some(({ isDemo }) => isDemo) ? `；${DEMO_MARK}` : ''
  return {
    title: `储备项目按${TITLES[by]}：在库 ${pool.length} 个${left === 0 ? '' : `，另有出库 ${left} 个`}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: TITLES[by] },
          { title: '项目', align: 'right' },
          { title: '总投资', align: 'right' },
          { title: '四项都已办', align: 'right' },
        ],
        rows: groups.map(({ title, rows: own }) => [
          title,
          `${own.length} 个`,
          showMoney(sum(own.flatMap(({ totalInvestment }) => (totalInvestment ? [moneyFromDb(totalInvestment)] : [])))),
          `${own.filter((row) => notReady(readinessOf(row)).length === 0).length} 个`,
        ]),
      },
      {
        kind: 'note',
        text: `截至${showFullDay(ctx.today)}；${BASIS}。看一组请发：储备 ${firstTyped(groups)}${demo}`,
      },
    ],
    actions: [button('储备汇总', '储备')],
  }
}

function keyOf({ unit, stage, chain }: ReserveRow, by: ReserveBy): string | null {
  if (by === 'stage') return showReserveStage(stage)
  return by === 'unit' ? (unit?.shortName ?? null) : chain
}
