/** 任务清单: the milestones that are due by the end of the span, and what each project has to have reached by then. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, daysBetween, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { fixed } from '../../domain/fraction.ts'
import { money, showMoney } from '../../domain/money.ts'
import { lastDay, monthOf, showTenDayShort, type TenDay, tenDay, tenDayOf } from '../../domain/period.ts'
import { targetSpot, targetsInForce } from '../../domain/target-points.ts'
import { ProjectStage } from '../../generated/prisma/client.ts'
import { loadStandings, type Standing } from '../standing.ts'
import type { ListScope } from './scope.ts'

export type Span = 'ten-day' | 'month'

export interface ListItem {
  readonly text: string
  readonly detail?: string
  readonly tone?: 'bad'
}

/** The 旬 at whose end the span ends. */
export function spanEnd(today: Day, span: Span): TenDay {
  const now = tenDayOf(today)
  return span === 'month' ? tenDay(`${monthOf(now)}-3`) : now
}

/** Milestones first, the earliest due in front, then the targets in the order of the district's list. */
export async function taskItems(ctx: Context, scope: ListScope, span: Span): Promise<ListItem[]> {
  const period = spanEnd(ctx.today, span)
  return [...(await dueMilestones(ctx, scope, lastDay(period))), ...(await targets(ctx, scope, period))]
}

async function dueMilestones({ tx, district, today }: Context, scope: ListScope, until: Day): Promise<ListItem[]> {
  const rows = await tx.milestone.findMany({
    where: {
      project: { AND: [{ districtId: district.id, stage: { not: ProjectStage.WITHDRAWN } }, scope.projects] },
      ...{ doneOn: null, withdrawnOn: null, dueOn: { lte: dayToDb(until) } },
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    select: { name: true, dueOn: true, project: { select: { shortName: true } } },
  })
  return rows.map(({ name, dueOn, project }) => {
    const late = daysBetween(dayFromDb(dueOn), today)
    const when = `${showDay(dayFromDb(dueOn))}前完成`
    return {
      text: `${project.shortName} 节点“${name}”`,
      ...(late > 0 ? { detail: `${when}，已过 ${late} 天`, tone: 'bad' as const } : { detail: when }),
    }
  })
}

async function targets(ctx: Context, scope: ListScope, period: TenDay): Promise<ListItem[]> {
  const { tx, district } = ctx
  const rows = await tx.project.findMany({
    where: { AND: [{ districtId: district.id, stage: { not: ProjectStage.COMPLETED } }, scope.projects] },
    select: { id: true, targets: { orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] } },
  })
  const words = new Map(
    rows.map(({ id, targets: own }) => [
      id,
      targetsInForce(own).find(({ period: code }) => targetSpot(code) === period)?.text ?? null,
    ]),
  )
  const standings = await loadStandings(tx, district, period, { projectIds: [...words.keys()] })
  return standings.filter(({ plan }) => plan > 0n).map((one) => targetItem(one, period, words.get(one.id) ?? null))
}

function targetItem({ shortName, target }: Standing, period: TenDay, words: string | null): ListItem {
  const amount = `${showTenDayShort(period)}末累计完成 ${showMoney(money(fixed(target, 2)))}`
  return { text: `${shortName} ${words ?? '投资目标'}`, detail: amount }
}
