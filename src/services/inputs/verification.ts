/** 核实: 项目办 or 督查室 vouches for a reported fact, with the day of the fact itself (rules.md §6a.3). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Milestone, type Project, ProjectStage } from '../../generated/prisma/client.ts'
import {
  type Fact,
  factDays,
  facts,
  mustBePossible,
  reportedColumn,
  showFact,
  verifiedColumns,
  waits,
} from './facts.ts'
import { mustFitMilestone } from './milestone-changes.ts'
import { milestoneNamed } from './milestones.ts'
import { tellProjectPeople } from './project-people.ts'
import { recordInput } from './record.ts'
import { reopenStop, settleStop } from './stoppages.ts'

/** What is to be verified: a fact of the project, or a milestone by its name. */
export type Subject =
  | { readonly kind: Fact }
  | {
      readonly kind: 'milestone'
      readonly name: string
    }

export interface Waiting {
  readonly project: string
  /** '开工', '节点 主体封顶': as typed behind the project. */
  readonly what: string
  readonly on: Day
}

/** What was reported and waits to be verified, the oldest first; of one project or of all. */
export async function waitingFacts({ tx, district }: Context, shortName: string | null): Promise<readonly Waiting[]> {
  const projects = await tx.project.findMany({
    where: {
      districtId: district.id,
      stage: { not: ProjectStage.WITHDRAWN },
      ...(shortName === null ? {} : { shortName }),
    },
    include: { milestones: { where: { withdrawnOn: null, verifiedAt: null, doneOn: { not: null } } } },
  })
  return projects
    .flatMap(({ milestones, ...project }) => [
      ...facts.flatMap((fact) => {
        const days = factDays(project, fact)
        if (days.reported === null || !waits(fact, days)) return []
        return [{ project: project.shortName, what: showFact(fact), on: days.reported }]
      }),
      ...milestones.flatMap(({ name, doneOn }) =>
        doneOn === null ? [] : [{ project: project.shortName, what: `节点 ${name}`, on: dayFromDb(doneOn) }],
      ),
    ])
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

export interface Verifying {
  readonly project: Project
  /** '开工', '节点“主体封顶”' */
  readonly what: string
  readonly reported: Day | null
  readonly verified: Day | null
  readonly milestone: Milestone | null
  readonly fact: Fact | null
}

/** What the record says of the subject so far. */
export async function verifyingOf(ctx: Context, project: Project, subject: Subject): Promise<Verifying> {
  if (subject.kind === 'milestone') {
    const { milestone } = await milestoneNamed(ctx, project, subject.name)
    const done = milestone.doneOn === null ? null : dayFromDb(milestone.doneOn)
    const verified = milestone.verifiedAt === null ? null : done
    return { project, what: `节点“${milestone.name}”`, reported: done, verified, milestone, fact: null }
  }
  const { reported, verified } = factDays(project, subject.kind)
  return { project, what: showFact(subject.kind), reported, verified, milestone: null, fact: subject.kind }
}

/** Throws the sentence when it cannot be verified with that day: not yet, impossible, or verified before without a reason. */
export async function mustBeVerifiable(
  ctx: Context,
  verifying: Verifying,
  on: Day,
  reason: string | null,
): Promise<void> {
  const { project, what, milestone, fact, reported, verified } = verifying
  if (milestone !== null) mustFitMilestone(milestone, on, ctx.today)
  if (fact === 'resume' && project.nature === 'NEW') {
    throw new UserError(
      `${project.shortName}是新建项目，核实的是开工；停工后的复工请发：停复工 ${project.shortName} 复工 ${showDay(on)}`,
    )
  }
  if (fact !== null) await mustBePossible(ctx.tx, project, fact, on, ctx.today)
  const isNext = fact === 'resume' && waits(fact, { planned: null, reported, verified }) && on === reported
  if (verified === null || isNext) return
  if (verified === on) throw new UserError(`${project.shortName} ${what}已核实过，是${showFullDay(on)}`)
  if (reason === null) {
    throw new UserError(
      `${project.shortName} ${what}已核实为${showFullDay(verified)}；要改为${showFullDay(on)}请在后面写上原因`,
    )
  }
}

/** Keeps the fact as verified. The day is that of the fact, whenever it is verified. */
export async function verify(ctx: Context, verifying: Verifying, on: Day, reason: string | null): Promise<void> {
  await mustBeVerifiable(ctx, verifying, on, reason)
  const { project, milestone, fact, reported, verified } = verifying
  if (milestone !== null) {
    await ctx.tx.milestone.update({
      where: { id: milestone.id },
      data: { doneOn: dayToDb(on), verifiedAt: ctx.now, verifiedById: ctx.speaker.personId },
    })
    const change = { subject: 'milestone', subjectId: milestone.id }
    const before = { projectId: project.id, verifiedOn: verified }
    await recordInput(ctx, { ...change, before, after: { projectId: project.id, verifiedOn: on } }, reason)
  }
  if (fact !== null) {
    const data = verifiedColumns(project, fact, dayToDb(on))
    await ctx.tx.project.update({ where: { id: project.id }, data })
    if (fact === 'resume') await settleStop(ctx, project, on, reported)
    const change = { subject: 'project', subjectId: project.id }
    const [before, after] = [{ [fact]: verified }, { [fact]: on }]
    const stage = data.stage === undefined || data.stage === project.stage ? null : data.stage
    await recordInput(
      ctx,
      stage === null
        ? { ...change, before, after }
        : { ...change, before: { ...before, stage: project.stage }, after: { ...after, stage } },
      reason,
    )
  }
}

/** What was reported is not so: the report is taken back, and the project's people are told why. */
export async function refuteFact(ctx: Context, verifying: Verifying, reason: string): Promise<void> {
  const { project, what, reported, milestone, fact, verified } = verifying
  const isOpen = reported !== null && (verified === null || (fact === 'resume' && reported > verified))
  if (!isOpen) throw new UserError(`${project.shortName} ${what}没有待核实的上报`, ['核实'])
  if (milestone !== null) {
    await ctx.tx.milestone.update({ where: { id: milestone.id }, data: { doneOn: null } })
    const change = {
      subject: 'milestone',
      subjectId: milestone.id,
      before: { projectId: project.id, doneOn: reported },
    }
    await recordInput(ctx, { ...change, after: { projectId: project.id, doneOn: null } }, reason)
  }
  if (fact !== null) {
    await ctx.tx.project.update({ where: { id: project.id }, data: reportedColumn(fact, null) })
    if (fact === 'resume') await reopenStop(ctx, project, reported)
    const field = `${fact}Reported`
    const change = { subject: 'project', subjectId: project.id, before: { [field]: reported } }
    await recordInput(ctx, { ...change, after: { [field]: null } }, reason)
  }
  await tellProjectPeople(
    ctx,
    project.id,
    { text: `${project.shortName} ${what}（报${showDay(reported)}）没有核实`, detail: `原因：${reason}。可以重新上报` },
    ctx.speaker.personId,
  )
}
