/** 会商联审: called by 审批局 with its matter, day and units; concluded, or called off. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { JointState, type Prisma } from '../../generated/prisma/client.ts'
import { enterpriseOf } from '../enterprise/find.ts'
import { mustServeAll } from '../enterprise/rights.ts'
import { tellAgents, tellContacts } from '../enterprise/tell.ts'
import { tellUnits } from '../problems/tell.ts'
import { type JointRow, jointLine, jointNumbered } from './find.ts'

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

export interface Calling {
  readonly matter: string
  readonly on: Day
  /** Short names. */
  readonly units: readonly string[]
}

/** 召集: the units, the agents and the enterprise hear of it. */
export async function callJoint(ctx: Context, project: ProjectRef, calling: Calling): Promise<JointRow> {
  mustServeAll(ctx, '召集会商')
  const { matter, on, units } = calling
  if (on < ctx.today) throw new UserError(`${showDay(on)}已经过了，请写今天以后的日期`)
  const unitIds = await idsOf(ctx, units)
  const { id } = await ctx.tx.jointReview.create({
    data: {
      districtId: ctx.district.id,
      projectId: project.id,
      matter,
      heldOn: dayToDb(on),
      calledBy: ctx.speaker.personId,
      units: { create: unitIds.map((unitId) => ({ unitId })) },
    },
    select: { id: true },
  })
  const row = await jointNumbered(ctx, id)
  await ctx.audit({ subject: 'joint', subjectId: id, before: null, after: jointFacts(row) })
  await tellAround(ctx, row, {
    text: `会商联审：${jointLine(row)}`,
    detail: `${showDay(on)}，${units.length === 0 ? '参会单位另行通知' : `参会 ${units.join('、')}`}`,
  })
  return row
}

/** 结论: what was agreed on; a later one replaces it, the audit tells that it did. */
export async function concludeJoint(ctx: Context, row: JointRow, conclusion: string): Promise<JointRow> {
  const after = await change(ctx, row, { conclusion, state: JointState.CONCLUDED, concludedAt: ctx.now }, '写结论')
  await tellAround(ctx, after, { text: `会商结论：${jointLine(after)}`, detail: conclusion })
  return after
}

/** 取消, with the reason. */
export async function cancelJoint(ctx: Context, row: JointRow, reason: string): Promise<JointRow> {
  if (row.tasks.length > 0) throw new UserError(`${row.id} 号会商已经定了任务，不能取消`, [`会商 ${row.id}`])
  const after = await change(ctx, row, { state: JointState.CANCELLED, conclusion: reason }, '取消会商')
  await tellAround(ctx, after, { text: `会商取消：${jointLine(after)}`, detail: reason })
  return after
}

/** Throws the sentence when the 会商 was called off. */
export function mustStand({ id, state }: Pick<JointRow, 'id' | 'state'>): void {
  if (state === JointState.CANCELLED) throw new UserError(`${id} 号会商已经取消`)
}

/** What the audit keeps: no words of people. */
export function jointFacts({ projectId, state, heldOn, units, tasks, promises }: JointRow) {
  return {
    project: projectId,
    jointState: state,
    heldOn: dayFromDb(heldOn),
    units: units.length,
    tasks: tasks.length,
    promises: promises.length,
  }
}

async function change(
  ctx: Context,
  row: JointRow,
  data: Prisma.JointReviewUncheckedUpdateInput,
  what: string,
): Promise<JointRow> {
  mustServeAll(ctx, what)
  mustStand(row)
  await ctx.tx.jointReview.update({ where: { id: row.id }, data })
  const after = await jointNumbered(ctx, row.id)
  await ctx.audit({ subject: 'joint', subjectId: row.id, before: jointFacts(row), after: jointFacts(after) })
  return after
}

async function tellAround(ctx: Context, row: JointRow, news: { text: string; detail: string }): Promise<void> {
  const by = ctx.speaker.personId
  const item = { ...news, matter: `joint:${row.id}` }
  await tellUnits(
    ctx,
    row.units.map(({ unit }) => unit.id),
    item,
    by,
  )
  await tellAgents(ctx, row.project.id, item, by)
  const enterprise = await enterpriseOf(ctx.tx, row.project.id)
  await tellContacts(ctx, enterprise?.id ?? null, item, by)
}

async function idsOf({ tx, district }: Context, shortNames: readonly string[]): Promise<number[]> {
  const rows = await tx.unit.findMany({
    where: { districtId: district.id, shortName: { in: [...shortNames] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}
