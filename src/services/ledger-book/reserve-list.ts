/** 台账 储备: every 储备项目 as it stands now, with its readiness; those that have left the pool too. */
import type { Context } from '../../chat/command.ts'
import { listSheet } from '../../documents/spreadsheet/list-sheet.ts'
import { notesSheet } from '../../documents/spreadsheet/notes-sheet.ts'
import type { CellValue } from '../../documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../documents/spreadsheet/write.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { isInPool, reserveStages, showReadiness, showReserveStage } from '../../domain/reserve/stage.ts'
import { BASIS } from '../as-of.ts'
import { listReserves } from '../reserve/find.ts'
import { AMOUNT_COLUMN, amount, DAY_COLUMN, date, type ListFile, text, whole } from './list-cells.ts'
import { mayReadAll } from './rights.ts'

const COLUMNS = [
  { title: '序号', width: 6, align: 'center' },
  { title: '项目名称', width: 30 },
  { title: '产业链', width: 14 },
  { title: '来源', width: 12 },
  { title: '责任单位', width: 14 },
  { title: '阶段', width: 8, align: 'center' },
  { title: '进入本阶段', ...DAY_COLUMN },
  { title: '总投资', ...AMOUNT_COLUMN },
  { title: '计划开工', ...DAY_COLUMN },
  { title: '立项', width: 8, align: 'center' },
  { title: '用地', width: 8, align: 'center' },
  { title: '环评', width: 8, align: 'center' },
  { title: '能评', width: 8, align: 'center' },
  { title: '入库日期', ...DAY_COLUMN },
  { title: '转为重点项目', width: 16 },
] as const
const STAGE_COLUMN = COLUMNS.findIndex(({ title }) => title === '阶段')
const POOL = reserveStages.filter(isInPool)

/** Everybody but those who read all gets the rows of the own unit. */
export async function reserveList(ctx: Context): Promise<ListFile> {
  const { district, today, speaker } = ctx
  const all = await listReserves(ctx)
  const rows = mayReadAll(ctx) ? all : all.filter(({ unit }) => unit !== null && speaker.unitIds.includes(unit.id))
  const title = `${district.name}储备项目台账`
  const demo = district.isDemo ? '；演示数据，不是事实' : ''
  const pool = rows.filter(({ stage }) => isInPool(stage)).length
  const sheet = listSheet({
    name: '储备',
    title,
    subtitle: `截至${showFullDay(today)}；金额为万元；${BASIS}${demo}`,
    columns: COLUMNS,
    rows: rows.map((row): (CellValue | null)[] => [
      whole(row.number),
      text(row.name),
      text(row.chain),
      text(row.source),
      text(row.unit?.shortName ?? '未定'),
      text(showReserveStage(row.stage)),
      date(row.stageOn),
      amount(row.totalInvestment),
      date(row.plannedStartOn),
      ...[row.approval, row.land, row.environment, row.energy].map((item) => text(showReadiness(item))),
      date(row.enteredOn),
      text(row.project?.shortName ?? null),
    ]),
    sums: [
      { label: `合计（${rows.length} 个）`, where: null },
      {
        label: `其中：在库（${pool} 个）`,
        where: { column: STAGE_COLUMN, words: POOL.map(showReserveStage) },
      },
    ],
  })
  const notes = notesSheet([
    ['时点', `截至${showFullDay(today)}，是现在的状态；以后再要，就是那时的状态。`],
    ['范围', '列出全部储备项目，已转实施（新开工、投产）和退出的也在内；“储备”汇总里的个数和总投资只算在库的。'],
    ['在库', `${POOL.map(showReserveStage).join('、')}三个阶段的项目。`],
    ['总投资', '金额为万元，保留两位小数；空着的是还没有登记，不计入合计。'],
    ['成熟度', '立项、用地、环评、能评四项：未办、办理中、已办；四项都已办的为成熟项目。'],
    ['口径', `${BASIS}${demo}。`],
  ])
  return { name: `${title}（${today}）.xlsx`, content: writeWorkbook([sheet, notes]), count: rows.length }
}
