/** Writes the catalogue with the demonstration's promises, the permits with their steps, the figures of 政务服务. */
import type { Tx } from '../../src/database/client.ts'
import { dayToDb, instantAt } from '../../src/domain/calendar-day.ts'
import { countdown, type Limit, urgency } from '../../src/domain/permits/clock.ts'
import { eventsOf } from '../../src/domain/permits/steps.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { PermitWarning } from '../../src/generated/prisma/client.ts'
import { defaultItems, promiseOf, statutoryOf, unitInDb } from '../../src/services/permits/catalogue.ts'
import { columnsAfter } from '../../src/services/permits/move.ts'
import { warningOf } from '../../src/services/permits/watch.ts'
import { date } from '../figures.ts'
import { authorities, type PermitRow, permits, promises, serviceFigures, TOLD_BY } from '../permits.ts'
import { units } from '../units.ts'
import type { Roster } from './roster.ts'
import { lookUp } from './roster.ts'

const calendar = stateCalendar()

export async function writePermits(
  tx: Tx,
  {
    districtId,
    roster,
    project,
  }: { readonly districtId: number; readonly roster: Roster; readonly project: (name: string) => number },
): Promise<void> {
  const known = units.map(({ shortName }) => ({ id: roster.unit(shortName), shortName }))
  const items = await tx.permitItem.createManyAndReturn({
    data: defaultItems(districtId, known).map((item) => {
      const days = promises[item.code]
      const authority = authorities[item.code]
      return {
        ...item,
        ...(authority === undefined ? {} : { authorityUnitId: roster.unit(authority) }),
        ...(days === undefined ? {} : { promisedDays: days, promisedUnit: 'WORKDAY' as const }),
      }
    }),
  })
  const itemOf = (code: string) => {
    const item = items.find((one) => one.code === code)
    if (item === undefined) throw new RangeError(`no such permit: ${code}`)
    return item
  }
  const limitOf = (row: PermitRow): Limit | null => promiseOf(itemOf(row.code)) ?? statutoryOf(itemOf(row.code))
  const rows = await tx.permit.createManyAndReturn({
    data: permits.map((row, i) => {
      const item = itemOf(row.code)
      const limit = limitOf(row)
      const columns = columnsAfter(row.steps, limit, calendar)
      const accepted = columns.acceptedOn !== null && limit !== null
      return {
        ...{ districtId, projectId: project(row.project), itemId: item.id, authorityUnitId: item.authorityUnitId },
        ...columns,
        agentId: row.hasAgent ? roster.person('演示审批') : null,
        plannedOn: row.plannedOn === null ? null : date(row.plannedOn),
        ...(accepted
          ? { limitDays: limit.days, limitUnit: unitInDb(limit), limitPromised: promiseOf(item) !== null }
          : {}),
        number: columns.state === 'DONE' ? `演示〔${columns.closedOn?.getUTCFullYear() ?? ''}〕${i + 1}号` : null,
        warned:
          limit === null
            ? PermitWarning.NONE
            : warningOf(urgency(countdown(eventsOf(row.steps), limit, TOLD_BY, calendar))),
      }
    }),
    select: { id: true, projectId: true, itemId: true },
  })
  const idOf = lookUp(rows.map(({ id, projectId, itemId }) => [`${projectId} ${itemId}`, id]))
  await tx.permitStep.createMany({
    data: permits.flatMap((row) =>
      stepsOf(row, idOf(`${project(row.project)} ${itemOf(row.code).id}`), limitOf(row), roster),
    ),
  })
  await tx.serviceFigure.createMany({ data: serviceFigures.map((figure) => ({ districtId, ...figure })) })
}

function stepsOf({ steps }: PermitRow, permitId: number, limit: Limit | null, roster: Roster) {
  return steps.map(({ move, on, reason }, i) => ({
    ...{ permitId, move, reason, on: dayToDb(on), at: instantAt(on, '16:00'), personId: roster.person('演示审批') },
    dueOn: columnsAfter(steps.slice(0, i + 1), limit, calendar).dueOn,
  }))
}
