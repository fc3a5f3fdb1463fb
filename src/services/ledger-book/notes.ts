/** The sheet 说明: as of when, of what kind the figures are, what each column means, what was not reported. */
import type { NoteLine } from '../../documents/spreadsheet/notes-sheet.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { findDefinition } from '../../domain/definitions.ts'
import { firstDay, lastDay, showMonth } from '../../domain/period.ts'
import { DEMO_MARK } from '../as-of.ts'
import { columnOrder } from './columns.ts'
import { demoParts } from './demo-parts.ts'
import { type LedgerBook, standsText } from './heading.ts'
import type { LedgerRow } from './row.ts'
import { lastTenDayOf } from './span.ts'

/** The terms of 口径 that a ledger rests on, in the order of its columns. */
const TERMS = ['调度口径', '年度累计', '年度投资完成率', '目标曲线', '综合开复工率', '未报', '核减'] as const

/** The lines of the sheet; nothing in them depends on when they are written. */
export function ledgerNotes(book: LedgerBook): NoteLine[] {
  const { district, span, rows, lockedAt, plates, columns } = book
  const period = lastTenDayOf(span)
  const { others } = columnOrder(columns)
  const silent = rows.filter(({ reported }) => !reported)
  const days = `${showFullDay(firstDay(period))}至${showFullDay(lastDay(period))}`
  return [
    ['时点', `${standsText(period, lockedAt)}。锁定后的更正不改本表，只进以后的旬。`],
    ['本旬', `${days}。“本月完成”是月初至本旬末年度累计的增加额，含补报和更正；“本旬完成”不含补报。`],
    ['单位', '金额为万元，保留两位小数；比例为百分数（%），保留两位小数，四舍五入。'],
    ...TERMS.map((term): NoteLine => [term, findDefinition(term)?.text ?? '']),
    ['自开工累计', '截至上年底累计加年度累计。'],
    ['目标进度', '到本旬末按目标曲线应完成年度计划的比例；合计行为各项目目标累计之和除以年度计划之和。'],
    ['亮牌', plates === null ? '还没有发布。' : `${showMonth(plates.month)}的亮牌，以发布的为准。`],
    ['本旬未报', silent.length === 0 ? '无' : `${silent.length} 个：${silent.map(nameOf).join('、')}`],
    [
      '打印',
      `打印到“${columnOrder(columns).printed.at(-1)?.title ?? ''}”列；右边还有 ${others.length} 列不打印，导入时一并读取。`,
    ],
    ...(district.isDemo ? demoLines(rows) : []),
  ]
}

function nameOf({ shortName }: LedgerRow): string {
  return shortName
}

/** Which fields of the demonstration are made up; a project that is invented as a whole says so in its name. */
function demoLines(rows: readonly LedgerRow[]): NoteLine[] {
  const partly = rows.filter(({ demo }) => demo.length > 0 && !demo.includes('name'))
  return [
    ['演示', `${DEMO_MARK}；项目名称带“（演示）”的，整行都是演示数据。`],
    ...partly.map(({ shortName, demo }): NoteLine => [`演示：${shortName}`, `${demoParts(demo)}为演示数据。`]),
  ]
}
