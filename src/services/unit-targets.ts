/** 责任单位季度目标 in force on a day. */
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import type { QuarterTarget } from '../domain/curve.ts'
import { quarter } from '../domain/period.ts'

/** The newest target of each quarter that had come by the day, by unit id; in order of the quarters. */
export async function unitTargetsOn(
  tx: Tx,
  districtId: number,
  on: Day,
): Promise<ReadonlyMap<number, readonly QuarterTarget[]>> {
  const rows = await tx.unitTarget.findMany({
    where: { districtId, validFrom: { lte: dayToDb(on) } },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  const byUnit = new Map<number, Map<string, QuarterTarget>>()
  for (const row of rows) {
    const own = byUnit.get(row.unitId) ?? new Map<string, QuarterTarget>()
    own.set(row.quarter, { quarter: quarter(row.quarter), percent: row.percent.toNumber() })
    byUnit.set(row.unitId, own)
  }
  return new Map(
    [...byUnit].map(([id, own]) => [
      id,
      [...own.values()].toSorted((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : 0)),
    ]),
  )
}
