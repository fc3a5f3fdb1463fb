/** 挂图: the newest published 季排名, with the places won and lost. */
import type { Tx } from '../../database/client.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import { quarter, showQuarter } from '../../domain/period.ts'
import { showUnitGroup, unitGroups } from '../../domain/unit-group.ts'
import { NoticeKind, NoticeState, PublishState } from '../../generated/prisma/client.ts'
import { storedRows } from '../ranking/stored.ts'

export interface RankRow {
  readonly rank: number
  readonly unit: string
  readonly score: string
  /** '升 2 位', '降 1 位', '不变'; '上季未排' without a rank in the last quarter. */
  readonly movement: string
  readonly direction: 'up' | 'down' | 'same'
  /** '红榜', '争先进位'; '' for most. */
  readonly honour: string
}

export interface RanksShown {
  /** '2023年二季度' */
  readonly quarter: string
  readonly groups: readonly { readonly name: string; readonly rows: readonly RankRow[] }[]
}

/** Null when none was published, or when nobody is ranked in it. */
export async function publishedRanks(tx: Tx, districtId: number): Promise<RanksShown | null> {
  const notice = await tx.notice.findFirst({
    where: { districtId, kind: NoticeKind.RANKING, state: NoticeState.PUBLISHED },
    orderBy: { period: 'desc' },
    select: { period: true },
  })
  if (notice === null) return null
  const of = quarter(notice.period)
  const rows = await storedRows(tx, districtId, of, PublishState.PUBLISHED)
  const groups = unitGroups.map((group) => ({
    name: showUnitGroup(group),
    rows: rows.filter((row) => row.group === group).flatMap(rankRow),
  }))
  const ranked = groups.filter((group) => group.rows.length > 0)
  return ranked.length === 0 ? null : { quarter: showQuarter(of), groups: ranked }
}

function rankRow({ rank, name, score, change, honour, advance }: QuarterRow): RankRow[] {
  if (rank === null) return []
  return [
    {
      ...{ rank, unit: name, score: score ?? '—' },
      movement: movementOf(change),
      direction: change === null || change === 0 ? 'same' : change > 0 ? 'up' : 'down',
      honour: honour ? '红榜' : advance ? '争先进位' : '',
    },
  ]
}

function movementOf(change: number | null): string {
  if (change === null) return '上季未排'
  if (change === 0) return '不变'
  return change > 0 ? `升 ${change} 位` : `降 ${-change} 位`
}
