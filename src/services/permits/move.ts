/** One step of a permit: its day, what follows from it, the record of it. Of two people at once, one makes it. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { type Limit, promisedDay } from '../../domain/permits/clock.ts'
import {
  eventsOf,
  mayMove,
  type PermitMove,
  type PermitStep,
  showPermitMove,
  showPermitState,
  standingAfter,
} from '../../domain/permits/steps.ts'
import type { WorkCalendar } from '../../domain/workday.ts'
import { UserError } from '../../errors.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { type CatalogueItem, promiseOf, statutoryOf, unitInDb } from './catalogue.ts'
import { limitInForce } from './clock.ts'
import { type PermitRow, permitOf, stepsOf, withNames } from './find.ts'
import type { Subject } from './rights.ts'

export interface Moving {
  readonly move: PermitMove
  readonly on: Day
  readonly reason: string | null
  /** Of the document; with FINISH only. */
  readonly number: string | null
}

/** What a permit's own columns come to after the steps. */
export function columnsAfter(steps: readonly PermitStep[], limit: Limit | null, calendar: WorkCalendar) {
  const state = standingAfter(steps)
  const accepted = steps.findLast(({ move }) => move === 'ACCEPT')
  const closed = state === 'DONE' || state === 'REFUSED' ? (steps.at(-1)?.on ?? null) : null
  const dueOn = limit === null ? null : promisedDay(eventsOf(steps), limit, calendar)
  return {
    state,
    acceptedOn: accepted === undefined ? null : dayToDb(accepted.on),
    closedOn: closed === null ? null : dayToDb(closed),
    dueOn: dueOn === null ? null : dayToDb(dueOn),
  }
}

/** The limit that a permit is accepted with. */
export function limitToAccept(item: CatalogueItem | PermitRow['item']) {
  const promise = promiseOf(item)
  const limit = promise ?? statutoryOf(item)
  return {
    limitDays: limit?.days ?? null,
    limitUnit: limit === null ? null : unitInDb(limit),
    limitPromised: promise !== null,
  }
}

/** Throws the sentence when the step cannot follow on where the permit stands, or its day cannot be. */
export function mustMayMove(subject: Subject, { move, on }: Pick<Moving, 'move' | 'on'>, today: Day): void {
  const { project, item, permit } = subject
  const state = permit?.state ?? 'PREPARING'
  const line = `手续 ${project.shortName} ${item.name}`
  if (!mayMove(state, move)) throw new UserError(whyNot(subject, move), [line])
  mustHaveHappened(on, today, showPermitMove(move))
  const counted = permit === null ? [] : stepsOf(permit).filter((step) => step.move !== 'WAIVE' && step.move !== 'NEED')
  const last = counted.at(-1)
  if (last !== undefined && on < last.on) {
    throw new UserError(
      `${showPermitMove(move)}的日期 ${showDay(on)} 早于上一步（${showDay(last.on)}${showPermitMove(last.move)}），请核对日期`,
      [line],
    )
  }
}

/** '“施工许可证”还没有受理，不能办结。先发：手续 绿邦 施工许可证 受理 日期' */
function whyNot({ project, item, permit }: Subject, move: PermitMove): string {
  const state = permit?.state ?? 'PREPARING'
  const last = permit?.steps.at(-1)
  const when = last === undefined ? '' : `${showDay(dayFromDb(last.on))}`
  const line = `手续 ${project.shortName} ${item.name}`
  const cannot = `不能${showPermitMove(move)}`
  switch (state) {
    case 'PREPARING':
      return `“${item.name}”还没有受理，${cannot}。先发：${line} 受理 日期`
    case 'ACCEPTED':
      return move === 'ACCEPT' || move === 'RESUME'
        ? `“${item.name}”${when}已${last?.move === 'RESUME' ? '恢复' : '受理'}，正在计时，不用再记`
        : `“${item.name}”${when}已受理，${cannot}。没有办下来请发：${line} 不予许可 原因；记错了请发：${line} 撤回`
    case 'PAUSED':
      return move === 'PAUSE'
        ? `“${item.name}”${when}已经停表，不用再记`
        : `“${item.name}”从${when}起停表，${cannot}。先发：${line} 恢复 日期`
    case 'DONE':
      return `“${item.name}”${when}已办结，${cannot}。记错了请发：${line} 撤回`
    case 'REFUSED':
      return `“${item.name}”${when}不予许可，${cannot}。重新申请请发：${line} 受理 日期`
    case 'NOT_NEEDED':
      return `“${item.name}”已记为${showPermitState(state)}，${cannot}。先发：${line} 需要`
  }
}

/** Puts the permit on the project's list when it is not there yet. */
export async function listed(ctx: Context, { project, item, permit }: Subject): Promise<PermitRow> {
  if (permit !== null) return permit
  const { tx, district } = ctx
  await tx.permit.createMany({
    data: [{ districtId: district.id, projectId: project.id, itemId: item.id, authorityUnitId: item.authorityUnitId }],
    skipDuplicates: true,
  })
  const made = await permitOf(tx, project.id, item.id)
  if (made === null) throw new Error('a permit was not listed')
  await ctx.audit({ subject: 'permit', subjectId: made.id, before: null, after: factsOf(made) })
  return made
}

/** Makes the step and gives the permit as it stands then. The right to it was asked before. */
export async function movePermit(ctx: Context, subject: Subject, moving: Moving): Promise<PermitRow> {
  const permit = await locked(ctx.tx, await listed(ctx, subject))
  mustMayMove({ ...subject, permit }, moving, ctx.today)
  const { move, on, reason, number } = moving
  const limits = move === 'ACCEPT' ? limitToAccept(permit.item) : {}
  const limit = move === 'ACCEPT' ? (promiseOf(permit.item) ?? statutoryOf(permit.item)) : limitInForce(permit).limit
  const columns = columnsAfter([...stepsOf(permit), { move, on, reason }], limit, ctx.calendar)
  await ctx.tx.permitStep.create({
    data: {
      ...{ permitId: permit.id, move, reason, dueOn: columns.dueOn, at: ctx.at, personId: ctx.speaker.personId },
      on: dayToDb(on),
    },
  })
  return await store(ctx, permit, { ...columns, ...limits, number })
}

type Columns = ReturnType<typeof columnsAfter> & Partial<ReturnType<typeof limitToAccept>> & { number: string | null }

/** Keeps what the permit's columns come to, with an audit row. */
export async function store(ctx: Context, before: PermitRow, columns: Columns): Promise<PermitRow> {
  const after = await ctx.tx.permit.update({
    where: { id: before.id },
    // A number belongs to a permit that is done; a new step begins its warnings anew.
    data: { ...columns, number: columns.state === 'DONE' ? columns.number : null, warned: 'NONE' },
    include: withNames,
  })
  await ctx.audit({ subject: 'permit', subjectId: before.id, before: factsOf(before), after: factsOf(after) })
  return after
}

/** The row as it stands once nobody else is at it. */
export async function locked(tx: Tx, { id, projectId, itemId }: PermitRow): Promise<PermitRow> {
  await tx.$queryRaw`SELECT id FROM permit WHERE id = ${id} FOR UPDATE`
  const row = await permitOf(tx, projectId, itemId)
  if (row === null) throw new Error('a permit is gone')
  return row
}

/** What the audit keeps: no numbers of documents, no words of people. */
export function factsOf({ projectId, itemId, state, acceptedOn, closedOn, dueOn, plannedOn }: PermitRow) {
  const on = (date: Date | null) => (date === null ? null : dayFromDb(date))
  return {
    ...{ project: projectId, item: itemId, state },
    ...{ acceptedOn: on(acceptedOn), closedOn: on(closedOn), dueOn: on(dueOn), plannedOn: on(plannedOn) },
  }
}
