/** 储备 as plain rows for the papers (台账, Excel). */
import { type Day, dayFromDb } from '../../domain/calendar-day.ts'
import { type Money, moneyFromDb } from '../../domain/money.ts'
import { type ReadinessOf, showReserveStage } from '../../domain/reserve/stage.ts'
import type { Place } from '../promotion/find.ts'
import { listReserves, readinessOf } from './find.ts'

export interface ReservePaperRow {
  readonly number: number
  readonly shortName: string
  readonly name: string
  readonly chain: string | null
  readonly industry: string | null
  readonly source: string | null
  readonly unit: string | null
  readonly person: string | null
  /** '前期' */
  readonly stage: string
  readonly stageOn: Day
  readonly totalInvestment: Money | null
  readonly readiness: ReadinessOf
  readonly plannedStartOn: Day | null
  readonly enteredOn: Day
  readonly leftOn: Day | null
  /** Short name of the key project that it became. */
  readonly project: string | null
  readonly isDemo: boolean
}

export async function reserveRows(place: Place): Promise<ReservePaperRow[]> {
  const rows = await listReserves(place)
  return rows.map((row) => ({
    ...{ number: row.number, shortName: row.shortName, name: row.name, chain: row.chain, industry: row.industry },
    ...{ source: row.source, isDemo: row.isDemo, readiness: readinessOf(row) },
    unit: row.unit?.shortName ?? null,
    person: row.person?.name ?? null,
    stage: showReserveStage(row.stage),
    stageOn: dayFromDb(row.stageOn),
    totalInvestment: row.totalInvestment === null ? null : moneyFromDb(row.totalInvestment),
    plannedStartOn: row.plannedStartOn === null ? null : dayFromDb(row.plannedStartOn),
    enteredOn: dayFromDb(row.enteredOn),
    leftOn: row.leftOn === null ? null : dayFromDb(row.leftOn),
    project: row.project?.shortName ?? null,
  }))
}
