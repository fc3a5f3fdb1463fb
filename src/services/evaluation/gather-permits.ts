/** The permits that a month looks at (rules.md §6a.7, §6): one query for the projects, one for the authorities. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { isDay } from '../../domain/calendar-day.ts'
import type { CutOff } from './cut-off.ts'
import { grouped } from './grouped.ts'

const day = z.string().refine(isDay)

const plannedRow = z.object({
  projectId: z.number(),
  name: z.string(),
  plannedOn: day,
  doneOn: day.nullable(),
})

/** ★ permits planned up to the month's end by project, without those not needed; done only as far as it is known. */
export async function permitsBy(tx: Tx, districtId: number, { end, day: on, knownBy }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT p.project_id AS "projectId", i.name, p.planned_on::text AS "plannedOn", done.on_day::text AS "doneOn"
    FROM permit p JOIN permit_item i ON i.id = p.item_id
    LEFT JOIN permit_step done ON done.permit_id = p.id AND done.move = 'finish' AND done.withdrawn_at IS NULL
      AND done.on_day <= ${on}::date AND done.at <= ${knownBy}
    WHERE p.district_id = ${districtId} AND i.starred AND p.state <> 'not_needed' AND p.planned_on <= ${end}::date
    ORDER BY p.planned_on, i.position`
  return grouped(z.array(plannedRow).parse(rows), ({ projectId }) => projectId)
}

const promisedRow = z.object({ unitId: z.number(), name: z.string(), promisedOn: day, doneOn: day.nullable() })

/**
 * Permits whose promised day lies in the month, as their clocks stood at its end, by authority. A refusal decides too.
 * Each step keeps the promised day as it was then, so that nothing later moves what was due.
 */
export async function permitsPromisedBy(tx: Tx, districtId: number, { month, end, knownBy }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT "unitId", name, "promisedOn", "doneOn" FROM (
      SELECT DISTINCT ON (p.id) p.id, p.authority_unit_id AS "unitId", r.short_name || ' ' || i.name AS name,
             s.due_on::text AS "promisedOn", CASE WHEN s.move IN ('finish', 'refuse') THEN s.on_day::text END AS "doneOn"
      FROM permit p JOIN permit_item i ON i.id = p.item_id JOIN project r ON r.id = p.project_id
      JOIN permit_step s ON s.permit_id = p.id AND s.withdrawn_at IS NULL AND s.move NOT IN ('waive', 'need')
      WHERE p.district_id = ${districtId} AND p.authority_unit_id IS NOT NULL
        AND s.on_day <= ${end}::date AND s.at <= ${knownBy}
      ORDER BY p.id, s.id DESC
    ) last
    WHERE "promisedOn" BETWEEN ${`${month}-01`} AND ${end}
    ORDER BY "promisedOn", id`
  return grouped(z.array(promisedRow).parse(rows), ({ unitId }) => unitId)
}
