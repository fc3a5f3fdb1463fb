/** 红榜, 鞭策榜 and 争先进位奖 of a group (rules.md §6, §6a.13, §6a.15). */
import { Exact, NOUGHT, ONE, share } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import type { Standing } from './quarter-standing.ts'

/** A ranked unit of the group; `better`: how many stand strictly better. */
export interface Placed extends Standing {
  readonly rank: number
  readonly better: number
  /** Rank of the last quarter in the same group. */
  readonly lastRank: number | null
  readonly lastScore: string | null
}

/** Rank within the top 30 % (ceil), r ≥ 1 at the quarter's end, no 红牌, no 核查偏差 above the zero line. */
export function isHonoured({ rank, r, redPlates, zeroed }: Placed, n: number, { ranking }: ScoringRules): boolean {
  if (r === null || r.lt(ONE) || redPlates > 0 || zeroed) return false
  return share(ranking.honourPercent).mul(n).ceil().gte(rank)
}

/** Group of at least 5, among the bottom 20 % (floor, at least 1), and r < 0.90. */
export function isSpurred({ better, r }: Placed, n: number, { ranking }: ScoringRules): boolean {
  if (n < ranking.spurGroupFrom || r === null || r.gte(share(ranking.spurRatio))) return false
  const part = share(ranking.spurPercent).mul(n).floor()
  const places = part.lt(ONE) ? ONE : part
  return new Exact(n).sub(places).lte(better)
}

/** The largest positive rise in rank, then the largest rise of Q, without a 红牌; still equal: all of them. */
export function advancedUnits(group: readonly Placed[]): ReadonlySet<number> {
  const risen = group
    .filter(({ redPlates }) => redPlates === 0)
    .map((placed) => ({ placed, places: (placed.lastRank ?? 0) - placed.rank }))
    .filter(({ places }) => places > 0)
  const most = Math.max(...risen.map(({ places }) => places))
  const first = risen.filter(({ places }) => places === most).map(({ placed }) => ({ placed, rise: riseOf(placed) }))
  const largest = first.reduce<Exact | null>((best, { rise }) => (best === null || rise.gt(best) ? rise : best), null)
  const winners = first.filter(({ rise }) => largest !== null && rise.equals(largest))
  return new Set(winners.map(({ placed }) => placed.unit.unitId))
}

function riseOf({ q, lastScore }: Placed): Exact {
  return (q?.value ?? NOUGHT).sub(new Exact(lastScore ?? '0'))
}
