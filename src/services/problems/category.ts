/** The kind of a problem, put right by who raised it or by who directs, while nobody leads it yet. */
import type { Context } from '../../chat/command.ts'
import { UserError } from '../../errors.ts'
import type { Problem } from '../../generated/prisma/client.ts'
import { directs } from './rights.ts'
import { tellOfficeOf } from './tell.ts'

/**
 * Changes the kind and tells 项目办, whose default lead unit hangs on it. False: it stays, because it is that kind already
 * or somebody else's to say. Throws the sentence for what is assigned.
 */
export async function changeCategory(ctx: Context, problem: Problem, category: string): Promise<boolean> {
  const { id, raisedBy, state, category: before } = problem
  if (before === category || !(directs(ctx) || (raisedBy !== null && raisedBy === ctx.speaker.personId))) return false
  if (state !== 'OPEN') {
    throw new UserError(`${id} 号问题已经交办，类别不再改。要换牵头单位请项目办发：交办 ${id} 单位`, [`问题清单 ${id}`])
  }
  await ctx.tx.problem.update({ where: { id }, data: { category } })
  await ctx.audit({ subject: 'problem', subjectId: id, before: { category: before }, after: { category } })
  const item = {
    text: `${id} 号问题类别改为${category}`,
    detail: `${ctx.speaker.name} 改的。交办请发：交办 ${id} 牵头单位`,
  }
  await tellOfficeOf(ctx, item, ctx.speaker.personId)
  return true
}
