/** 帮代办申请, from its first line to its end: asked, accepted, worked on, done or stopped. */
import type { Context } from '../../chat/command.ts'
import { afterServiceMove, openServiceStates, type ServiceMove, showServiceState } from '../../domain/agency.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { type BundleItem, tellAll } from '../daily-bundle.ts'
import { enterpriseOf } from './find.ts'
import { isOnlyContact, mustBeOwnProject } from './own.ts'
import { mustAsk, mustServe } from './rights.ts'
import { tellAgents, tellContacts } from './tell.ts'

const withNames = {
  project: { select: { id: true, shortName: true } },
  enterprise: { select: { id: true, shortName: true } },
  asker: { select: { id: true, name: true } },
  agent: { select: { id: true, name: true } },
} satisfies Prisma.ServiceRequestInclude

export type RequestRow = Prisma.ServiceRequestGetPayload<{ include: typeof withNames }>

/** '3 号帮办 绿邦 施工许可材料怎么准备' */
export function requestLine({ id, project, matter }: Pick<RequestRow, 'id' | 'project' | 'matter'>): string {
  return `${id} 号帮办 ${project.shortName} ${matter}`
}

/** The district's request of a number; for an enterprise's contact one of another enterprise does not exist. */
export async function requestNumbered(ctx: Context, id: number): Promise<RequestRow> {
  const { tx, district } = ctx
  const row = await tx.serviceRequest.findFirst({ where: { id, districtId: district.id }, include: withNames })
  const none = new UserError(`没有 ${id} 号帮办。发“帮办”看还在办的`, ['帮办'])
  if (row === null) throw none
  if (isOnlyContact(ctx.speaker)) {
    try {
      await mustBeOwnProject(ctx, row.project)
    } catch (error) {
      throw error instanceof UserError ? none : error
    }
  }
  return row
}

/** Requests that are still open, the oldest first. `projectIds`: only of these; null: all. */
export async function openRequests(
  { tx, district }: Pick<Context, 'tx' | 'district'>,
  projectIds: readonly number[] | null,
): Promise<RequestRow[]> {
  return await tx.serviceRequest.findMany({
    where: {
      districtId: district.id,
      state: { in: [...openServiceStates] },
      ...(projectIds === null ? {} : { projectId: { in: [...projectIds] } }),
    },
    include: withNames,
    orderBy: { id: 'asc' },
  })
}

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** Stores the request and tells both agents; the same open request is not stored twice (`fresh` false). */
export async function askForHelp(
  ctx: Context,
  project: ProjectRef,
  matter: string,
): Promise<{ request: RequestRow; fresh: boolean }> {
  await mustAsk(ctx, project)
  const { tx, district, speaker, at } = ctx
  const known = await tx.serviceRequest.findFirst({
    where: { projectId: project.id, matter, state: { in: [...openServiceStates] } },
    include: withNames,
  })
  if (known !== null) return { request: known, fresh: false }
  const enterprise = await enterpriseOf(tx, project.id)
  const request = await tx.serviceRequest.create({
    data: {
      districtId: district.id,
      projectId: project.id,
      enterpriseId: enterprise?.id ?? null,
      matter,
      askedBy: speaker.personId,
      askedAt: at,
    },
    include: withNames,
  })
  await ctx.audit({ subject: 'service', subjectId: request.id, before: null, after: facts(request) })
  const item = {
    text: `帮办申请：${requestLine(request)}`,
    detail: `${speaker.name} 提出。受理请发：帮办 ${request.id} 受理`,
    matter: `service:${request.id}`,
  }
  await tellAgents(ctx, project.id, item, speaker.personId)
  return { request, fresh: true }
}

/** 受理: whoever accepts it has it in hand. */
export async function acceptRequest(ctx: Context, request: RequestRow): Promise<RequestRow> {
  await mustServe(ctx, request.project, '受理')
  const by = ctx.speaker.personId
  const after = await move(ctx, request, 'ACCEPT', { agentId: by })
  const item = {
    text: `已受理：${requestLine(after)}`,
    detail: `由 ${after.agent?.name ?? '帮代办专员'} 办理`,
    matter: `asked:${request.id}`,
  }
  await tellAskers(ctx, after, item)
  return after
}

/** 办结, with what came of it. */
export async function finishRequest(ctx: Context, request: RequestRow, result: string): Promise<RequestRow> {
  await mustServe(ctx, request.project, '办结')
  const after = await move(ctx, request, 'FINISH', { result, endedOn: dayToDb(ctx.today) })
  await tellAskers(ctx, after, { text: `已办结：${requestLine(after)}`, detail: result, matter: `asked:${request.id}` })
  return after
}

/** 终止, with the reason: by who serves the project, or by who asked. */
export async function stopRequest(ctx: Context, request: RequestRow, reason: string): Promise<RequestRow> {
  const own = request.asker !== null && request.asker.id === ctx.speaker.personId
  if (!own) await mustServe(ctx, request.project, '终止')
  const after = await move(ctx, request, 'STOP', { result: reason, endedOn: dayToDb(ctx.today) })
  const item = {
    text: `已终止：${requestLine(after)}`,
    detail: reason,
    matter: `${own ? 'service' : 'asked'}:${request.id}`,
  }
  await (own ? tellAgents(ctx, after.project.id, item, ctx.speaker.personId) : tellAskers(ctx, after, item))
  return after
}

/** A service was done for it: it is being worked on. */
export async function workOnRequest(ctx: Context, request: RequestRow): Promise<RequestRow> {
  return request.state === 'WORKING' ? request : await move(ctx, request, 'RECORD', {})
}

/** Throws the sentence when the move cannot follow on where the request stands. */
export function mustMayMoveRequest({ id, state }: Pick<RequestRow, 'id' | 'state'>, made: ServiceMove): void {
  if (afterServiceMove(state, made) !== null) return
  const way = state === 'WAITING' ? `，请先受理：帮办 ${id} 受理` : ''
  throw new UserError(`${id} 号帮办现在是“${showServiceState(state)}”，不能${MOVES[made]}${way}`, [`帮办 ${id}`])
}

const MOVES: Readonly<Record<ServiceMove, string>> = { ACCEPT: '受理', RECORD: '记录', FINISH: '办结', STOP: '终止' }

/** Of two people at once, one makes the move. */
async function move(
  ctx: Context,
  request: RequestRow,
  made: ServiceMove,
  change: Prisma.ServiceRequestUncheckedUpdateManyInput,
): Promise<RequestRow> {
  mustMayMoveRequest(request, made)
  const state = afterServiceMove(request.state, made) ?? request.state
  const { count } = await ctx.tx.serviceRequest.updateMany({
    where: { id: request.id, state: request.state },
    data: { ...change, state },
  })
  if (count === 0) throw new UserError(`${request.id} 号帮办刚刚被别人处理过，请发“帮办 ${request.id}”看现在的情况`)
  const after = await requestNumbered(ctx, request.id)
  await ctx.audit({ subject: 'service', subjectId: request.id, before: facts(request), after: facts(after) })
  return after
}

/** Who asked, and the enterprise. */
async function tellAskers(ctx: Context, row: RequestRow, item: BundleItem): Promise<void> {
  const by = ctx.speaker.personId
  await tellAll(ctx, [row.asker?.id ?? null], item, by)
  const enterpriseId = row.enterprise?.id ?? null
  if (row.asker === null) return await tellContacts(ctx, enterpriseId, item, by)
  await tellContacts(ctx, enterpriseId, item, row.asker.id)
}

function facts({ project, state, agentId }: RequestRow) {
  return { project: project.id, serviceState: state, agent: agentId }
}
