/** Changes of 节点: dated rows. What is replaced or withdrawn stays, closed by `withdrawnOn`; nothing is overwritten. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, daysBetween, dayToDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Milestone, Project } from '../../generated/prisma/client.ts'
import type { Added, Altered } from './milestone-reading.ts'
import { milestoneNamed, milestonesOf, wayToList } from './milestones.ts'
import { tellOfficeInBundle } from './project-people.ts'
import { mustHaveHappened } from './reading.ts'
import { recordInput } from './record.ts'

/** A milestone that is done long before its due date is a slip of the year. */
const EARLIEST = 366

export async function addMilestone(ctx: Context, project: Project, added: Added): Promise<Milestone> {
  const same = (await milestonesOf(ctx, project.id)).find(({ name }) => name === added.name)
  if (same !== undefined) {
    throw new UserError(
      `${project.shortName}已有节点“${same.name}”，要改期请发：节点 ${project.shortName} ${same.name} 改期 10月30日 原因`,
      wayToList(project),
    )
  }
  const { name, weight, dueOn } = added
  const milestone = await ctx.tx.milestone.create({
    data: { projectId: project.id, name, weight, dueOn: dayToDb(dueOn) },
  })
  await recordInput(ctx, {
    subject: 'milestone',
    subjectId: milestone.id,
    before: null,
    after: { projectId: project.id, dueOn, weight },
  })
  return milestone
}

/** A new due date or weight: a new row in the place of the old one. */
export async function alterMilestone(ctx: Context, project: Project, altered: Altered): Promise<Milestone> {
  const { milestone: before } = await milestoneNamed(ctx, project, altered.name)
  mustBeAlterable(project, before, altered)
  const dueOn = altered.dueOn ?? dayFromDb(before.dueOn)
  const weight = altered.weight ?? before.weight.toString()
  await ctx.tx.milestone.update({ where: { id: before.id }, data: { withdrawnOn: dayToDb(ctx.today) } })
  const milestone = await ctx.tx.milestone.create({
    data: { projectId: project.id, name: before.name, weight, dueOn: dayToDb(dueOn), doneOn: before.doneOn },
  })
  await recordInput(
    ctx,
    {
      subject: 'milestone',
      subjectId: milestone.id,
      before: {
        projectId: project.id,
        milestone: before.id,
        dueOn: dayFromDb(before.dueOn),
        weight: before.weight.toString(),
      },
      after: { projectId: project.id, dueOn, weight },
    },
    altered.reason,
  )
  return milestone
}

/** Throws when there is nothing to alter, or the milestone is verified already. */
export function mustBeAlterable(project: Project, before: Milestone, { dueOn, weight }: Altered): void {
  if (before.verifiedAt !== null) {
    throw new UserError(
      `“${before.name}”已核实完成，不能再改；核实有误请发：核实 ${project.shortName} 节点 ${before.name} 日期 原因`,
    )
  }
  const sameDue = dueOn === null || dueOn === dayFromDb(before.dueOn)
  const sameWeight = weight === null || weight === before.weight.toString()
  if (sameDue && sameWeight) throw new UserError(`“${before.name}”本来就是这样，不用改`, wayToList(project))
}

export async function withdrawMilestone(
  ctx: Context,
  project: Project,
  name: string,
  reason: string,
): Promise<Milestone> {
  const { milestone } = await milestoneNamed(ctx, project, name)
  if (milestone.verifiedAt !== null) throw new UserError(`“${milestone.name}”已核实完成，不能撤销`, wayToList(project))
  const after = await ctx.tx.milestone.update({
    where: { id: milestone.id },
    data: { withdrawnOn: dayToDb(ctx.today) },
  })
  await recordInput(
    ctx,
    {
      subject: 'milestone',
      subjectId: milestone.id,
      before: { projectId: project.id, withdrawnOn: null },
      after: { projectId: project.id, withdrawnOn: ctx.today },
    },
    reason,
  )
  return after
}

/** Reported as done on a day; it counts once 项目办 or 督查室 has verified it. */
export async function reportMilestoneDone(ctx: Context, project: Project, name: string, on: Day): Promise<Milestone> {
  const { milestone } = await milestoneNamed(ctx, project, name)
  mustFitMilestone(milestone, on, ctx.today)
  if (milestone.verifiedAt !== null && milestone.doneOn !== null) {
    const verified = showDay(dayFromDb(milestone.doneOn))
    throw new UserError(`“${milestone.name}”已核实为${verified}完成，如有误请告诉项目办`, wayToList(project))
  }
  const after = await ctx.tx.milestone.update({ where: { id: milestone.id }, data: { doneOn: dayToDb(on) } })
  await recordInput(ctx, {
    subject: 'milestone',
    subjectId: milestone.id,
    before: { projectId: project.id, doneOn: milestone.doneOn === null ? null : dayFromDb(milestone.doneOn) },
    after: { projectId: project.id, doneOn: on },
  })
  await tellOfficeInBundle(
    ctx,
    {
      text: `待核实：${project.shortName} 节点“${milestone.name}”${showDay(on)}完成`,
      detail: `${ctx.speaker.name} 上报，核实请发：核实 ${project.shortName} 节点 ${milestone.name} ${showDay(on)}`,
    },
    ctx.speaker.personId,
  )
  return after
}

/** A day on which the milestone can have been done: not ahead, and not of another year by mistake. */
export function mustFitMilestone({ name, dueOn }: Milestone, on: Day, today: Day): void {
  mustHaveHappened(on, today, '节点完成')
  if (daysBetween(on, dayFromDb(dueOn)) > EARLIEST) {
    throw new UserError(`${showFullDay(on)}比“${name}”的到期日 ${showFullDay(dayFromDb(dueOn))} 早一年以上，请核对年份`)
  }
}
