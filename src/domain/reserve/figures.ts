/** The figures of 项目储备 (rules.md §7). Amounts in 万元; all of them 调度口径. */
import { type Day, day } from '../calendar-day.ts'
import { Exact, ratio } from '../fraction.ts'
import { type Money, sum } from '../money.ts'
import { isInPool, notReady, type ReadinessOf, type ReserveStage } from './stage.ts'

export interface ReserveFact {
  readonly stage: ReserveStage
  readonly totalInvestment: Money | null
  readonly readiness: ReadinessOf
  readonly enteredOn: Day
  /** The day of its 新开工 or 退出; null: in the pool. */
  readonly leftOn: Day | null
}

export interface ReserveFigures {
  /** 在库：谋划、储备、前期. */
  readonly pool: number
  readonly total: Money
  /** 四项都已办. */
  readonly ready: number
  /** In the pool when the year began. */
  readonly atYearStart: number
  /** 当年由储备转实施. */
  readonly converted: number
  /** 转化率 = 当年转实施 ÷ 年初储备; null when the year began with an empty pool. */
  readonly conversion: Exact | null
  /** 接续比 = 储备总投资 ÷ 年度累计完成; null when nothing was completed yet. */
  readonly relay: Exact | null
}

/** @param completed 年度累计完成 of the key projects at the last locked 旬 */
export function reserveFigures(facts: readonly ReserveFact[], year: number, completed: Money): ReserveFigures {
  const pool = facts.filter(({ stage }) => isInPool(stage))
  const total = sum(pool.flatMap(({ totalInvestment }) => totalInvestment ?? []))
  const begin = day(`${year}-01-01`)
  const atYearStart = facts.filter((fact) => wasInPool(fact, begin)).length
  const converted = facts.filter(({ stage, leftOn }) => isBegun(stage) && (leftOn?.startsWith(`${year}-`) ?? false))
  return {
    pool: pool.length,
    total,
    ready: pool.filter(({ readiness }) => notReady(readiness).length === 0).length,
    atYearStart,
    converted: converted.length,
    conversion: atYearStart === 0 ? null : new Exact(BigInt(converted.length), BigInt(atYearStart)),
    relay: ratio(total, completed),
  }
}

function isBegun(stage: ReserveStage): boolean {
  return stage === 'STARTED' || stage === 'PRODUCING'
}

/** Entered before the day, and not gone by then. */
function wasInPool({ enteredOn, leftOn }: ReserveFact, on: Day): boolean {
  return enteredOn < on && (leftOn === null || leftOn >= on)
}
