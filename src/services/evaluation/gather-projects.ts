/** The projects of a month's assessment with what stands in their own rows (rules.md §6a.3): one query for all of them. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { isDay } from '../../domain/calendar-day.ts'
import { yearOf } from '../../domain/period.ts'
import type { CutOff } from './cut-off.ts'

const day = z.string().refine(isDay)

const projectRow = z.object({
  id: z.number(),
  name: z.string(),
  nature: z.enum(['new', 'continued']),
  plannedStart: day.nullable(),
  verifiedStart: day.nullable(),
  plannedResume: day.nullable(),
  verifiedResume: day.nullable(),
  plannedCompletion: day.nullable(),
  verifiedCompletion: day.nullable(),
  plan: z.string(),
  addedMonth: z.string(),
  /** The day from which the year's first plan holds. */
  countsFrom: day,
  unitId: z.number().nullable(),
  stopped: z.boolean(),
  exempt: z.boolean(),
  disqualified: z.boolean(),
  yearToDate: z.string(),
})
export type ProjectRow = z.infer<typeof projectRow>

/**
 * Projects with an approved plan for the year, from the month in which they were added, that are under way or due to
 * start, in the order of the district's list. Those exempt or 不参评 are among them: they have a plate or are named.
 * What 项目办 enters or imports as a plan is approved unless it names a later day.
 */
export async function projectRows(tx: Tx, districtId: number, { month, end, day: on }: CutOff): Promise<ProjectRow[]> {
  const year = yearOf(month)
  const rows = await tx.$queryRaw`
    SELECT p.id, p.short_name AS name, p.nature::text AS nature,
           p.planned_start_on::text AS "plannedStart", p.verified_start_on::text AS "verifiedStart",
           p.planned_resume_on::text AS "plannedResume", p.verified_resume_on::text AS "verifiedResume",
           p.planned_completion_on::text AS "plannedCompletion", p.verified_completion_on::text AS "verifiedCompletion",
           plan.amount::text AS plan, plan.added_month AS "addedMonth", first.day::text AS "countsFrom",
           unit.unit_id AS "unitId",
           EXISTS (SELECT 1 FROM stoppage s WHERE s.project_id = p.id AND s.since <= ${end}::date
                   AND (s.until IS NULL OR s.until > ${end}::date)) AS stopped,
           EXISTS (SELECT 1 FROM exemption x WHERE x.project_id = p.id AND x.since <= ${end}::date
                   AND x.until > ${end}::date) AS exempt,
           EXISTS (SELECT 1 FROM disqualification d WHERE d.project_id = p.id AND d.since <= ${end}::date
                   AND d.until > ${end}::date) AS disqualified,
           coalesce(done.amount, 0)::numeric(14,2)::text AS "yearToDate"
    FROM project p
    JOIN LATERAL (
      SELECT a.amount, a.added_month FROM annual_plan a
      WHERE a.project_id = p.id AND a.year = ${year} AND a.valid_from <= ${end}::date
        AND coalesce(a.approved_on, a.valid_from) <= ${on}::date
      ORDER BY a.valid_from DESC, a.id DESC LIMIT 1
    ) plan ON plan.added_month <= ${month}
    JOIN LATERAL (
      SELECT min(a.valid_from) AS day FROM annual_plan a WHERE a.project_id = p.id AND a.year = ${year}
    ) first ON true
    LEFT JOIN LATERAL (
      SELECT u.unit_id FROM assignment u
      WHERE u.project_id = p.id AND u.kind = 'unit' AND u.since <= ${end}::date
        AND (u.until IS NULL OR u.until > ${end}::date)
      ORDER BY u.since DESC, u.id DESC LIMIT 1
    ) unit ON true
    LEFT JOIN (
      SELECT l.project_id, sum(l.amount) AS amount FROM ledger_entry l JOIN project o ON o.id = l.project_id
      WHERE o.district_id = ${districtId} AND l.year = ${year} AND l.period <= ${`${month}-3`}
      GROUP BY l.project_id
    ) done ON done.project_id = p.id
    WHERE p.district_id = ${districtId} AND p.stage <> 'withdrawn'
      AND (p.stage IN ('started', 'construction', 'trial', 'completed')
           OR p.planned_start_on <= ${end}::date OR p.planned_resume_on <= ${end}::date)
    ORDER BY p.number`
  return z.array(projectRow).parse(rows)
}
