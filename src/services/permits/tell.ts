/** Who hears of a permit, in the one bundled message of the day (rules.md §8). */
import type { Context } from '../../chat/command.ts'
import { dayFromDb, dayOf, showDay } from '../../domain/calendar-day.ts'
import { type PermitMove, showPermitMove } from '../../domain/permits/steps.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellAll } from '../daily-bundle.ts'
import { heldOn, rosterOf } from '../people.ts'
import { clockOf, showTimeLeft } from './clock.ts'
import type { PermitRow } from './find.ts'

/** '绿邦 施工许可证' */
export function permitName({ project, item }: Pick<PermitRow, 'project' | 'item'>): string {
  return `${project.shortName} ${item.name}`
}

/** After a step: the project's liaison and the agent; the authority too when its time begins. */
export async function tellMoved(ctx: Context, permit: PermitRow, move: PermitMove): Promise<void> {
  const last = permit.steps.at(-1)
  if (last === undefined || move === 'WAIVE' || move === 'NEED') return
  const reason = last.reason === null ? '' : `：${last.reason}`
  const number = permit.number === null ? '' : `，${permit.number}`
  const text = `${permitName(permit)} ${showDay(dayFromDb(last.on))}${showPermitMove(move)}${reason}${number}`
  const begins = move === 'ACCEPT' || move === 'RESUME'
  const matter = `permit:${permit.id}`
  const item = begins ? { text, detail: showTimeLeft(clockOf(permit, ctx)), matter } : { text, matter }
  const people = [
    ...(await holders(ctx, permit.projectId, AssignmentKind.LIAISON)),
    ...(await agentsOf(ctx, permit)),
    ...(begins ? await authorityOf(ctx, permit) : []),
  ]
  await tellAll(ctx, people, item, ctx.speaker.personId)
}

/** The agent and the authority's people: who has to see that a limit is kept. */
export async function handlersOf(acting: Acting, permit: PermitRow): Promise<number[]> {
  return [...new Set([...(await agentsOf(acting, permit)), ...(await authorityOf(acting, permit))])]
}

/** The permit's own agent, else the project's. */
async function agentsOf(acting: Acting, { agent, projectId }: PermitRow): Promise<number[]> {
  return agent === null ? await holders(acting, projectId, AssignmentKind.AGENT) : [agent.id]
}

async function authorityOf({ tx, district, now }: Acting, { authorityUnitId }: PermitRow): Promise<number[]> {
  if (authorityUnitId === null) return []
  return (await rosterOf(tx, district.id, dayOf(now), { unitId: authorityUnitId })).map(({ personId }) => personId)
}

async function holders({ tx, now }: Acting, projectId: number, kind: AssignmentKind): Promise<number[]> {
  const rows = await tx.assignment.findMany({
    where: { projectId, kind, ...heldOn(dayOf(now)) },
    select: { personId: true },
  })
  return rows.flatMap(({ personId }) => personId ?? [])
}
