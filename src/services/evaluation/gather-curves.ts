/** The target curve of each project at the month's end (rules.md §3), from targets read in two queries. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { type OwnTarget, type QuarterTarget, targetCurve } from '../../domain/curve.ts'
import { money } from '../../domain/money.ts'
import { month as monthCode, parseTenDay, quarter, yearOf } from '../../domain/period.ts'
import type { Rules } from '../../domain/rules.ts'
import { type CutOff, lastTenDay } from './cut-off.ts'
import type { ProjectRow } from './gather-projects.ts'

const ownRows = z.array(z.object({ id: z.number(), period: z.string(), cumulative: z.string() }))
const unitRows = z.array(z.object({ unitId: z.number(), quarter: z.string(), percent: z.number() }))

/** Gives the exact share of the plan as text ('3/4') for a project's row. */
export async function curveReader(
  tx: Tx,
  districtId: number,
  { month, end }: CutOff,
  rules: Rules,
): Promise<(row: ProjectRow) => string> {
  const year = yearOf(month)
  const own = new Map<number, OwnTarget[]>()
  // Of several targets for one period the newest that holds.
  const ownFound = await tx.$queryRaw`
    SELECT DISTINCT ON (t.project_id, t.period) t.project_id AS id, t.period, t.cumulative::text AS cumulative
    FROM target_point t JOIN project p ON p.id = t.project_id
    WHERE p.district_id = ${districtId} AND t.cumulative IS NOT NULL AND t.valid_from <= ${end}::date
      AND t.period LIKE ${`${year}-%`}
    ORDER BY t.project_id, t.period, t.valid_from DESC, t.id DESC`
  for (const { id, period, cumulative } of ownRows.parse(ownFound)) {
    const point = { period: parseTenDay(period) ?? monthCode(period), cumulative: money(cumulative) }
    own.set(id, [...(own.get(id) ?? []), point])
  }
  const units = new Map<number, QuarterTarget[]>()
  const unitFound = await tx.$queryRaw`
    SELECT DISTINCT ON (unit_id, quarter) unit_id AS "unitId", quarter, percent::float8 AS percent FROM unit_target
    WHERE district_id = ${districtId} AND valid_from <= ${end}::date AND quarter LIKE ${`${year}-%`}
    ORDER BY unit_id, quarter, valid_from DESC, id DESC`
  for (const { unitId, quarter: of, percent } of unitRows.parse(unitFound)) {
    units.set(unitId, [...(units.get(unitId) ?? []), { quarter: quarter(of), percent }])
  }
  const period = lastTenDay(month)
  return ({ id, plan, addedMonth, unitId }) =>
    targetCurve(
      {
        plan: money(plan),
        addedMonth: monthCode(addedMonth),
        own: own.get(id) ?? [],
        unit: unitId === null ? [] : (units.get(unitId) ?? []),
        monthEnd: rules.curve.monthEnd,
      },
      period,
    ).toFraction()
}
