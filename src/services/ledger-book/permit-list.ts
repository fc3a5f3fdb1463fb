/** 台账 手续: every permit of the projects, as they stand now, in the order of the list and of the catalogue. */
import type { Context } from '../../chat/command.ts'
import { listSheet } from '../../documents/spreadsheet/list-sheet.ts'
import { notesSheet } from '../../documents/spreadsheet/notes-sheet.ts'
import type { CellValue } from '../../documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../documents/spreadsheet/write.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import { showPermitState } from '../../domain/permits/steps.ts'
import { heldOn } from '../people.ts'
import { withNames } from '../permits/find.ts'
import { DAY_COLUMN, date, type ListFile, text, whole } from './list-cells.ts'
import { mayReadAll } from './rights.ts'

/** 审批局 sees all as well; anybody else the permits of the projects of the own unit. */
export async function permitList(ctx: Context): Promise<ListFile> {
  const { tx, district, today, speaker } = ctx
  const all = mayReadAll(ctx) || speaker.roles.has('approval')
  const permits = await tx.permit.findMany({
    where: { districtId: district.id, ...(all ? {} : { project: mine(ctx) }) },
    include: withNames,
    orderBy: [{ project: { number: 'asc' } }, { item: { position: 'asc' } }, { id: 'asc' }],
  })
  const title = `${district.name}重点项目手续台账`
  const rows = permits.map((permit): (CellValue | null)[] => [
    whole(permit.project.number),
    text(permit.project.shortName),
    text(permit.item.name),
    text(permit.item.starred ? '★' : ''),
    text(permit.authorityUnit?.shortName ?? permit.item.authority),
    text(permit.agent?.name ?? null),
    text(showPermitState(permit.state)),
    date(permit.plannedOn),
    date(permit.acceptedOn),
    date(permit.dueOn),
    date(permit.closedOn),
    text(permit.number),
  ])
  const sheet = listSheet({
    name: '手续',
    title,
    subtitle: `截至${showFullDay(today)}；★通常开工前必备${district.isDemo ? '；演示数据，不是事实' : ''}`,
    columns: [
      { title: '序号', width: 6, align: 'center' },
      { title: '项目', width: 16 },
      { title: '事项', width: 30 },
      { title: '必备', width: 6, align: 'center' },
      { title: '主管单位', width: 16 },
      { title: '经办', width: 12, align: 'center' },
      { title: '状态', width: 10, align: 'center' },
      { title: '计划办结', ...DAY_COLUMN },
      { title: '受理', ...DAY_COLUMN },
      { title: '到期', ...DAY_COLUMN },
      { title: '办结', ...DAY_COLUMN },
      { title: '证号（文号）', width: 24 },
    ],
    rows,
  })
  const notes = notesSheet([
    ['时点', `截至${showFullDay(today)}，是现在的状态；以后再要，就是那时的状态。`],
    ['必备', '★为通常开工前必备的手续，进月考评“手续”一项。'],
    ['受理、到期', '只计政府用时：受理次日起算，补正、公示等停表的日子不算；到期日按承诺时限推算。'],
    ['空格', '没有登记，不推算。'],
    ...(district.isDemo ? [['演示', '演示数据，不是事实。'] as const] : []),
  ])
  return { name: `${title}（${today}）.xlsx`, content: writeWorkbook([sheet, notes]), count: permits.length }
}

function mine({ speaker, today }: Context) {
  const units = { kind: 'UNIT' as const, unitId: { in: [...speaker.unitIds] } }
  const people = { kind: { in: ['LEADER' as const, 'LIAISON' as const] }, personId: speaker.personId ?? -1 }
  return { assignments: { some: { AND: [heldOn(today), { OR: [units, people] }] } } }
}
