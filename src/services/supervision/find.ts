/** Orders as they are read: one by its number or draft, or a list by what is asked for. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb } from '../../domain/calendar-day.ts'
import { OPEN, orderDaysOverdue, showOrderNumber } from '../../domain/order.ts'
import type { OrderRef } from '../../domain/order-read.ts'
import { UserError } from '../../errors.ts'
import type { OrderState, Prisma } from '../../generated/prisma/client.ts'

const withNames = {
  project: { select: { id: true, shortName: true, name: true } },
  leadUnit: { select: { id: true, shortName: true, name: true } },
  coUnits: { select: { unit: { select: { id: true, shortName: true, name: true } } }, orderBy: { unitId: 'asc' } },
  draftedBy: { select: { id: true, name: true } },
  signedBy: { select: { id: true, name: true, title: true } },
} satisfies Prisma.SupervisionOrderInclude

export type OrderRow = Prisma.SupervisionOrderGetPayload<{ include: typeof withNames }>

interface Place {
  readonly tx: Tx
  readonly district: DistrictRef
}

/** What a reader may see at all; an order outside it is answered like one that does not exist. */
type Within = Prisma.SupervisionOrderWhereInput

/** The district's order of that id; throws the sentence when there is none. */
export async function orderWithId({ tx, district }: Place, id: number, within: Within = {}): Promise<OrderRow> {
  const order = await tx.supervisionOrder.findFirst({
    where: { AND: [{ id, districtId: district.id }, within] },
    include: withNames,
  })
  if (order === null) throw new UserError(`没有拟稿 ${id}。发“督办 待签发”看全部拟稿`, ['督办 待签发'])
  return order
}

/** The order that was named; without a year the newest one of that number. Throws the sentence when there is none. */
export async function orderOf(place: Place, ref: OrderRef, within: Within): Promise<OrderRow> {
  if (ref.by === 'draft') return await orderWithId(place, ref.id, within)
  const { kind, year, number } = ref
  const order = await place.tx.supervisionOrder.findFirst({
    where: { AND: [{ districtId: place.district.id, kind, number, year: year ?? { not: null } }, within] },
    include: withNames,
    orderBy: { year: 'desc' },
  })
  if (order !== null) return order
  const said =
    year === null
      ? showOrderNumber({ kind, year: 0, number }).replace('〔0〕', '')
      : showOrderNumber({ kind, year, number })
  throw new UserError(`没有${said}。发“督办”看全部`, ['督办'])
}

/** Every order of a number, of whatever kind and year: 督办单 first, the newest year first. */
export async function ordersNumbered({ tx, district }: Place, number: number, within: Within): Promise<OrderRow[]> {
  const rows = await tx.supervisionOrder.findMany({
    where: { AND: [{ districtId: district.id, number, year: { not: null } }, within] },
    include: withNames,
    orderBy: [{ year: 'desc' }, { id: 'desc' }],
  })
  const after = ({ kind }: OrderRow): number => (kind === 'SUPERVISION' ? 0 : 1)
  return rows.toSorted((a, b) => after(a) - after(b))
}

/** '督办〔2026〕003号'; what was never signed is '拟稿12'. It is typed as it is shown. */
export function orderName({ id, kind, year, number }: Pick<OrderRow, 'id' | 'kind' | 'year' | 'number'>): string {
  return year === null || number === null ? `拟稿${id}` : showOrderNumber({ kind, year, number })
}

/** '督办003': for a button, which has no room for more; what it types is the whole name. */
export function orderLabel(order: Pick<OrderRow, 'id' | 'kind' | 'year' | 'number'>): string {
  return orderName(order).replace(/〔\d+〕|号$/g, '')
}

/** '督办〔2026〕003号 示例甲 关键设备未到货' */
export function orderLine(order: OrderRow): string {
  return `${orderName(order)} ${order.project.shortName} ${order.matter}`
}

export interface OrderFilter {
  /** Default: those under way. */
  readonly states?: readonly OrderState[]
  readonly projectId?: number
  readonly unitId?: number
  readonly overdue?: boolean
  /** What the reader may see at all. */
  readonly within: Within
}

/** Orders by what is asked for: the longest overdue first, then by due day. */
export async function listOrders({ tx, district }: Place, filter: OrderFilter, today: Day): Promise<OrderRow[]> {
  const { states = OPEN, projectId, unitId, overdue = false, within } = filter
  const rows = await tx.supervisionOrder.findMany({
    where: {
      AND: [
        { districtId: district.id, state: { in: [...states] } },
        projectId === undefined ? {} : { projectId },
        unitId === undefined ? {} : { OR: [{ leadUnitId: unitId }, { coUnits: { some: { unitId } } }] },
        within,
      ],
    },
    include: withNames,
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  })
  const sorted = rows.toSorted((a, b) => overdueDays(b, today) - overdueDays(a, today))
  return overdue ? sorted.filter((row) => overdueDays(row, today) > 0) : sorted
}

/** Whole days past its due day while the lead unit has to act. */
export function overdueDays({ state, dueOn }: Pick<OrderRow, 'state' | 'dueOn'>, today: Day): number {
  return orderDaysOverdue(state, dueOn === null ? null : dayFromDb(dueOn), today)
}

/** The steps of an order, the oldest first. */
export async function orderSteps(tx: Tx, orderId: number) {
  return await tx.orderStep.findMany({
    where: { orderId },
    orderBy: { id: 'asc' },
    include: { person: { select: { name: true } } },
  })
}
