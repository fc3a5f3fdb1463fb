/** Problems raised from below: stored with a number and told to 项目办. Raising one never costs a point (rules.md §7). */
import { type Problem, ProblemState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellInBundle } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'

export interface Raising {
  readonly project: { readonly id: number; readonly shortName: string }
  readonly category: string | null
  readonly statement: string
  readonly raisedBy: { readonly personId: number | null; readonly name: string; readonly unitId: number | null }
  /** Business time of the message. */
  readonly at: Date
}

/** Stores the problem and owes 项目办 a word; the same open problem is not stored twice (`fresh` false). */
export async function raiseProblem(acting: Acting, raising: Raising): Promise<{ problem: Problem; fresh: boolean }> {
  const { tx, district, audit } = acting
  const { project, category, statement, raisedBy, at } = raising
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
    },
  })
  await audit({
    subject: 'problem',
    subjectId: problem.id,
    before: null,
    after: { project: project.id, category, state: problem.state },
  })
  for (const personId of await officePeople(acting)) {
    if (personId === raisedBy.personId) continue
    await tellInBundle(acting, personId, {
      text: `新问题 ${problem.id} 号：${project.shortName} ${category === null ? '' : `${category}，`}${statement}`,
      detail: `${raisedBy.name} 上报，待受理。交办请发：交办 ${problem.id} 牵头单位`,
    })
  }
  return { problem, fresh: true }
}
