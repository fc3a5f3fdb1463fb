/** 台账 招商: the promotion projects as they stand now, with the funds that count. */
import type { Context } from '../../chat/command.ts'
import { listSheet } from '../../documents/spreadsheet/list-sheet.ts'
import { notesSheet } from '../../documents/spreadsheet/notes-sheet.ts'
import type { CellValue } from '../../documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../documents/spreadsheet/write.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { moneyText } from '../../domain/money.ts'
import { countedFunds } from '../../domain/promotion/figures.ts'
import { showPromotionStage } from '../../domain/promotion/stage.ts'
import { fundsFact, listPromotions } from '../promotion/find.ts'
import { AMOUNT_COLUMN, amount, DAY_COLUMN, date, type ListFile, text, whole } from './list-cells.ts'
import { mayReadAll } from './rights.ts'

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
      { title: '进入本阶段', ...DAY_COLUMN },
      { title: '签约日期', ...DAY_COLUMN },
      { title: '签约投资额', ...AMOUNT_COLUMN },
      { title: '到位资金', ...AMOUNT_COLUMN },
      { title: '转为重点项目', width: 16 },
    ],
    rows: rows.map((row): (CellValue | null)[] => [
      whole(row.number),
      text(row.name),
      text(row.investor),
      text(row.industry),
      text(row.unit?.shortName ?? '未定'),
      text(showPromotionStage(row.stage)),
      date(row.stageOn),
      date(row.signedOn),
      amount(row.signedAmount),
      { kind: 'number', text: moneyText(countedFunds(row.funds.map(fundsFact))) },
      text(row.project?.shortName ?? null),
    ]),
    sums: [{ label: `合计（${rows.length} 个）`, where: null }],
  })
  const notes = notesSheet([
    ['时点', `截至${showFullDay(today)}，是现在的状态；以后再要，就是那时的状态。`],
    ['签约投资额', '金额为万元，保留两位小数；还没有签约的空着，不计入合计。'],
    ['到位资金', '只计有凭证并经另一个人审核通过的；待审的、退回的不计。'],
    ['阶段', '转为重点项目以后，开工、投产以重点项目的核实为准。'],
    ...(district.isDemo ? [['演示', '演示数据，不是事实。'] as const] : []),
  ])
  return { name: `${title}（${today}）.xlsx`, content: writeWorkbook([sheet, notes]), count: rows.length }
}
