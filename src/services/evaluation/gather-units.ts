/** The units of a month with what is theirs besides their projects: problems they lead, and of whom 审批 is judged. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { addDays, dayToDb, instantAt } from '../../domain/calendar-day.ts'
import type { ApprovalInput } from '../../domain/evaluation/unit-month-detail.ts'
import type { UnitGroup } from '../../domain/unit-group.ts'
import type { CutOff } from './cut-off.ts'
import { problemsDue } from './gather-facts.ts'
import { permitsPromisedBy } from './gather-permits.ts'

export interface UnitFacts {
  readonly id: number
  readonly name: string
  readonly group: UnitGroup
  /** Null: not an 审批要素部门. */
  readonly approval: ApprovalInput | null
  readonly overdueProblems: number
}

/** All units that exist at the month's end, in the order in which they were made. */
export async function gatherUnits(tx: Tx, districtId: number, cutOff: CutOff): Promise<UnitFacts[]> {
  const units = await tx.unit.findMany({
    where: { districtId, OR: [{ until: null }, { until: { gt: dayToDb(cutOff.end) } }] },
    select: { id: true, shortName: true, group: true },
    orderBy: { id: 'asc' },
  })
  const due = await problemsDue(tx, districtId, cutOff)
  const overdue = await overdueBy(tx, districtId, cutOff)
  const permits = await permitsPromisedBy(tx, districtId, cutOff)
  return units.map(({ id, shortName, group }) => ({
    id,
    name: shortName,
    group,
    approval:
      group === 'APPROVAL'
        ? {
            permits: (permits.get(id) ?? []).map(({ name, promisedOn, doneOn }) => ({ name, promisedOn, doneOn })),
            problems: due
              .filter(({ leadUnitId, raisedUnitId }) => leadUnitId === id && raisedUnitId !== id)
              .map(({ id: problem, dueOn, submittedOn, level }) => ({ id: problem, dueOn, submittedOn, level })),
          }
        : null,
    overdueProblems: overdue.get(id) ?? 0,
  }))
}

const countRows = z.array(z.object({ unitId: z.number(), count: z.number() }))

/** Problems by lead unit that were past their day at the month's end and not submitted for closing by then. */
async function overdueBy(tx: Tx, districtId: number, { end }: CutOff): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.$queryRaw`
    SELECT lead_unit_id AS "unitId", count(*)::int AS count FROM problem
    WHERE district_id = ${districtId} AND lead_unit_id IS NOT NULL AND state <> 'suspended'
      AND due_on < ${end}::date AND raised_at < ${instantAt(addDays(end, 1), '00:00')}
      AND (submitted_on IS NULL OR submitted_on > ${end}::date OR state NOT IN ('confirming', 'closed'))
    GROUP BY lead_unit_id`
  return new Map(countRows.parse(rows).map(({ unitId, count }) => [unitId, count]))
}
