/** The figures of 招商引资 as the annual report states them: 实施、到位资金、新签约、总投资. Amounts in 万元. */
import type { Day } from '../calendar-day.ts'
import { type Money, sum } from '../money.ts'
import { isImplementing, type PromotionStage } from './stage.ts'

export interface FundsFact {
  readonly amount: Money
  readonly receivedOn: Day
  /** Only 'counted' funds count: they have a voucher and somebody else than who entered them has looked at it. */
  readonly state: 'counted' | 'waiting' | 'refused'
}

export interface PromotionFact {
  readonly stage: PromotionStage
  readonly stageOn: Day
  readonly signedOn: Day | null
  readonly signedAmount: Money | null
  readonly funds: readonly FundsFact[]
}

export interface PromotionFigures {
  /** 实施：signed and not given up; what went into production in an earlier year is done with. */
  readonly implementing: number
  /** 到位资金 received in the year and counted, whatever became of the project. */
  readonly funds: Money
  /** 待审核 of the year: counted nowhere. */
  readonly waiting: { readonly count: number; readonly amount: Money }
  /** 新签约 of the year that still stand. */
  readonly newlySigned: number
  /** Σ签约额 of the newly signed ones. */
  readonly newlySignedAmount: Money
  /** 线索 and 在谈, not signed yet. */
  readonly before: number
}

/** Counts and sums over the rows of a year. Nothing is estimated: a signing without an amount adds 0. */
export function promotionFigures(facts: readonly PromotionFact[], year: number): PromotionFigures {
  const within = (on: Day): boolean => on.startsWith(`${year}-`)
  const fresh = facts.filter((fact) => isNewlySigned(fact, year))
  const funds = facts.flatMap((fact) => fact.funds).filter(({ receivedOn }) => within(receivedOn))
  const waiting = funds.filter(({ state }) => state === 'waiting')
  return {
    implementing: facts.filter((fact) => isImplementingIn(fact, year)).length,
    funds: sum(funds.filter(({ state }) => state === 'counted').map(({ amount }) => amount)),
    waiting: { count: waiting.length, amount: sum(waiting.map(({ amount }) => amount)) },
    newlySigned: fresh.length,
    newlySignedAmount: sum(fresh.flatMap(({ signedAmount }) => signedAmount ?? [])),
    before: facts.filter(({ stage }) => stage === 'LEAD' || stage === 'TALKING').length,
  }
}

export function isImplementingIn({ stage, stageOn }: Pick<PromotionFact, 'stage' | 'stageOn'>, year: number): boolean {
  return isImplementing(stage) && !(stage === 'PRODUCING' && stageOn < `${year}-01-01`)
}

/** Signed in the year, and neither given up nor set back to before the signing. */
export function isNewlySigned({ stage, signedOn }: Pick<PromotionFact, 'stage' | 'signedOn'>, year: number): boolean {
  return isImplementing(stage) && (signedOn?.startsWith(`${year}-`) ?? false)
}

/** Counted 到位资金 of one project, of all years. */
export function countedFunds(funds: readonly FundsFact[]): Money {
  return sum(funds.filter(({ state }) => state === 'counted').map(({ amount }) => amount))
}
