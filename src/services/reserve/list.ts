/** The list of 储备, page by page. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, showMoney } from '../../domain/money.ts'
import { isInPool, notReady, showReserveStage } from '../../domain/reserve/stage.ts'
import { BASIS } from '../as-of.ts'
import type { ReserveAsked } from './asked.ts'
import { listReserves, type ReserveRow, readinessOf } from './find.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
const SHOWN = 12

const WHICH = { all: '', pool: '在库', ready: '成熟' } as const

export async function reserveListCard(ctx: Context, asked: ReserveAsked & { kind: 'list' }): Promise<Card> {
  const { which, stage, unit, chain, from } = asked
  const all = await listReserves(ctx, {
    ...(stage === null ? {} : { stage }),
    ...(unit === null ? {} : { unit }),
    ...(chain === null ? {} : { chain }),
  })
  const rows = all.filter((row) => which === 'all' || (isInPool(row.stage) && (which === 'pool' || isReady(row))))
  const said = [WHICH[which], stage === null ? '' : showReserveStage(stage), unit ?? '', chain ?? '']
  const about = said.filter((word) => word !== '').join('，')
  const title = `储备项目${about === '' ? '' : `（${about}）`} ${rows.length} 个${leftOf(rows)}`
  if (rows.length === 0) return say(title, { actions: [button('储备汇总', '储备')] })
  const shown = rows.slice(from - 1, from - 1 + SHOWN)
  const left = rows.length - (from - 1) - shown.length
  const line = `储备 ${about === '' ? '清单' : about} 从 ${from + SHOWN}`
  return say(title, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({ text: `${row.number} ${row.shortName}`, detail: detailOf(row) })),
        ...(left > 0 ? { more: { count: left, action: line } } : {}),
      },
      { kind: 'note', text: `截至${showFullDay(ctx.today)}；${BASIS}。看一个项目请发：储备 简称` },
    ],
    actions: [...(left > 0 ? [button('下一页', line)] : []), button('储备汇总', '储备')],
  })
}

/** '（在库 15，已出库 4）', so that the list agrees with the sum; empty when all are in the pool, or none. */
function leftOf(rows: readonly ReserveRow[]): string {
  const pool = rows.filter(({ stage }) => isInPool(stage)).length
  return pool === rows.length || pool === 0 ? '' : `（在库 ${pool}，已出库 ${rows.length - pool}）`
}

function isReady(row: ReserveRow): boolean {
  return notReady(readinessOf(row)).length === 0
}

function detailOf(row: ReserveRow): string {
  const { stage, totalInvestment, unit } = row
  const missing = notReady(readinessOf(row))
  return [
    showReserveStage(stage),
    totalInvestment === null ? '' : showMoney(moneyFromDb(totalInvestment)),
    isInPool(stage) ? (missing.length === 0 ? '四项都已办' : `差${missing.join('、')}`) : '',
    unit?.shortName ?? '未定单位',
  ]
    .filter((part) => part !== '')
    .join('，')
}
