/** 台账 招商: the promotion projects as they stand now, with the funds that count. */
import type { Context } from '../../chat/command.ts'
import { listSheet } from '../../documents/spreadsheet/list-sheet.ts'
import type { CellValue } from '../../documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../documents/spreadsheet/write.ts'
import { dayFromDb, showFullDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, moneyText } from '../../domain/money.ts'
import { countedFunds } from '../../domain/promotion/figures.ts'
import { showPromotionStage } from '../../domain/promotion/stage.ts'
import { fundsFact, listPromotions } from '../promotion/find.ts'
import type { ListFile } from './permit-list.ts'
import { mayReadAll } from './rights.ts'

const MONEY = { width: 14, align: 'right', format: '#,##0.00' } as const
const DAY = { width: 12, align: 'center', format: 'yyyy-mm-dd' } as const

/** Everybody but those who read all gets the rows of the own unit. */
export async function promotionList(ctx: Context): Promise<ListFile> {
  const { district, today, speaker } = ctx
  const all = await listPromotions(ctx)
  const rows = mayReadAll(ctx) ? all : all.filter(({ unit }) => unit !== null && speaker.unitIds.includes(unit.id))
  const title = `${district.name}招商引资项目台账`
  const sheet = listSheet({
    name: '招商',
    title,
    subtitle: `截至${showFullDay(today)}；金额为万元；到位资金只列审核通过的${district.isDemo ? '；演示数据，不是事实' : ''}`,
    columns: [
      { title: '序号', width: 6, align: 'center' },
      { title: '项目名称', width: 30 },
      { title: '投资方', width: 22 },
      { title: '行业', width: 12 },
      { title: '责任单位', width: 16 },
      { title: '阶段', width: 8, align: 'center' },
      { title: '进入本阶段', ...DAY },
      { title: '签约日期', ...DAY },
      { title: '签约投资额', ...MONEY },
      { title: '到位资金', ...MONEY },
      { title: '转为重点项目', width: 16 },
    ],
    rows: rows.map((row): (CellValue | null)[] => [
      { kind: 'number', text: String(row.number) },
      text(row.name),
      text(row.investor),
      text(row.industry),
      text(row.unit?.shortName ?? '未定'),
      text(showPromotionStage(row.stage)),
      { kind: 'day', day: dayFromDb(row.stageOn) },
      row.signedOn === null ? null : { kind: 'day', day: dayFromDb(row.signedOn) },
      row.signedAmount === null ? null : { kind: 'number', text: moneyText(moneyFromDb(row.signedAmount)) },
      { kind: 'number', text: moneyText(countedFunds(row.funds.map(fundsFact))) },
      text(row.project?.shortName ?? null),
    ]),
  })
  return { name: `${title}（${today}）.xlsx`, content: writeWorkbook([sheet]), count: rows.length }
}

function text(value: string | null): CellValue | null {
  return value === null || value === '' ? null : { kind: 'text', text: value }
}
