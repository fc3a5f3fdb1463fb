/**
 * What a 会商 sets: tasks with a unit and a date, and promised dates of permits. A task is a problem of the list from
 * its first moment, assigned to its unit: it is reminded, escalated and closed with evidence as any other (rules.md §7).
 */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { ProblemSource } from '../../generated/prisma/client.ts'
import { enterpriseOf } from '../enterprise/find.ts'
import { mustServeAll } from '../enterprise/rights.ts'
import { tellAgents, tellContacts } from '../enterprise/tell.ts'
import { catalogueOf } from '../permits/catalogue.ts'
import { changePermit } from '../permits/change.ts'
import { permitOf } from '../permits/find.ts'
import type { Subject } from '../permits/rights.ts'
import { assignProblem } from '../problems/assign.ts'
import { problemNumbered } from '../problems/find.ts'
import { storeProblem } from '../problems/raise.ts'
import { type JointRow, jointLine, jointNumbered } from './find.ts'
import { jointFacts, mustStand } from './reviews.ts'

export interface Task {
  /** Short name. */
  readonly unit: string
  readonly dueOn: Day
  readonly text: string
}

/** Sets the tasks; each is told to its unit as an assigned problem. */
export async function setTasks(ctx: Context, row: JointRow, tasks: readonly Task[]): Promise<JointRow> {
  mustServeAll(ctx, '定会商任务')
  mustStand(row)
  for (const task of tasks) await setTask(ctx, row, task)
  return await recorded(ctx, row)
}

async function setTask(ctx: Context, row: JointRow, { unit, dueOn, text }: Task): Promise<void> {
  if (dueOn < ctx.today) throw new UserError(`办结日期 ${showDay(dueOn)} 已经过了，请写今天以后的日期`)
  const { speaker, tx } = ctx
  const { problem, fresh } = await storeProblem(ctx, {
    project: row.project,
    category: '手续',
    statement: text,
    raisedBy: { personId: speaker.personId, name: speaker.name, unitId: speaker.unitIds[0] ?? null },
    at: ctx.at,
    source: ProblemSource.JOINT,
  })
  if (!fresh) throw new UserError(`“${text}”已经在问题清单里，是 ${problem.id} 号`, [`问题清单 ${problem.id}`])
  await assignProblem(ctx, await problemNumbered(ctx, problem.id), {
    unit,
    coUnits: [],
    dueOn,
    demand: `${row.id} 号会商定：${text}`,
  })
  await tx.jointTask.create({ data: { reviewId: row.id, problemId: problem.id } })
  const known = await tx.unit.findFirst({ where: { districtId: ctx.district.id, shortName: unit } })
  if (known === null) return
  const key = { reviewId: row.id, unitId: known.id }
  await tx.jointReviewUnit.upsert({ where: { reviewId_unitId: key }, create: key, update: {} })
}

interface Promised {
  readonly row: JointRow
  /** What the date runs against, in sentences: the permit's own limit, a day off. */
  readonly caveats: readonly string[]
}

/** The permit's promised date, which the agents and the enterprise hear; a later one of the same permit replaces it. */
export async function promisePermit(ctx: Context, row: JointRow, permit: string, on: Day): Promise<Promised> {
  mustServeAll(ctx, '定手续承诺日')
  mustStand(row)
  if (on < ctx.today) throw new UserError(`${showDay(on)}已经过了，请写今天以后的日期`)
  await ctx.tx.jointPromise.deleteMany({ where: { reviewId: row.id, permit } })
  await ctx.tx.jointPromise.create({ data: { reviewId: row.id, permit, promisedOn: dayToDb(on) } })
  const known = await permitCalled(ctx, row, permit)
  const limit = dayOrNull(known?.permit?.state === 'DONE' ? null : (known?.permit?.dueOn ?? null))
  const later = limit !== null && on > limit
  if (known !== null && !later) await planPermit(ctx, known, on)
  const told = later ? `（时限 ${showDay(limit)}不变）` : ''
  const item = {
    text: `${row.project.shortName} ${permit}承诺 ${showDay(on)}前办结${told}`,
    detail: jointLine(row),
    matter: `joint:${row.id}/${permit}`,
  }
  const by = ctx.speaker.personId
  await tellAgents(ctx, row.project.id, item, by)
  const enterprise = await enterpriseOf(ctx.tx, row.project.id)
  await tellContacts(ctx, enterprise?.id ?? null, item, by)
  const caveats = [
    ...(later ? [`承诺日 ${showDay(on)}晚于这项手续的时限 ${showDay(limit)}，仍按 ${showDay(limit)}计时`] : []),
    ...(ctx.calendar.isWorkday(on)
      ? []
      : [`${showDay(on)}不是工作日，请核对；要改请再发：会商 ${row.id} 手续 ${permit} 日期`]),
  ]
  return { row: await recorded(ctx, row), caveats }
}

/** The permit of the project by its catalogue name; null: the catalogue does not know it. */
async function permitCalled({ tx, district }: Context, { project }: JointRow, name: string): Promise<Subject | null> {
  const item = (await catalogueOf(tx, district.id)).find((one) => one.name === name)
  return item === undefined ? null : { project, item, permit: await permitOf(tx, project.id, item.id) }
}

/**
 * The promise becomes the permit's planned date, which its on-time rate looks at; a date that was set before stays unless
 * the promise is an earlier one: a 会商 does not give more time.
 */
async function planPermit(ctx: Context, subject: Subject, on: Day): Promise<void> {
  const planned = dayOrNull(subject.permit?.plannedOn ?? null)
  if (subject.permit?.state === 'DONE' || (planned !== null && planned <= on)) return
  await changePermit(ctx, subject, { kind: 'plan', on })
}

function dayOrNull(date: Date | null): Day | null {
  return date === null ? null : dayFromDb(date)
}

async function recorded(ctx: Context, row: JointRow): Promise<JointRow> {
  const after = await jointNumbered(ctx, row.id)
  await ctx.audit({ subject: 'joint', subjectId: row.id, before: jointFacts(row), after: jointFacts(after) })
  return after
}
