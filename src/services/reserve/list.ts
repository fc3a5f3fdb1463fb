/** The list of 储备, page by page. */
import type { Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, showMoney } from '../../domain/money.ts'
import { isInPool, notReady, showReserveStage } from '../../domain/reserve/stage.ts'
import { BASIS } from '../as-of.ts'
import { joined, pipelineListCard } from '../pipeline/list-card.ts'
import type { ReserveAsked } from './asked.ts'
import { listReserves, type ReserveRow, readinessOf } from './find.ts'

const WHICH = { all: '', pool: '在库', ready: '成熟' } as const

export async function reserveListCard(ctx: Context, asked: ReserveAsked & { kind: 'list' }): Promise<Card> {
  const { which, stage, unit, branch, from } = asked
  const all = await listReserves(ctx, asked)
  const rows = all.filter((row) => which === 'all' || (isInPool(row.stage) && (which === 'pool' || isReady(row))))
  const about = joined([WHICH[which], stage === null ? '' : showReserveStage(stage), unit ?? '', branch ?? ''])
  const note = `截至${showFullDay(ctx.today)}；${BASIS}`
  return pipelineListCard({ list: '储备', about, whole: '全部', count: poolOf(rows), rows, from, detailOf, note })
}

/** A list with what has left the pool says how many are in it: that is what the summary counts. */
function poolOf(rows: readonly ReserveRow[]): string {
  const pool = rows.filter(({ stage }) => isInPool(stage)).length
  return pool === rows.length || pool === 0 ? '' : `，其中在库 ${pool} 个`
}

function isReady(row: ReserveRow): boolean {
  return notReady(readinessOf(row)).length === 0
}

function detailOf(row: ReserveRow): string {
  const { stage, totalInvestment, unit } = row
  const missing = notReady(readinessOf(row))
  return joined([
    showReserveStage(stage),
    totalInvestment === null ? '' : showMoney(moneyFromDb(totalInvestment)),
    isInPool(stage) ? (missing.length === 0 ? '四项都已办' : `差${missing.join('、')}`) : '',
    unit?.shortName ?? '未定单位',
  ])
}
