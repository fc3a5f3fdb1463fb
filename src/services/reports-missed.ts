/** Which 旬 a project left out before this one: then its 年度累计 is asked for, not the 旬 alone (rules.md §4). */
import type { Tx } from '../database/client.ts'
import { monthOf, type TenDay, tenDay, yearOf } from '../domain/period.ts'
import { ReportState } from '../generated/prisma/client.ts'

/**
 * The 旬 of the year that were asked for since the project's last accepted report, the oldest first; the project counts
 * from the month in which its plan was added. Projects that left out none are not in the map.
 */
export async function missedBefore(
  tx: Tx,
  districtId: number,
  period: TenDay,
  projectIds: readonly number[],
): Promise<ReadonlyMap<number, readonly TenDay[]>> {
  const year = yearOf(period)
  const asked = await tx.period.findMany({
    where: {
      districtId,
      code: { gte: `${year}-01-1`, lt: period },
      OR: [{ askedAt: { not: null } }, { lockedAt: { not: null } }],
    },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  const projects = { projectId: { in: [...projectIds] } }
  const last = await tx.report.groupBy({
    by: ['projectId'],
    where: { ...projects, period: { gte: `${year}-01-1`, lt: period }, state: { not: ReportState.RETURNED } },
    _max: { period: true },
  })
  const plans = await tx.annualPlan.groupBy({
    by: ['projectId'],
    where: { ...projects, year },
    _min: { addedMonth: true },
  })
  const lastReport = new Map(last.map((row) => [row.projectId, row._max.period ?? '']))
  const added = new Map(plans.map((row) => [row.projectId, row._min.addedMonth ?? '']))
  return new Map(
    projectIds.flatMap((id) => {
      const missed = asked
        .map(({ code }) => tenDay(code))
        .filter((code) => code > (lastReport.get(id) ?? '') && monthOf(code) >= (added.get(id) ?? ''))
      return missed.length === 0 ? [] : [[id, missed] as const]
    }),
  )
}
