/** Drafts of orders: from a problem, from a plate or by hand. Nothing signs itself: a draft reaches no unit (rules.md §7). */

import { dayFromDb, dayOf } from '../../domain/calendar-day.ts'
import { type OrderKind, showOrderKind, usualDemand } from '../../domain/order.ts'
import { daysOverdue } from '../../domain/problem.ts'
import type { Rules } from '../../domain/rules.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind, type Prisma } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { heldOn } from '../people.ts'
import { type OrderRow, orderLine, orderWithId } from './find.ts'
import { makeOrderStep, orderFacts } from './move.ts'
import { tellSigners } from './tell.ts'

export interface Drafting {
  readonly kind: OrderKind
  readonly projectId: number
  readonly matter: string
  /** Null: the usual sentence. */
  readonly demand: string | null
  /** Null: the project's responsible unit. */
  readonly leadUnitId: number | null
  readonly coUnitIds: readonly number[]
  /** Working days (挂牌: calendar days); null: the district's limit of the kind. */
  readonly limitDays: number | null
  /** What it rests on, in the words of whoever drafts it. */
  readonly basis: string | null
  /** The person; null: the program. */
  readonly by: number | null
  /** Null: drafted by hand. */
  readonly origin: Origin | null
}

interface Origin {
  /** With project and kind it is drafted once. */
  readonly source: string
  readonly problemId: number | null
}

/** The district's limit of a kind: working days, for 挂牌 calendar days. */
export function limitOf({ supervision }: Rules, kind: OrderKind): number {
  const limits = {
    REMINDER: supervision.reminderDays,
    SUPERVISION: supervision.supervisionDays,
    LISTED: supervision.listedDays,
  }
  return limits[kind]
}

/** Stores a draft by hand, and tells whoever signs. */
export async function draftOrder(acting: Acting, drafting: Omit<Drafting, 'origin'>): Promise<OrderRow> {
  const order = await storeDraft(acting, { ...drafting, origin: null })
  if (order === null) throw new Error('a draft without a source was taken for one that is there')
  await tellDraft(acting, order, drafting.by)
  return order
}

/**
 * Stores a draft with its first step, and tells nobody; null: the project has one of the kind from this source. The only
 * writer of drafts.
 */
export async function storeDraft(acting: Acting, drafting: Drafting): Promise<OrderRow | null> {
  const { tx, now, audit } = acting
  const { by, coUnitIds, origin } = drafting
  const [made] = await tx.supervisionOrder.createManyAndReturn({
    data: [await dataOf(acting, drafting)],
    skipDuplicates: true,
    select: { id: true },
  })
  if (made === undefined) return null
  const { id } = made
  await setCoUnits(acting, id, coUnitIds)
  const text = by === null ? (origin?.source ?? null) : null
  await tx.orderStep.create({ data: { orderId: id, move: 'DRAFT', state: 'DRAFT', at: now, personId: by, text } })
  const order = await orderWithId(acting, id)
  await audit({ subject: 'order', subjectId: id, before: null, after: orderFacts(order) })
  return order
}

/**
 * Stores the draft that a problem gives, once per problem and kind (`fresh` false: it was there), and tells whoever
 * signs. Throws the sentence when the district has no such problem.
 *
 * @param by who proposes it; null: the program
 */
export async function draftFromProblem(
  acting: Acting,
  problemId: number,
  by: number | null,
  kind: OrderKind = 'SUPERVISION',
): Promise<{ order: OrderRow; fresh: boolean }> {
  const { tx, district, now } = acting
  const problem = await tx.problem.findFirst({
    where: { id: problemId, districtId: district.id },
    include: { coUnits: true },
  })
  if (problem === null) throw new UserError(`没有 ${problemId} 号问题。发“问题清单”看全部`, ['问题清单'])
  const { projectId, statement, demand, leadUnitId, coUnits, state, dueOn } = problem
  const over = daysOverdue(state, dueOn === null ? null : dayFromDb(dueOn), dayOf(now))
  const origin = { source: `${problemId} 号问题${over > 0 ? '逾期' : ''}`, problemId }
  const known = await tx.supervisionOrder.findFirst({ where: { problemId, kind, state: { not: 'VOID' } } })
  if (known !== null) return { order: await orderWithId(acting, known.id), fresh: false }
  const drafting = {
    ...{ kind, projectId, demand, leadUnitId, by, limitDays: null, basis: null },
    matter: over > 0 ? `${statement}（${problemId} 号问题已超期 ${over} 天）` : `${statement}（${problemId} 号问题）`,
    coUnitIds: coUnits.map(({ unitId }) => unitId),
    origin,
  }
  const order = await storeDraft(acting, drafting)
  if (order === null) {
    const { source } = origin
    const before = await tx.supervisionOrder.findUniqueOrThrow({
      where: { projectId_kind_source_voided: { projectId, kind, source, voided: 0 } },
    })
    return { order: await orderWithId(acting, before.id), fresh: false }
  }
  await tellDraft(acting, order, by)
  return { order, fresh: true }
}

async function dataOf(
  { tx, district, now, rules }: Acting,
  drafting: Drafting,
): Promise<Prisma.SupervisionOrderCreateManyInput> {
  const { kind, projectId, matter, demand, leadUnitId, basis, by, origin } = drafting
  const limitDays = drafting.limitDays ?? limitOf(rules, kind)
  const own = await tx.assignment.findFirst({
    where: { projectId, kind: AssignmentKind.UNIT, ...heldOn(dayOf(now)) },
    orderBy: [{ since: 'desc' }, { id: 'desc' }],
  })
  return {
    ...{ districtId: district.id, kind, projectId, matter, basis, limitDays, draftedById: by },
    demand: demand ?? usualDemand(kind, limitDays),
    leadUnitId: leadUnitId ?? own?.unitId ?? null,
    ...origin,
  }
}

async function tellDraft(acting: Acting, order: OrderRow, by: number | null): Promise<void> {
  const { id } = order
  const item = {
    text: `${showOrderKind(order.kind)}待签发：${orderLine(order)}`,
    detail: `拟稿没有发给任何单位。看原文请发：督办 拟稿${id}；签发请发：签发 ${id}`,
    way: { label: `看拟稿${id}`, action: `督办 拟稿${id}` },
    matter: `signing:${id}`,
  }
  await tellSigners(acting, order, item, by)
}

/** What is absent stays as it is. */
export interface Revising {
  readonly matter?: string
  /** Null: the usual sentence. */
  readonly demand?: string | null
  readonly leadUnitId?: number
  readonly coUnitIds?: readonly number[]
  readonly limitDays?: number
  /** Null: none any more. */
  readonly basis?: string | null
}

/** 改稿. The usual demand names the limit: it goes with the limit, unless somebody has written another one. */
export async function reviseDraft(
  acting: Acting,
  order: OrderRow,
  revising: Revising,
  by: number | null,
): Promise<OrderRow> {
  const { coUnitIds, demand = order.demand, ...given } = revising
  const { kind } = order
  const isUsual = demand === null || demand === usualDemand(kind, order.limitDays)
  const change = { ...given, demand: isUsual ? usualDemand(kind, given.limitDays ?? order.limitDays) : demand }
  await makeOrderStep(acting, order, { move: 'REVISE', by, change })
  await setCoUnits(acting, order.id, coUnitIds ?? order.coUnits.map(({ unit }) => unit.id))
  return await orderWithId(acting, order.id)
}

/** The lead unit is no co-unit of its own. */
async function setCoUnits({ tx }: Acting, orderId: number, unitIds: readonly number[]): Promise<void> {
  const { leadUnitId } = await tx.supervisionOrder.findUniqueOrThrow({
    where: { id: orderId },
    select: { leadUnitId: true },
  })
  await tx.orderCoUnit.deleteMany({ where: { orderId } })
  const others = [...new Set(unitIds)].filter((unitId) => unitId !== leadUnitId)
  await tx.orderCoUnit.createMany({ data: others.map((unitId) => ({ orderId, unitId })) })
}
