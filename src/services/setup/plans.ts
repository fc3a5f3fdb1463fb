/** Annual plans of an imported workbook. A changed amount is an adjustment: a new row from today on. */
import { type CleanWorkbook, sheets } from '../../documents/clean-workbook.ts'
import { day, dayToDb } from '../../domain/calendar-day.ts'
import { firstMonth } from '../first-month.ts'
import type { SetupDesk } from './desk.ts'
import { emptyTally, type Outcome, type Tally } from './tally.ts'

type Row = CleanWorkbook['plans'][number]

/** Makes and adjusts the plans of the sheet 年度计划. */
export async function importPlans(desk: SetupDesk, rows: CleanWorkbook['plans']): Promise<Tally> {
  const tally = emptyTally()
  const planned = await desk.tx.annualPlan.findMany({
    where: { project: { districtId: desk.district.id } },
    distinct: ['year'],
    select: { year: true },
  })
  const begun = new Set(planned.map(({ year }) => year))
  for (const row of rows) {
    const project = await desk.tx.project.findUnique({
      where: { districtId_shortName: { districtId: desk.district.id, shortName: row.project } },
    })
    if (project === null) {
      const cell = `项目简称（第${row.line}行）`
      desk.refuse({ sheet: sheets.plans.title, cell, reason: `项目表里没有简称“${row.project}”` })
    } else tally[await importPlan(desk, begun, project.id, row)]++
  }
  return tally
}

async function importPlan(desk: SetupDesk, begun: ReadonlySet<number>, projectId: number, row: Row): Promise<Outcome> {
  const { tx, today } = desk
  const { year, amount } = row
  if (year === null || amount === null) throw new Error('a plan row was read without its year or amount')
  const current = await tx.annualPlan.findFirst({
    where: { projectId, year },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  })
  if (current !== null && current.amount.toFixed(2) === amount) return 'unchanged'
  const addedMonth = current?.addedMonth ?? firstMonth(begun, year, { today, written: row.addedMonth })
  const validFrom = current === null ? day(`${year}-01-01`) : today
  const plan = await tx.annualPlan.create({
    data: {
      projectId,
      year,
      amount,
      addedMonth,
      validFrom: dayToDb(validFrom),
      reason: current === null ? null : '导入调整',
    },
  })
  await desk.record('plan', plan.id, { projectId, year, amount, addedMonth })
  return current === null ? 'created' : 'changed'
}
