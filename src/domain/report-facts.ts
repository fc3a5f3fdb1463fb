/** What the checks on a ten-day report look at, and what they find (rules.md §4). */
import type { Day } from './calendar-day.ts'
import type { Money } from './money.ts'
import type { TenDay } from './period.ts'
import type { Given, Ledger } from './report-booking.ts'

/** Everything a check looks at. The project's history is that before this 旬. */
export interface ReportFacts extends Ledger {
  /** The project's short name. */
  readonly project: string
  readonly period: TenDay
  readonly locked: boolean
  readonly given: Given & {
    readonly sentence: string | null
    /** Said of the whole project, else null. */
    readonly overallPercent: number | null
    readonly noChange: boolean
  }
  /** The annual plan; null when there is none. */
  readonly plan: Money | null
  readonly totalInvestment: Money | null
  /** 截至上年底累计完成 */
  readonly investedBefore: Money
  /** The last six amounts that were not 0, the newest first. */
  readonly lastNonZero: readonly Money[]
  readonly lastSentence: string | null
  readonly lastOverallPercent: number | null
  /** So many 旬 in a row with 0 right before this one. */
  readonly zeroStreak: number
  /** 停工 or 冬歇 is marked for this 旬. */
  readonly stopped: boolean
  readonly nature: 'NEW' | 'CONTINUED'
  readonly startedOn: Day | null
  /** ★ permits that are not done. */
  readonly openPermits: readonly string[]
  /** The sender has been asked about the unit and stands by the amount. */
  readonly unitConfirmed: boolean
}

export interface Finding {
  /** The number of the table in rules.md §4; unequal: 本旬 and 累计 disagree; missed: 累计 is wanted after a missed 旬. */
  readonly check: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 'unequal' | 'missed'
  readonly sentence: string
  /** What may have been meant instead: the same amount in the other unit. */
  readonly instead?: { readonly field: 'periodAmount' | 'yearToDate'; readonly money: Money }
}
