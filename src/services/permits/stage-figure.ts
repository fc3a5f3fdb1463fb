/** 手续阶段图: the data of the picture of a project's permits. */
import type { Tx } from '../../database/client.ts'
import { type Day, showDay } from '../../domain/calendar-day.ts'
import { month } from '../../domain/period.ts'
import { permitStages } from '../../domain/permits/catalogue.ts'
import type { StageFigure, StageItem } from '../../domain/permits/stage-figure.ts'
import { calendarOf, rulesOfMonth } from '../district-rules.ts'
import { countsOf, showCounts } from './cards.ts'
import { showStageOf } from './catalogue.ts'
import { clockOf, type Hour, showWhere, totalDays } from './clock.ts'
import { type PermitRow, permitsOf } from './find.ts'

export interface FigureOf {
  readonly id: number
  readonly shortName: string
  readonly districtId: number
  readonly demoFields: readonly string[]
}

/** What the picture shows on a day; null when the project has no list of permits. */
export async function stageFigureOf(tx: Tx, project: FigureOf, today: Day): Promise<StageFigure | null> {
  const permits = await permitsOf(tx, project.id)
  if (permits.length === 0) return null
  const calendar = await calendarOf(tx, project.districtId)
  const rules = await rulesOfMonth(tx, project.districtId, month(today.slice(0, 7)))
  return figureOf(project, permits, { today, calendar, rules })
}

function figureOf({ shortName, demoFields }: FigureOf, permits: readonly PermitRow[], hour: Hour): StageFigure {
  const demo = demoFields.includes('permits') ? '（演示）' : ''
  const total = `累计政府用时 ${totalDays(permits, hour)} 个工作日，全流程承诺 ${hour.rules.permits.totalDays} 个`
  return {
    title: `${shortName} 手续办理${demo}`,
    subtitle: `${showCounts(countsOf(permits, hour))}；${total}（截至${showDay(hour.today)}）`,
    stages: permitStages.map((name) => ({
      name,
      items: permits.filter(({ item }) => showStageOf(item.stage) === name).map((permit) => stageItem(permit, hour)),
    })),
  }
}

const STATES: Readonly<Record<PermitRow['state'], StageItem['state']>> = {
  NOT_NEEDED: 'not-needed',
  PREPARING: 'preparing',
  ACCEPTED: 'working',
  PAUSED: 'paused',
  DONE: 'done',
  REFUSED: 'refused',
}

function stageItem(permit: PermitRow, hour: Hour): StageItem {
  return { name: permit.item.name, state: STATES[permit.state], note: showWhere(permit, clockOf(permit, hour)) }
}
