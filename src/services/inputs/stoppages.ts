/** 停工, 冬歇 and 复工: dated rows; a stop that was recorded by mistake is closed on the day it began and shown as 撤销. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Project, ProjectStage, type Stoppage } from '../../generated/prisma/client.ts'
import { type Fact, factDays, lastStop, mustBePossible, reportedColumn, showFact } from './facts.ts'
import { tellOfficeInBundle } from './project-people.ts'
import { mustHaveHappened } from './reading.ts'
import { recordInput } from './record.ts'

export interface Stopping {
  readonly since: Day
  readonly isWinter: boolean
  readonly reason: string
}

/** '停工' or '冬歇' */
export function showStop({ isWinter }: Pick<Stoppage, 'isWinter'>): string {
  return isWinter ? '冬歇' : '停工'
}

/** Records that the project stands still from a day on. */
export async function stop(ctx: Context, project: Project, stopping: Stopping): Promise<void> {
  await mustBeStoppable(ctx, project, stopping.since)
  const { since, isWinter, reason } = stopping
  const { id } = await ctx.tx.stoppage.create({
    data: { projectId: project.id, since: dayToDb(since), isWinter, reason },
  })
  await recordInput(ctx, {
    subject: 'stoppage',
    subjectId: id,
    before: null,
    after: { projectId: project.id, stoppedOn: since, isWinter },
  })
  await tell(ctx, `${project.shortName} ${showDay(since)}起${showStop({ isWinter })}`, `原因：${reason}`)
}

async function mustBeStoppable(ctx: Context, project: Project, since: Day): Promise<void> {
  mustHaveHappened(since, ctx.today, '停工')
  const last = await lastStop(ctx.tx, project.id)
  if (last === null) return
  const { shortName } = project
  if (last.until === null) {
    throw new UserError(
      `${shortName}已经登记${showDay(dayFromDb(last.since))}起${showStop(last)}，复工请发：停复工 ${shortName} 复工 日期`,
      [`停复工 ${shortName}`],
    )
  }
  if (since < dayFromDb(last.until)) {
    throw new UserError(`${showFullDay(since)}早于上次复工的 ${showFullDay(dayFromDb(last.until))}，请核对`)
  }
}

export interface Resumed {
  /** The stop that ended; null: the year's resumption without a stop on record. */
  readonly ended: Stoppage | null
  /** It is the planned resumption of a 续建 project and waits to be verified. */
  readonly waits: boolean
}

/** Records that the project works again: its stop ends, and the planned resumption of a 续建 waits to be verified. */
export async function resume(ctx: Context, project: Project, on: Day): Promise<Resumed> {
  await mustBePossible(ctx.tx, project, 'resume', on, ctx.today)
  const last = await lastStop(ctx.tx, project.id)
  const ended = last?.until === null ? last : null
  const planned = isPlanned(project, ended)
  if (ended === null && !planned) {
    throw new UserError(`${project.shortName}没有停工记录，也没有待报的复工，不用报复工`, [
      `停复工 ${project.shortName}`,
    ])
  }
  if (ended !== null) await endStop(ctx, ended, on)
  if (planned) await reportFact(ctx, project, 'resume', on)
  else await tell(ctx, `${project.shortName} ${showDay(on)}复工`, '停工记录已结束；不属实请再登记停工')
  return { ended, waits: planned }
}

/** A planned resumption that is not verified yet, or that lies behind the stop now ending: the next year's. */
function isPlanned(project: Project, ended: Stoppage | null): boolean {
  const { planned, verified } = factDays(project, 'resume')
  if (project.nature !== 'CONTINUED' || planned === null) return false
  return verified === null || (ended !== null && planned >= dayFromDb(ended.since) && verified < planned)
}

/** A verified resumption ends the stop that is still open, or moves the end of the one that its report had ended. */
export async function settleStop(ctx: Context, project: Project, on: Day, reported: Day | null): Promise<void> {
  const last = await lastStop(ctx.tx, project.id)
  if (last === null || dayFromDb(last.since) >= on) return
  const until = last.until === null ? null : dayFromDb(last.until)
  if (until === null || (until === reported && until !== on)) await endStop(ctx, last, on)
}

/** A resumption that was not so: the stop that its report had ended goes on. */
export async function reopenStop(ctx: Context, project: Project, reported: Day): Promise<void> {
  const last = await lastStop(ctx.tx, project.id)
  if (last?.until && dayFromDb(last.until) === reported) await endStop(ctx, last, null)
}

async function endStop(ctx: Context, { id, projectId, until }: Stoppage, on: Day | null): Promise<void> {
  await ctx.tx.stoppage.update({ where: { id }, data: { until: on === null ? null : dayToDb(on) } })
  await recordInput(ctx, {
    subject: 'stoppage',
    subjectId: id,
    before: { projectId, resumedOn: until === null ? null : dayFromDb(until) },
    after: { projectId, resumedOn: on },
  })
}

/** 项目办 takes a stop back that was recorded by mistake. */
export async function takeStopBack(ctx: Context, project: Project, reason: string): Promise<Stoppage> {
  const last = await lastStop(ctx.tx, project.id)
  if (last === null) throw new UserError(`${project.shortName}没有停工记录可以撤销`)
  await ctx.tx.stoppage.update({ where: { id: last.id }, data: { until: last.since } })
  await recordInput(
    ctx,
    {
      subject: 'stoppage',
      subjectId: last.id,
      before: { projectId: project.id, stoppedOn: dayFromDb(last.since) },
      after: { projectId: project.id, stoppedOn: null },
    },
    reason,
  )
  return last
}

/** Reports 开工, the planned 复工 or 投产; it counts once it is verified. */
export async function reportFact(ctx: Context, project: Project, fact: Fact, on: Day): Promise<void> {
  await mustBePossible(ctx.tx, project, fact, on, ctx.today)
  const { reported, verified } = factDays(project, fact)
  const { shortName } = project
  if (verified !== null && fact !== 'resume') {
    throw new UserError(`${shortName} ${showFact(fact)}已核实为${showFullDay(verified)}，如有误请告诉项目办`)
  }
  await ctx.tx.project.update({ where: { id: project.id }, data: reportedColumn(fact, dayToDb(on)) })
  const field = `${fact}Reported`
  const change = { subject: 'project', subjectId: project.id }
  await recordInput(ctx, { ...change, before: { [field]: reported }, after: { [field]: on } })
  const text = `待核实：${shortName} ${showDay(on)}${showFact(fact)}`
  await tell(ctx, text, `核实请发：核实 ${shortName} ${showFact(fact)} ${showDay(on)}`)
}

async function tell(ctx: Context, text: string, detail: string): Promise<void> {
  await tellOfficeInBundle(ctx, { text, detail: `${ctx.speaker.name} 上报。${detail}` }, ctx.speaker.personId)
}

/** The stops of a project, the newest first. */
export async function stopsOf({ tx }: Context, projectId: number): Promise<Stoppage[]> {
  return await tx.stoppage.findMany({ where: { projectId }, orderBy: [{ since: 'desc' }, { id: 'desc' }] })
}

export interface Standstill extends Stoppage {
  readonly project: { readonly shortName: string }
}

/** The projects that stand still today, the longest first. */
export async function standstills({ tx, district }: Context): Promise<readonly Standstill[]> {
  return await tx.stoppage.findMany({
    where: { until: null, project: { districtId: district.id, stage: { not: ProjectStage.WITHDRAWN } } },
    include: { project: { select: { shortName: true } } },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
  })
}
