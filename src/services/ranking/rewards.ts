/** 奖惩 as a published ranking suggests it (rules.md §6): proposals, which a person decides; the program carries nothing out. */

import { dayOf } from '../../domain/calendar-day.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import { Exact, showPercent } from '../../domain/fraction.ts'
import { type Quarter, showQuarter } from '../../domain/period.ts'
import { showUnitGroup } from '../../domain/unit-group.ts'
import { RequestState, RewardKind } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellAll } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { membersWith } from '../people.ts'

export interface Proposal {
  readonly unitId: number
  readonly kind: RewardKind
  readonly ground: string
}

/** What the result suggests: three kinds for 红榜, two for 鞭策榜. Nothing else enters into it; 争先进位奖 is its own prize. */
export function proposalsOf(rows: readonly QuarterRow[]): Proposal[] {
  return rows.flatMap((row) => {
    const kinds = [
      ...(row.honour ? [RewardKind.PRAISE, RewardKind.FLAG, RewardKind.PRIORITY] : []),
      ...(row.spur ? [RewardKind.REMIND, RewardKind.TALK] : []),
    ]
    return kinds.map((kind) => ({ unitId: row.unitId, kind, ground: groundOf(row) }))
  })
}

/** '三季度镇街第 1 名（共 6 个单位），季度得分 92.31，季末目标完成比 104.20%，红牌 0 个，列入红榜' */
function groundOf(row: QuarterRow): string {
  const boards = [
    ...(row.honour ? ['列入红榜'] : []),
    ...(row.spur ? ['列入鞭策榜'] : []),
    ...(row.advance ? [`争先进位，较上季升 ${row.change ?? 0} 位`] : []),
  ]
  const place = row.rank === null ? '' : `第 ${row.rank} 名（共 ${row.of} 个单位），`
  const done = row.r === null ? '季末目标完成比 —' : `季末目标完成比 ${showPercent(new Exact(row.r))}`
  return `${showUnitGroup(row.group)}${place}季度得分 ${row.score ?? '—'}，${done}，红牌 ${row.redPlates} 个，${boards.join('，')}`
}

/** Stores the proposals of a quarter and tells those who decide on them. */
export async function proposeRewards(acting: Acting, quarter: Quarter, rows: readonly QuarterRow[]): Promise<void> {
  const { tx, district, audit } = acting
  const { count } = await tx.rewardDecision.createMany({
    data: proposalsOf(rows).map((proposal) => ({ districtId: district.id, quarter, ...proposal })),
    skipDuplicates: true,
  })
  if (count === 0) return
  await audit({
    subject: 'reward',
    subjectId: quarter,
    before: null,
    after: { state: RequestState.PENDING, proposals: count },
  })
  const item = {
    text: `${showQuarter(quarter)}排名已发布，有 ${count} 条奖惩建议待决定`,
    detail: '发“奖惩”逐条查看，由人决定，机器人不执行',
  }
  await tellAll(acting, await deciders(acting), item, null)
}

async function deciders(acting: Acting): Promise<ReadonlySet<number>> {
  const { tx, district, now } = acting
  const supervision = await membersWith(tx, district.id, 'supervision', dayOf(now))
  return new Set([...(await officePeople(acting)), ...supervision.map(({ personId }) => personId)])
}
