/** Writes the 督办单 of the demonstration, with their steps and the numbers that are given away. */
import type { Tx } from '../../src/database/client.ts'
import { day, dayToDb, instantAt } from '../../src/domain/calendar-day.ts'
import { orderDueOn } from '../../src/domain/order.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import { date } from '../figures.ts'
import { YEAR } from '../moment.ts'
import { type OrderRow, orders } from '../orders.ts'
import type { Place } from './reports.ts'

const calendar = stateCalendar()

export async function writeOrders(tx: Tx, place: Place): Promise<void> {
  const { districtId, roster } = place
  const made = await tx.supervisionOrder.createManyAndReturn({
    data: orders.map((row) => orderData(place, row)),
    select: { id: true, matter: true },
  })
  const idOf = new Map(made.map(({ id, matter }) => [matter, id]))
  const each = orders.map((row) => ({ row, orderId: idOf.get(row.matter) ?? 0 }))
  await tx.orderCoUnit.createMany({
    data: each.flatMap(({ row, orderId }) => row.co.map((name) => ({ orderId, unitId: roster.unit(name) }))),
  })
  await tx.orderStep.createMany({
    data: each.flatMap(({ row, orderId }) =>
      row.steps.map(({ move, state, at, by, text }) => ({
        ...{ orderId, move, state, text, at: moment(at), personId: roster.person(by) },
      })),
    ),
  })
  await tx.orderCounter.createMany({ data: counters(districtId) })
}

/** The last number of each kind. */
function counters(districtId: number): Prisma.OrderCounterCreateManyInput[] {
  const last = new Map<OrderRow['kind'], number>()
  for (const { kind, signed } of orders) {
    if (signed !== null) last.set(kind, Math.max(signed.number, last.get(kind) ?? 0))
  }
  return [...last].map(([kind, number]) => ({ districtId, kind, year: YEAR, last: number }))
}

function orderData({ districtId, roster, project }: Place, row: OrderRow): Prisma.SupervisionOrderCreateManyInput {
  const { kind, state, matter, demand, basis, limitDays, lead, drafter, signed, closed } = row
  return {
    ...{ districtId, kind, state, matter, demand, basis, limitDays, projectId: project(row.project) },
    ...{
      leadUnitId: roster.unit(lead),
      draftedById: roster.person(drafter),
      createdAt: moment(row.steps[0]?.at ?? ''),
    },
    ...(signed === null
      ? {}
      : {
          ...{ year: YEAR, number: signed.number, signedById: roster.person(signed.by), issuedOn: date(signed.on) },
          dueOn: dayToDb(orderDueOn(calendar, kind, day(signed.on), limitDays)),
        }),
    ...(closed === null
      ? {}
      : {
          ...{ feedback: closed.feedback, evidence: closed.evidence, review: '同意办结' },
          ...{ submittedOn: date(closed.submittedOn), closedAt: moment(closed.at) },
        }),
  }
}

/** '2023-08-16 09:30' */
function moment(text: string): Date {
  const [on = '', time = ''] = text.split(' ')
  return instantAt(day(on), time)
}
