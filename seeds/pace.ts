/**
 * How an invented project came to its 年度累计, 旬 by 旬: along its target, slow in winter, catching up after its start,
 * a little uneven, and behind from some point on where its table row says so. Whole 万元; the sum is exactly `done`.
 */
import { day } from '../src/domain/calendar-day.ts'
import { tenDayOf } from '../src/domain/period.ts'
import { defaultRules } from '../src/domain/rules.ts'
import { HISTORY } from './moment.ts'
import type { InventedRow } from './projects/row.ts'
import { randomFrom } from './random.ts'

/** Over so many 旬 a project works up to its pace after its start. */
const WARM_UP = 4
/** By so much a 旬's cumulative sum may stray from the line. */
const STRAY = 0.03

/** 年度累计 at the end of each 旬 of the history. */
export function cumulativeOf(row: InventedRow): number[] {
  const random = randomFrom(row.number * 7919)
  const first = firstWorking(row)
  const last = HISTORY.length - 1
  const step = row.plan >= 10_000 ? 10 : 5
  const ratio = row.done / row.plan / targetShare(row, last)
  const slowFrom = row.slowFrom ?? first
  let reached = 0
  return HISTORY.map((_, i) => {
    if (i < first) return 0
    if (i === last) return row.done
    const warm = first === 0 ? 1 : Math.min(1, (i - first + 1) / WARM_UP)
    const pace = i <= slowFrom ? 1 : 1 + ((ratio - 1) * (i - slowFrom)) / (last - slowFrom)
    const stray = 1 + (random() * 2 - 1) * STRAY
    const wanted = row.plan * targetShare(row, i) * warm * pace * stray
    const most = row.done - (last - i) * step
    reached = Math.min(most, Math.max(reached + step, Math.round(wanted / step) * step))
    return reached
  })
}

/** The first 旬 in which work went on this year: that of the start or of the resumption after winter. */
export function firstWorking(row: InventedRow): number {
  if (row.resume !== null && !stoppedInWinter(row)) return 0
  return HISTORY.indexOf(tenDayOf(day(row.resume ?? row.start)))
}

/** A 续建 project that came back only in March or later stood still over the winter; the others worked indoors. */
export function stoppedInWinter(row: InventedRow): boolean {
  return row.resume !== null && row.resume >= '2023-03-01'
}

/** The target as a share of the plan, for drawing a believable line; what counts is computed elsewhere, exactly. */
function targetShare(row: InventedRow, i: number): number {
  const ends = row.ownTargets?.map((amount) => amount / row.plan) ?? defaultRules.curve.monthEnd.map((p) => p / 100)
  const at = (n: number) => (n < 0 ? 0 : (ends[n] ?? 1))
  const month = Math.floor(i / 3)
  const share = at(month - 1) + ((at(month) - at(month - 1)) * ((i % 3) + 1)) / 3
  const before = row.ownTargets === null ? at(Number(row.addedMonth.slice(5)) - 2) : 0
  return Math.max(0, (share - before) / (1 - before))
}
