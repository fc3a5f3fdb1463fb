/** 招商引资 in sum, as the yearly report prints it: 实施、到位资金、新签约、总投资, over the rows of the list. */
import { type Block, button, type Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { type Day, showFullDay } from '../../domain/calendar-day.ts'
import { showMoney, showYi } from '../../domain/money.ts'
import { isImplementingIn, type PromotionFigures, promotionFigures } from '../../domain/promotion/figures.ts'
import { promotionStages, showPromotionStage } from '../../domain/promotion/stage.ts'
import { BASIS, DEMO_MARK } from '../as-of.ts'
import type { Place } from '../pipeline/filter.ts'
import { firstTyped, groupsOf } from '../pipeline/groups.ts'
import { listPromotions, type PromotionRow, promotionFact } from './find.ts'

/** The figures of the year of `today`; null when the district keeps no list of 招商. */
export async function promotionSummary(place: Place, today: Day): Promise<PromotionFigures | null> {
  const rows = await listPromotions(place)
  return rows.length === 0 ? null : promotionFigures(rows.map(promotionFact), yearOf(today))
}

/** '招商引资项目 43 个，到位资金 6.50 亿元；新签约 16 个，总投资 262.80 亿元' */
export function promotionLine({ implementing, funds, newlySigned, newlySignedAmount }: PromotionFigures): string {
  return `招商引资项目 ${implementing} 个，到位资金 ${showYi(funds)}；新签约 ${newlySigned} 个，总投资 ${showYi(newlySignedAmount)}`
}

export async function summaryCard(ctx: Context): Promise<Card> {
  const rows = await listPromotions(ctx)
  const figures = promotionFigures(rows.map(promotionFact), yearOf(ctx.today))
  const { implementing, funds, newlySigned, newlySignedAmount, waiting, before } = figures
  const blocks: Block[] = [
    {
      kind: 'fields',
      items: [
        { label: '今年新签约', value: `${newlySigned} 个` },
        { label: '新签约总投资', value: showYi(newlySignedAmount) },
      ],
    },
    {
      kind: 'text',
      text: [stageLine(rows), ...(before === 0 ? [] : [`另有线索、在谈 ${before} 个，不计入`])].join('\n'),
    },
  ]
  if (waiting.count > 0) {
    const text = `到位资金待审核 ${waiting.count} 笔 ${showMoney(waiting.amount)}，不计入`
    blocks.push({ kind: 'text', text, tone: 'warning' })
  }
  blocks.push({ kind: 'note', text: `${asOfWords(ctx.today)}。总投资指新签约项目的签约额之和${demoNote(rows)}` })
  return {
    title: `${ctx.district.name}实施招商引资项目 ${implementing} 个，到位资金 ${showYi(funds)}`,
    tone: 'neutral',
    blocks,
    actions: [
      button('按单位', '招商 单位'),
      button('按阶段', '招商 阶段'),
      button('按产业', '招商 产业'),
      button('项目清单', '招商 清单'),
      ...(waiting.count > 0 ? [button('待审到位资金', '招商 待审')] : []),
    ],
  }
}

function stageLine(rows: readonly PromotionRow[]): string {
  return promotionStages
    .map((stage) => ({ stage, count: rows.filter((row) => row.stage === stage).length }))
    .filter(({ count }) => count > 0)
    .map(({ stage, count }) => `${showPromotionStage(stage)} ${count}`)
    .join('，')
}

const TITLES = { unit: '单位', stage: '阶段', industry: '产业' } as const
export type By = keyof typeof TITLES
const WITHOUT: Readonly<Record<By, string>> = { unit: '未定单位', stage: '', industry: '未分产业' }

/** 实施 projects by unit, stage or industry, each with its figures. */
export async function tableCard(ctx: Context, by: By): Promise<Card> {
  const rows = await listPromotions(ctx)
  const year = yearOf(ctx.today)
  const listed = by === 'stage' ? rows : rows.filter((one) => isImplementingIn(promotionFact(one), year))
  const order = by === 'stage' ? promotionStages.map(showPromotionStage) : null
  const groups = groupsOf(listed, (row) => keyOf(row, by), { without: WITHOUT[by], order })
  return {
    title: `招商引资项目按${TITLES[by]}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: TITLES[by] },
          { title: '项目', align: 'right' },
          { title: '新签约', align: 'right' },
          { title: '到位资金', align: 'right' },
        ],
        rows: groups.map(({ title, rows: own }) => {
          const { newlySigned, newlySignedAmount, funds } = promotionFigures(own.map(promotionFact), year)
          const signed = newlySigned === 0 ? '—' : `${newlySigned} 个 ${showMoney(newlySignedAmount)}`
          return [title, `${own.length} 个`, signed, funds === 0n ? '—' : showMoney(funds)]
        }),
      },
      { kind: 'note', text: `${asOfWords(ctx.today)}。看一组请发：招商 ${firstTyped(groups)}${demoNote(rows)}` },
    ],
    actions: [button('招商汇总', '招商')],
  }
}

function keyOf({ unit, stage, industry }: PromotionRow, by: By): string | null {
  if (by === 'stage') return showPromotionStage(stage)
  return by === 'unit' ? (unit?.shortName ?? null) : industry
}

function yearOf(today: Day): number {
  return Number(today.slice(0, 4))
}

/** '截至2023年9月26日，到位资金只计已审核的；调度口径，非统计数据' */
export function asOfWords(today: Day): string {
  return `截至${showFullDay(today)}，到位资金只计已审核的；${BASIS}`
}

function demoNote(rows: readonly { readonly isDemo: boolean }[]): string {
  return rows.some(({ isDemo }) => isDemo) ? `；${DEMO_MARK}` : ''
}
