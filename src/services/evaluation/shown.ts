/** Stored results of a month in the form that cards show. */

import type { Tx } from '../../database/client.ts'
import { unitMonthDetail } from '../../domain/evaluation/unit-month-detail.ts'
import type { Month } from '../../domain/period.ts'
import type { ProjectMonth, UnitMonthRow } from './compute.ts'
import { storedMonths } from './stored.ts'
import type { ShownMonth } from './view.ts'

/** Computed results in the form that cards show. */
export function shownOf(projects: readonly ProjectMonth[]): ShownMonth[] {
  return projects.map(({ input, result }) => ({
    projectId: input.projectId,
    name: input.name,
    unitId: input.unitId,
    result,
  }))
}

/** The stored results of a month, or of some of its projects. */
export async function shownMonth(
  tx: Tx,
  districtId: number,
  month: Month,
  where: { readonly projectIds?: readonly number[] } = {},
): Promise<ShownMonth[]> {
  return shownOf(await storedMonths(tx, districtId, month, where))
}

/** The stored U's of a month, or of some units; rows of an earlier version's form are left out. */
export async function unitMonths(
  tx: Tx,
  districtId: number,
  month: Month,
  unitIds?: readonly number[],
): Promise<UnitMonthRow[]> {
  const rows = await tx.unitMonth.findMany({
    where: { districtId, month, ...(unitIds === undefined ? {} : { unitId: { in: [...unitIds] } }) },
    include: { unit: { select: { shortName: true } } },
    orderBy: { unitId: 'asc' },
  })
  return rows.flatMap(({ unitId, unit, detail }) => {
    const read = unitMonthDetail.safeParse(detail)
    return read.success ? [{ unitId, name: unit.shortName, detail: read.data }] : []
  })
}
