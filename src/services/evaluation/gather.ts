/**
 * Everything that a month's evaluation is computed from, as plain data (rules.md §6a), in a fixed number of queries
 * whatever the number of projects.
 */
import type { Tx } from '../../database/client.ts'
import { type Day, dayOf } from '../../domain/calendar-day.ts'
import type { ProjectMonthInput } from '../../domain/evaluation/input.ts'
import { lastDay, type Month, monthOf, previousTenDay, tenDay } from '../../domain/period.ts'
import type { Rules } from '../../domain/rules.ts'
import { NoticeKind } from '../../generated/prisma/client.ts'
import { periodState } from '../periods.ts'
import { type CutOff, lastTenDay } from './cut-off.ts'
import { curveReader } from './gather-curves.ts'
import {
  earlierPlatesBy,
  escalatedClosedBy,
  type InspectionRow,
  inspectionsBy,
  milestonesBy,
  type ProblemRow,
  problemsDue,
  reportsBy,
} from './gather-facts.ts'
import { permitsBy } from './gather-permits.ts'
import { type ProjectRow, projectRows } from './gather-projects.ts'

/** The input of every project in the month's assessment, in the order of the district's list. */
export async function gatherMonth(
  tx: Tx,
  districtId: number,
  cutOff: CutOff,
  rules: Rules,
): Promise<ProjectMonthInput[]> {
  // One after the other: a transaction is one connection.
  const rows = await projectRows(tx, districtId, cutOff)
  const curveOf = await curveReader(tx, districtId, cutOff, rules)
  const milestones = await milestonesBy(tx, districtId, cutOff)
  const due = ledByResponsible(rows, await problemsDue(tx, districtId, cutOff))
  const escalated = await escalatedClosedBy(tx, districtId, cutOff)
  const { reports, asked } = await reportsBy(tx, districtId, cutOff)
  const inspections = await inspectionsBy(tx, districtId, cutOff, await settledOn(tx, districtId, cutOff.month))
  const plates = await earlierPlatesBy(tx, districtId, cutOff)
  const permits = await permitsBy(tx, districtId, cutOff)
  return rows.map((row) => {
    const own = reports.get(row.id) ?? []
    const inspection = inspections.get(row.id)
    return {
      month: cutOff.month,
      projectId: row.id,
      name: row.name,
      unitId: row.unitId,
      plan: row.plan,
      yearToDate: row.yearToDate,
      curve: curveOf(row),
      start: startOf(row, cutOff),
      stopped: row.stopped && !row.exempt,
      exempt: row.exempt,
      disqualified: row.disqualified,
      milestones: (milestones.get(row.id) ?? []).map(({ projectId: _, ...milestone }) => milestone),
      permits: (permits.get(row.id) ?? []).map(({ name, plannedOn, doneOn }) => ({ name, plannedOn, doneOn })),
      problems: due.get(row.id) ?? [],
      reports: countedPeriods(row, cutOff.month)
        .map((period) => ({ period, report: own.find((report) => report.period === period) }))
        .filter(({ period, report }) => report !== undefined || asked.has(period))
        .map(({ period, report }) => ({
          period,
          onTime: report?.onTime ?? null,
          returned: report?.returned ?? false,
        })),
      inspection: inspectionOf(inspection),
      completion: completionOf(row, cutOff),
      escalatedClosed: escalated.get(row.id) ?? 0,
      plates: (plates.get(row.id) ?? []).map(({ month, colour }) => ({ month, colour })),
    }
  })
}

/** `released` is only there when a person has decided, so that older snapshots read the same. */
function inspectionOf(found: InspectionRow | undefined): ProjectMonthInput['inspection'] {
  if (found === undefined) return null
  const { reported, verified, released } = found
  return { reported, verified, ...(released ? { released } : {}) }
}

/** E looks at the problems that the responsible unit leads and did not raise itself. */
function ledByResponsible(
  rows: readonly ProjectRow[],
  problems: readonly ProblemRow[],
): ReadonlyMap<number, ProjectMonthInput['problems']> {
  const unitOf = new Map(rows.map(({ id, unitId }) => [id, unitId]))
  const found = new Map<number, ProjectMonthInput['problems']>()
  for (const { projectId, leadUnitId, raisedUnitId, id, dueOn, submittedOn, level } of problems) {
    const unit = unitOf.get(projectId) ?? null
    if (unit === null || leadUnitId !== unit || raisedUnitId === unit) continue
    found.set(projectId, [...(found.get(projectId) ?? []), { id, dueOn, submittedOn, level }])
  }
  return found
}

/** A fact after the cut-off is not there yet. */
function startOf(row: ProjectRow, { day }: CutOff): ProjectMonthInput['start'] {
  const by = (on: Day | null) => (on !== null && on <= day ? on : null)
  if (row.nature === 'new') {
    return { kind: 'start', plannedOn: row.plannedStart, verifiedOn: by(row.verifiedStart) }
  }
  if (row.plannedResume === null) return null
  return { kind: 'resumption', plannedOn: row.plannedResume, verifiedOn: by(row.verifiedResume) }
}

function completionOf(row: ProjectRow, { month }: CutOff): ProjectMonthInput['completion'] {
  const doneOn = row.verifiedCompletion
  return doneOn?.startsWith(month) ? { plannedOn: row.plannedCompletion, doneOn } : null
}

/** The 旬 of the month in which the project counted: from the one in which its first plan of the year began to hold. */
function countedPeriods({ countsFrom }: ProjectRow, month: Month): string[] {
  return [1, 2, 3].map((part) => tenDay(`${month}-${part}`)).filter((period) => lastDay(period) >= countsFrom)
}

/** The day on which the month before was settled: published, else cut off; what was found out later is for this month. */
async function settledOn(tx: Tx, districtId: number, month: Month): Promise<string> {
  const before = monthOf(previousTenDay(tenDay(`${month}-1`)))
  const key = { districtId, kind: NoticeKind.EVALUATION, period: before }
  const notice = await tx.notice.findUnique({
    where: { districtId_kind_period: key },
    select: { publishedAt: true },
  })
  const { lockedAt } = await periodState(tx, districtId, lastTenDay(before))
  const at = notice?.publishedAt ?? lockedAt
  return at === null ? lastDay(lastTenDay(before)) : dayOf(at)
}
