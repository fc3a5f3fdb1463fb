/** The quarter's ranking (rules.md §6, §6a.12–16): Q, ranks within groups, 红榜, 鞭策榜, 争先进位奖. Units, never people. */
import { fixed } from '../fraction.ts'
import { monthsOfQuarter, type Quarter } from '../period.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { type UnitGroup, unitGroups } from '../unit-group.ts'
import { advancedUnits, isHonoured, isSpurred, type Placed } from './quarter-boards.ts'
import type { QuarterRow } from './quarter-row.ts'
import { compareStandings, type Standing, standingOf } from './quarter-standing.ts'
import type { UnitMonthDetail } from './unit-month-detail.ts'

export interface QuarterUnit {
  readonly unitId: number
  readonly name: string
  readonly group: UnitGroup
  /** The published months of the quarter, in any order; months that were not published are left out. */
  readonly months: readonly UnitMonthDetail[]
  /** The published ranking of the quarter before; null: none. */
  readonly last: { readonly group: UnitGroup; readonly rank: number | null; readonly score: string | null } | null
}

export interface QuarterInput {
  readonly quarter: Quarter
  readonly units: readonly QuarterUnit[]
}

/**
 * One row for each unit: by group in the order of every table, the ranked ones in order of rank, then those that are
 * only listed. The rules are those of the quarter's last month.
 */
export function rankQuarter({ quarter, units }: QuarterInput, rules: ScoringRules): QuarterRow[] {
  const months = monthsOfQuarter(quarter)
  return unitGroups.flatMap((group) => {
    const standings = units
      .filter((unit) => unit.group === group)
      .toSorted((a, b) => a.unitId - b.unitId)
      .map((unit) => standingOf(unit, months, rules.evaluation.mode))
    return groupRows(standings, rules).map((row) => ({ quarter, ...row }))
  })
}

type Row = Omit<QuarterRow, 'quarter'>

function groupRows(standings: readonly Standing[], rules: ScoringRules): Row[] {
  const rivals = standings.filter(({ q }) => q !== null)
  const why = whyUnranked(rivals.length, rules)
  if (why !== null) return standings.map((standing) => listedRow(standing, why, rules))
  const placed = place(rivals)
  const advanced = advancedUnits(placed)
  return [
    ...placed.map((of) => rankedRow(of, placed.length, advanced.has(of.unit.unitId), rules)),
    ...standings.filter(({ q }) => q === null).map((one) => listedRow(one, '有得分的月份不足两个', rules)),
  ]
}

/** Why nobody in the group is ranked; null when those with a Q are. */
function whyUnranked(rivals: number, { ranking, evaluation }: ScoringRules): string | null {
  if (evaluation.mode === 'cards-only') return '本区只亮牌，不打分'
  if (!ranking.enabled) return '本区不排名'
  if (rivals >= ranking.groupFrom) return null
  return `本组有季度得分的单位 ${rivals} 个，不足 ${ranking.groupFrom} 个`
}

/** In order of rank: the number of strictly better units + 1. */
function place(rivals: readonly Standing[]): Placed[] {
  let better = 0
  const sorted = rivals.toSorted(compareStandings)
  return sorted.map((standing, i) => {
    const before = sorted[i - 1]
    if (before !== undefined && compareStandings(before, standing) !== 0) better = i
    return { ...standing, better, rank: better + 1, ...lastOf(standing) }
  })
}

/** Only a rank of the same group says something. */
function lastOf({ unit: { last, group } }: Standing): { lastRank: number | null; lastScore: string | null } {
  if (last === null || last.group !== group) return { lastRank: null, lastScore: null }
  return { lastRank: last.rank, lastScore: last.score }
}

function listedRow(standing: Standing, why: string, { ranking, evaluation }: ScoringRules): Row {
  const last = ranking.enabled ? lastOf(standing) : { lastRank: null, lastScore: null }
  const { q } = standing
  return {
    ...common(standing, evaluation.mode),
    ...{ rank: null, of: 0, unranked: why, ...last, change: null, honour: false, spur: false, advance: false },
    line: `${standing.unit.name} 不排名（${why}）${q === null ? '' : `：${q.formula}`}`,
  }
}

function rankedRow(placed: Placed, n: number, advance: boolean, rules: ScoringRules): Row {
  const { unit, rank, lastRank, lastScore, q } = placed
  const honour = isHonoured(placed, n, rules)
  const spur = isSpurred(placed, n, rules)
  const boards = [...(honour ? ['红榜'] : []), ...(spur ? ['鞭策榜'] : []), ...(advance ? ['争先进位奖'] : [])]
  const said = [`${unit.name} 第 ${rank} 名（共 ${n} 个）：${q?.formula ?? ''}`, changeText(rank, lastRank), ...boards]
  return {
    ...common(placed, rules.evaluation.mode),
    ...{ rank, of: n, unranked: null, lastRank, lastScore, change: lastRank === null ? null : lastRank - rank },
    ...{ honour, spur, advance },
    line: said.join('，'),
  }
}

function changeText(rank: number, lastRank: number | null): string {
  if (lastRank === null) return '上季无名次'
  const places = lastRank - rank
  return `上季第 ${lastRank} 名，${places > 0 ? `升 ${places} 名` : places < 0 ? `降 ${-places} 名` : '持平'}`
}

function common(standing: Standing, mode: QuarterRow['mode']) {
  const { unit, months, q, redPlates, redShare, milestoneRate, r, cappedRatio, overdueProblems, zeroed } = standing
  return {
    ...{ mode, unitId: unit.unitId, name: unit.name, group: unit.group, redPlates, zeroed },
    months: months.map(({ month, score }) => ({ month, score })),
    score: q === null ? null : fixed(q.value, 2),
    keys: {
      redShare: redShare.toFraction(),
      milestoneRate: milestoneRate.toFraction(),
      cappedRatio: cappedRatio.toFraction(),
      overdueProblems,
    },
    r: r === null ? null : fixed(r, 6),
  }
}
