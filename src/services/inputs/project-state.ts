/** What a project's card says of its state beside the figures: 停工, 豁免, 不参评, 节点, 手续. Each is one line, when there is any. */
import type { Context } from '../../chat/command.ts'
import { dayFromDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { projectPermitsLine } from '../permits/project-line.ts'
import { exclusionsNow, type Kind, showKind } from './exclusions.ts'
import { lastStop } from './facts.ts'
import { milestonesOf } from './milestones.ts'
import { showStop } from './stoppages.ts'

/** For people of the district only: reasons are not for observers. */
export async function projectStateLines(ctx: Context, project: Project): Promise<string[]> {
  const stop = await lastStop(ctx.tx, project.id)
  const stopped =
    stop === null || stop.until !== null ? [] : [`${showDay(dayFromDb(stop.since))}起${showStop(stop)}：${stop.reason}`]
  const excluded = [
    ...(await exclusionLines(ctx, 'exemption', project)),
    ...(await exclusionLines(ctx, 'disqualification', project)),
  ]
  return [...stopped, ...excluded, ...(await milestoneLines(ctx, project)), ...(await permitLines(ctx, project))]
}

async function exclusionLines(ctx: Context, kind: Kind, { shortName }: Project): Promise<string[]> {
  const all = await exclusionsNow(ctx, kind, shortName)
  return all
    .filter(({ since }) => since <= ctx.today)
    .map(({ through, reason }) => `${showKind(kind)}到${showFullDay(through)}：${reason}`)
}

/** '节点：已完成 1/3；下一个 主体封顶 10月20日' */
async function milestoneLines(ctx: Context, project: Project): Promise<string[]> {
  const milestones = await milestonesOf(ctx, project.id)
  if (milestones.length === 0) return []
  const done = milestones.filter(({ verifiedAt }) => verifiedAt !== null).length
  const waiting = milestones.filter(({ doneOn, verifiedAt }) => doneOn !== null && verifiedAt === null).length
  const next = milestones.find(({ doneOn }) => doneOn === null)
  return [
    [
      `节点：已核实 ${done}/${milestones.length}`,
      ...(waiting > 0 ? [`待核实 ${waiting}`] : []),
      ...(next === undefined ? [] : [`下一个 ${next.name} ${showDay(dayFromDb(next.dueOn))}`]),
    ].join('；'),
  ]
}

/** '手续：已办结 5/8，在办 2；最近到期 施工许可证 剩 3 个工作日（10月12日前）' */
async function permitLines(ctx: Context, project: Project): Promise<string[]> {
  const line = await projectPermitsLine(ctx, project.id)
  return line === null ? [] : [line]
}
