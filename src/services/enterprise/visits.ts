/**
 * 回访: one of five grades and what the enterprise said. No grade has any part in a score (rules.md §7, §6): nothing of
 * the evaluation reads this table. 不满意 and worse open a problem, which costs nobody a point by being raised.
 */
import type { Context } from '../../chat/command.ts'
import { opensProblem, type Satisfaction, showGrade } from '../../domain/agency.ts'
import { type Day, dayToDb } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Problem } from '../../generated/prisma/client.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { raiseFromVisit } from '../problems/raise.ts'
import { contactsOf, enterpriseOf } from './find.ts'
import { isOnlyContact, mustBeOwnProject } from './own.ts'
import { mustServe } from './rights.ts'
import { tellAgents } from './tell.ts'

export interface Visit {
  readonly grade: Satisfaction
  readonly on: Day
  readonly opinion: string | null
}

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** Throws for who neither serves the project nor is its enterprise; an enterprise may grade the service itself. */
export async function mustVisit(ctx: Context, project: ProjectRef): Promise<void> {
  if (isOnlyContact(ctx.speaker)) await mustBeOwnProject(ctx, project)
  else await mustServe(ctx, project, '登记回访')
}

/** Keeps the visit; a dissatisfied enterprise's words become a problem, which is given back. */
export async function recordVisit(ctx: Context, project: ProjectRef, visit: Visit): Promise<Problem | null> {
  const { grade, on, opinion } = visit
  await mustVisit(ctx, project)
  mustHaveHappened(on, ctx.today, '回访')
  if (opensProblem(grade) && opinion === null)
    throw new UserError(
      `${showGrade(grade)}请写上企业的意见，例如：回访 ${project.shortName} ${showGrade(grade)} 材料要跑三趟`,
    )
  const enterprise = await enterpriseOf(ctx.tx, project.id)
  const problem =
    opensProblem(grade) && opinion !== null ? await open(ctx, project, enterprise?.id ?? null, opinion) : null
  const row = await ctx.tx.serviceVisit.create({
    data: {
      districtId: ctx.district.id,
      projectId: project.id,
      enterpriseId: enterprise?.id ?? null,
      grade,
      opinion,
      visitedOn: dayToDb(on),
      personId: ctx.speaker.personId,
      problemId: problem?.fresh === true ? problem.problem.id : null,
    },
  })
  await ctx.audit({
    subject: 'visit',
    subjectId: row.id,
    before: null,
    after: { project: project.id, grade, problem: problem?.problem.id ?? null, visitedOn: on },
  })
  if (problem !== null) {
    const item = {
      text: `回访${showGrade(grade)}：${project.shortName} ${opinion ?? ''}`,
      detail: `已登记问题 ${problem.problem.id} 号，办结后请再回访一次`,
    }
    await tellAgents(ctx, project.id, item, ctx.speaker.personId)
  }
  return problem?.problem ?? null
}

/** The enterprise confirms the closing of its own problem; where no contact is bound, who visited it does. */
async function open(ctx: Context, project: ProjectRef, enterpriseId: number | null, opinion: string) {
  const { speaker, at, today } = ctx
  const [contact] = enterpriseId === null ? [] : await contactsOf(ctx.tx, enterpriseId, today)
  if (speaker.personId === null) throw new UserError('请先绑定身份，再登记回访：绑定 姓名 单位')
  const self = { personId: speaker.personId, name: speaker.name }
  return await raiseFromVisit(ctx, {
    project,
    category: null,
    statement: opinion,
    contact: isOnlyContact(speaker) ? self : (contact ?? null),
    agent: { ...self, unitId: speaker.unitIds[0] ?? null },
    at,
  })
}
