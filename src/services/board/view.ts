/**
 * 挂图: what the command hall's screen shows of a district. No person and no sentence that a person typed is in it: a
 * problem's statement may name somebody, so only its kind and project are shown.
 */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { dayOf, showDayTime } from '../../domain/calendar-day.ts'
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { asOf, showAsOf } from '../as-of.ts'
import { standingsAsOf } from '../locked-standing.ts'
import { type CountdownItem, countdown } from '../permits/countdown.ts'
import { type Closed, closedThisTenDay } from './closed.ts'
import { type PlatesShown, publishedPlates } from './plates.ts'
import { type ProgressShown, progressOf, type TotalsShown, totalsOf } from './progress.ts'
import { publishedRanks, type RanksShown } from './ranks.ts'
import { type Reporting, reporting } from './reporting.ts'

export type BoardPermit = Pick<CountdownItem, 'project' | 'permit' | 'unit' | 'urgency' | 'daysLeft'>

export interface BoardView {
  readonly district: string
  readonly demo: boolean
  /** '截至2023年8月下旬，已锁定' */
  readonly asOf: string
  /** Business time of the reading: '9月8日 09:00'. */
  readonly readAt: string
  readonly totals: TotalsShown
  readonly progress: readonly ProgressShown[]
  /** The 旬 that are being reported now. */
  readonly reporting: readonly Reporting[]
  /** Null: no plates were published yet. */
  readonly plates: PlatesShown | null
  /** Null: no ranking was published yet. */
  readonly ranks: RanksShown | null
  readonly permits: readonly BoardPermit[]
  readonly closed: Closed
}

/** The plates in the order in which they stand: what needs attention first. */
export const BOARD_ORDER: readonly PlateColourName[] = ['red', 'yellow', 'grey', 'green']

/** Reads the board of a district as it stands now (business time). */
export async function boardView(tx: Tx, district: DistrictRef, now: Date): Promise<BoardView> {
  const today = dayOf(now)
  const at = await asOf(tx, district, today)
  const standings = await standingsAsOf(tx, district, at)
  return {
    district: district.name,
    demo: district.isDemo,
    asOf: showAsOf(at),
    readAt: showDayTime(now),
    totals: totalsOf(standings),
    progress: await progressOf(tx, district, standings, today),
    reporting: await reporting(tx, district),
    plates: await publishedPlates(tx, district.id),
    ranks: await publishedRanks(tx, district.id),
    permits: await countdown(tx, district.id, today),
    closed: await closedThisTenDay(tx, district.id, now),
  }
}
