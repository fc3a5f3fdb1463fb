/** What a report adds to the ledger (rules.md §4): the amount of its 旬, and 补报 for a 旬 that was missed. */
import { add, type Money, subtract, ZERO } from './money.ts'

export interface Given {
  /** 本旬完成投资, when it was given. */
  readonly periodAmount: Money | null
  /** 年度累计, when it was given. */
  readonly yearToDate: Money | null
}

export interface Ledger {
  /** Sum of the year's entries of earlier 旬: reports, 补报 and adjustments; 上年结转 apart. */
  readonly before: Money
  /** The 旬 before this one was asked for and not reported. */
  readonly missedPrevious: boolean
}

export interface Booking {
  readonly amount: Money
  readonly backfill: Money
  /** 年度累计 with this report. */
  readonly yearToDate: Money
  /** Both were given and do not agree, so that nothing may be booked. */
  readonly unequal: boolean
}

/**
 * Books what was given. With 年度累计 alone the whole rise belongs to this 旬; with both, after a missed 旬, the surplus
 * over this 旬 is 补报. Without a missed 旬, or when the surplus is negative, 本旬 and 累计 have to agree.
 */
export function book(given: Given, ledger: Ledger): Booking {
  const { periodAmount, yearToDate } = given
  if (yearToDate === null) {
    const amount = periodAmount ?? ZERO
    return { amount, backfill: ZERO, yearToDate: add(ledger.before, amount), unequal: false }
  }
  const rise = subtract(yearToDate, ledger.before)
  if (periodAmount === null) return { amount: rise, backfill: ZERO, yearToDate, unequal: false }
  const surplus = subtract(rise, periodAmount)
  const unequal = surplus !== ZERO && !(ledger.missedPrevious && surplus > ZERO)
  return { amount: periodAmount, backfill: surplus, yearToDate, unequal }
}
