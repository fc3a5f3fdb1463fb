/** A 角、B 角: who helps with a project. A change is a new dated row; July still reads as July. */
import type { Context } from '../../chat/command.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type AgentSeat, AssignmentKind } from '../../generated/prisma/client.ts'
import { tellAll } from '../daily-bundle.ts'
import { heldOn, postsOf } from '../people.ts'
import { agentsOf, enterpriseOf } from './find.ts'
import { mustServeAll } from './rights.ts'
import { tellContacts } from './tell.ts'

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** Names the agent of a seat from today on; the one before steps back. Gives the agent's name. */
export async function nameAgent(ctx: Context, project: ProjectRef, personId: number, seat: AgentSeat): Promise<string> {
  mustServeAll(ctx, '指派帮代办专员')
  const { tx, district, today, speaker } = ctx
  const posts = (await postsOf(tx, personId, today)).filter((post) => post.districtId === district.id)
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  if (!posts.some(({ role }) => role !== 'enterprise')) {
    throw new UserError(`${name} 不是本区工作人员，不能当帮代办专员`)
  }
  const before = await agentsOf(tx, project.id, today)
  const other = before.find((agent) => agent.personId === personId)
  if (other?.seat === seat) throw new UserError(`${name} 已经是${project.shortName}的${seat}角`)
  const ended = { OR: [{ seat }, { personId }, ...(seat === 'A' ? [{ seat: null }] : [])] }
  await tx.assignment.updateMany({
    where: { projectId: project.id, kind: AssignmentKind.AGENT, AND: [ended, heldOn(today)] },
    data: { until: dayToDb(today) },
  })
  const row = await tx.assignment.create({
    data: { projectId: project.id, kind: AssignmentKind.AGENT, personId, seat, since: dayToDb(today) },
  })
  await ctx.audit({
    subject: 'assignment',
    subjectId: row.id,
    before: { project: project.id, agents: before.map((agent) => agent.personId) },
    after: { project: project.id, agents: [personId], seat },
  })
  const item = {
    text: `您是${project.shortName}的帮代办专员（${seat}角）`,
    detail: `看情况请发：跟踪卡 ${project.shortName}`,
  }
  await tellAll(ctx, [personId], item, speaker.personId)
  const enterprise = await enterpriseOf(tx, project.id)
  const told = {
    text: `${project.shortName}的帮代办专员（${seat}角）是 ${name}`,
    detail: `需要帮办请发：帮办 ${project.shortName} 什么事`,
  }
  await tellContacts(ctx, enterprise?.id ?? null, told, speaker.personId)
  return name
}
