/** Problems raised from below: stored with a number and told to 项目办. Raising one never costs a point (rules.md §7). */
import { dayOf } from '../../domain/calendar-day.ts'
import { showMatter } from '../../domain/problem-category.ts'
import { type Problem, ProblemSource, ProblemState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import type { BundleItem } from '../daily-bundle.ts'
import { categoryLeads } from './category-leads.ts'
import { tellOfficeOf } from './tell.ts'

export interface Raising {
  readonly project: { readonly id: number; readonly shortName: string }
  readonly category: string | null
  readonly statement: string
  readonly raisedBy: { readonly personId: number | null; readonly name: string; readonly unitId: number | null }
  /** Business time of the message. */
  readonly at: Date
  /** Default: 报问题. */
  readonly source?: ProblemSource
}

/** A difficulty that an enterprise tells: in a visit or by the contact's own words to the agent. */
export interface VisitRaising {
  readonly project: { readonly id: number; readonly shortName: string }
  /** One of `problemCategories`; null: unknown, 项目办 decides. */
  readonly category: string | null
  readonly statement: string
  /** 企业联系人 on the roster, who is asked to confirm the closing; null: the agent answers for the enterprise. */
  readonly contact: { readonly personId: number; readonly name: string } | null
  /** 帮代办专员 who was there. */
  readonly agent: { readonly personId: number; readonly name: string; readonly unitId: number | null }
  /** Business time of the visit's record. */
  readonly at: Date
  /** VISIT: 走访、回访; JOINT: 会商联审. */
  readonly source?: Extract<ProblemSource, 'VISIT' | 'JOINT'>
}

/**
 * The problem of an enterprise, raised by whoever visited it (回访 不满意, 走访, 会商). It belongs to no unit when the
 * contact is known: then the contact confirms its closing; else the agent's unit does. The same open problem of the
 * project is not stored twice (`fresh` false).
 */
export async function raiseFromVisit(
  acting: Acting,
  { project, category, statement, contact, agent, at, source = ProblemSource.VISIT }: VisitRaising,
): Promise<Raised> {
  const raisedBy = contact === null ? agent : { ...contact, unitId: null }
  return await raiseProblem(acting, { project, category, statement, raisedBy, at, source })
}

/** Stores the problem and owes 项目办 a word; the same open problem is not stored twice (`fresh` false). */
export async function raiseProblem(acting: Acting, raising: Raising): Promise<Raised> {
  const raised = await storeProblem(acting, raising)
  if (!raised.fresh) return raised
  await tellOfficeOf(acting, await newsOf(acting, raised.problem, raising), raising.raisedBy.personId)
  return raised
}

export interface Raised {
  readonly problem: Problem
  readonly fresh: boolean
}

/**
 * Stores the problem and tells nobody: for what is assigned in the same breath (会商), where 项目办 has nothing to do.
 * The same open problem of the project is not stored twice (`fresh` false).
 */
export async function storeProblem(acting: Acting, raising: Raising): Promise<Raised> {
  const { tx, district, audit } = acting
  const { project, category, statement, raisedBy, at, source = ProblemSource.DIRECT } = raising
  const known = await tx.problem.findFirst({
    where: { projectId: project.id, statement, state: { not: ProblemState.CLOSED } },
  })
  if (known !== null) return { problem: known, fresh: false }
  const problem = await tx.problem.create({
    data: {
      districtId: district.id,
      projectId: project.id,
      category,
      statement,
      raisedUnitId: raisedBy.unitId,
      raisedBy: raisedBy.personId,
      raisedAt: at,
      source,
    },
  })
  await audit({
    subject: 'problem',
    subjectId: problem.id,
    before: null,
    after: { project: project.id, category, state: problem.state },
  })
  return { problem, fresh: true }
}

async function newsOf(acting: Acting, problem: Problem, { project, raisedBy }: Raising): Promise<BundleItem> {
  const { id, category, statement } = problem
  const leads = await categoryLeads(acting.tx, acting.district.id, dayOf(acting.now))
  const lead = leads.proposedFor(problem)
  const usual = lead === null ? '' : `；不写单位就交给${lead.unit}（${lead.because}）`
  return {
    text: `新问题 ${id} 号：${project.shortName} ${showMatter(category, statement)}`,
    detail: `${raisedBy.name} 上报，待受理。交办请发：交办 ${id} 牵头单位${usual}`,
    ...(lead === null ? {} : { way: { label: `交办 ${id}`, action: `交办 ${id}` } }),
    matter: `office-problem:${id}`,
  }
}
