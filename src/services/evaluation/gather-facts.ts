/** What happened in a month to each project: milestones, problems, reports, 核查, earlier plates; one query for each kind. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { dayOf, isDay } from '../../domain/calendar-day.ts'
import { plateColour } from '../../domain/evaluation/input.ts'
import { Exact } from '../../domain/fraction.ts'
import { yearOf } from '../../domain/period.ts'
import type { CutOff } from './cut-off.ts'
import { grouped } from './grouped.ts'

const day = z.string().refine(isDay)

const milestoneRow = z.object({
  projectId: z.number(),
  id: z.number(),
  name: z.string(),
  weight: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
})

/**
 * Milestones due in the month, those done in it, and earlier ones that were still open at its beginning; done only when
 * verified. Withdrawn ones count no more; those settled in an earlier month were counted there.
 */
export async function milestonesBy(tx: Tx, districtId: number, { month, end, day: on, knownBy }: CutOff) {
  const first = `${month}-01`
  const rows = await tx.$queryRaw`
    SELECT * FROM (
      SELECT m.project_id AS "projectId", m.id, m.name, m.weight::text AS weight, m.due_on::text AS "dueOn",
             CASE WHEN m.verified_at <= ${knownBy} AND m.done_on <= ${on}::date THEN m.done_on::text END AS "doneOn"
      FROM milestone m JOIN project p ON p.id = m.project_id
      WHERE p.district_id = ${districtId} AND (m.withdrawn_on IS NULL OR m.withdrawn_on > ${dayOf(knownBy)}::date)
    ) known
    WHERE ("dueOn" <= ${end} AND ("dueOn" >= ${first} OR "doneOn" IS NULL OR "doneOn" >= ${first}))
       OR ("doneOn" >= ${first} AND "doneOn" <= ${end})
    ORDER BY "dueOn", id`
  return grouped(z.array(milestoneRow).parse(rows), ({ projectId }) => projectId)
}

const problemRow = z.object({
  projectId: z.number(),
  id: z.number(),
  leadUnitId: z.number().nullable(),
  raisedUnitId: z.number().nullable(),
  dueOn: day,
  submittedOn: day.nullable(),
  level: z.number(),
})
export type ProblemRow = z.infer<typeof problemRow>

/** Problems due in the month, suspended ones left out; submitted for closing only when that was confirmed. */
export async function problemsDue(tx: Tx, districtId: number, { month, end, day: on, knownBy }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT project_id AS "projectId", id, lead_unit_id AS "leadUnitId", raised_unit_id AS "raisedUnitId",
           due_on::text AS "dueOn", level,
           CASE WHEN state = 'closed' AND closed_at <= ${knownBy} AND submitted_on <= ${on}::date
                THEN submitted_on::text END AS "submittedOn"
    FROM problem
    WHERE district_id = ${districtId} AND state <> 'suspended'
      AND due_on BETWEEN ${`${month}-01`}::date AND ${end}::date
    ORDER BY due_on, id`
  return z.array(problemRow).parse(rows)
}

const countRow = z.object({ projectId: z.number(), count: z.number() })

/** How many escalated problems of each project were submitted for closing in the month, on time, and are closed. */
export async function escalatedClosedBy(tx: Tx, districtId: number, { month, end, knownBy }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT project_id AS "projectId", count(*)::int AS count FROM problem
    WHERE district_id = ${districtId} AND level >= 2 AND state = 'closed' AND closed_at <= ${knownBy}
      AND submitted_on <= due_on AND submitted_on BETWEEN ${`${month}-01`}::date AND ${end}::date
    GROUP BY project_id`
  return new Map(
    z
      .array(countRow)
      .parse(rows)
      .map(({ projectId, count }) => [projectId, count]),
  )
}

const reportRow = z.object({
  projectId: z.number(),
  period: z.string(),
  onTime: z.boolean(),
  returned: z.boolean(),
})

/** The reports of the month, and the 旬 that the district was asked for. */
export async function reportsBy(tx: Tx, districtId: number, { month }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT project_id AS "projectId", period, on_time AS "onTime", ever_returned AS returned FROM report
    WHERE district_id = ${districtId} AND period BETWEEN ${`${month}-1`} AND ${`${month}-3`}`
  const asked = await tx.period.findMany({
    where: { districtId, askedAt: { not: null }, code: { gte: `${month}-1`, lte: `${month}-3` } },
    select: { code: true },
  })
  return {
    reports: grouped(z.array(reportRow).parse(rows), ({ projectId }) => projectId),
    asked: new Set(asked.map(({ code }) => code)),
  }
}

const inspectionRow = z.object({
  projectId: z.number(),
  reported: z.string(),
  verified: z.string(),
  released: z.boolean(),
})
export type InspectionRow = z.infer<typeof inspectionRow>

/**
 * 核查 that counts in the month, the greatest deviation of each project: of the month's own figures when found out in
 * time, and of earlier ones when found out in this month, after theirs was settled.
 */
export async function inspectionsBy(tx: Tx, districtId: number, { month, end, knownBy }: CutOff, settledOn: string) {
  const rows = await tx.$queryRaw`
    SELECT i.project_id AS "projectId", i.reported::text AS reported, i.verified::text AS verified,
           i.decided_by IS NOT NULL AS released
    FROM inspection i JOIN project p ON p.id = i.project_id
    WHERE p.district_id = ${districtId} AND i.inspected_on <= ${dayOf(knownBy)}::date
      AND (i.period LIKE ${`${month}%`}
           OR (i.period < ${month} AND i.inspected_on > ${settledOn}::date
               AND i.inspected_on BETWEEN ${`${month}-01`}::date AND ${end}::date))
    ORDER BY i.id`
  const worst = new Map<number, InspectionRow>()
  for (const row of z.array(inspectionRow).parse(rows)) {
    const known = worst.get(row.projectId)
    if (known === undefined || deviatesMore(row, known)) worst.set(row.projectId, row)
  }
  return worst
}

/** |reported − verified| ÷ verified, compared without dividing: nothing verified is the greatest deviation. */
function deviatesMore(a: InspectionRow, b: InspectionRow): boolean {
  const gap = ({ reported, verified }: InspectionRow) => new Exact(reported).sub(new Exact(verified)).abs()
  const [verifiedA, verifiedB] = [new Exact(a.verified).abs(), new Exact(b.verified).abs()]
  return gap(a).mul(verifiedB).gt(gap(b).mul(verifiedA))
}

const plateRow = z.object({ projectId: z.number(), month: z.string(), colour: plateColour })

/** The published plates of the year's earlier months, the oldest first. */
export async function earlierPlatesBy(tx: Tx, districtId: number, { month }: CutOff) {
  const rows = await tx.$queryRaw`
    SELECT project_id AS "projectId", month, colour::text AS colour FROM plate
    WHERE district_id = ${districtId} AND state = 'published' AND month >= ${`${yearOf(month)}-01`} AND month < ${month}
    ORDER BY month`
  return grouped(z.array(plateRow).parse(rows), ({ projectId }) => projectId)
}
