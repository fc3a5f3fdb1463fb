/** 挂图: the year's progress against target, of the district and of each unit. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { startRate, type Totals, totals, unitRows } from '../../domain/figures.ts'
import { type Exact, percentText, showPercent } from '../../domain/fraction.ts'
import { showYi } from '../../domain/money.ts'
import { showGap, showGapShort } from '../../domain/points.ts'
import { showUnitGroup } from '../../domain/unit-group.ts'
import { rulesOf } from '../district-rules.ts'
import type { Standing } from '../standing.ts'

/** A bar: where it stands and where it should, in percent of the plan, for drawing only. */
export interface Bar {
  readonly value: number
  readonly target: number
}

export interface TotalsShown {
  readonly projects: number
  /** '71.43%'; '—' without a plan. */
  readonly completion: string
  readonly target: string
  /** '超 7.43 个百分点' */
  readonly gap: string
  readonly bar: Bar
  readonly yearToDate: string
  readonly plan: string
  readonly startRate: string
}

export interface ProgressRow {
  readonly unit: string
  readonly completion: string
  /** '超 7.43' in percentage points. */
  readonly gap: string
  readonly bar: Bar
}

export interface ProgressShown {
  readonly group: string
  readonly rows: readonly ProgressRow[]
}

export function totalsOf(standings: readonly Standing[]): TotalsShown {
  const all = totals(standings)
  return {
    projects: standings.length,
    ...shareOf(all),
    target: shown(all.curve),
    gap: all.curve === null ? '' : showGap(all.g),
    yearToDate: showYi(all.yearToDate),
    plan: showYi(all.plan),
    startRate: shown(startRate(standings)),
  }
}

/** Every group with its units in order of r; as the list has them where the district does not rank (rules.md §8). */
export async function progressOf(
  tx: Tx,
  district: DistrictRef,
  standings: readonly Standing[],
  today: Day,
): Promise<ProgressShown[]> {
  const units = new Map(standings.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  const ranks = (await rulesOf(tx, district.id, today)).ranking.enabled
  return unitRows(standings, [...units.values()]).map(({ group, rows }) => ({
    group: showUnitGroup(group),
    rows: (ranks ? rows : rows.toSorted((a, b) => a.unitId - b.unitId)).map((row) => ({
      unit: units.get(row.unitId)?.shortName ?? '',
      ...shareOf(row),
      gap: row.plan === 0n ? '—' : showGapShort(row.g),
    })),
  }))
}

function shareOf({ completion, curve }: Pick<Totals, 'completion' | 'curve'>): { completion: string; bar: Bar } {
  return { completion: shown(completion), bar: { value: drawn(completion), target: drawn(curve) } }
}

function shown(share: Exact | null): string {
  return share === null ? '—' : showPercent(share)
}

/** A bar ends at the edge, whatever the figure beside it says. */
function drawn(share: Exact | null): number {
  return share === null ? 0 : Math.min(100, Math.max(0, Number(percentText(share))))
}
