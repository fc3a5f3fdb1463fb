/** 挂图: what was closed in the 旬 of today: problems 销号, milestones done. */
import type { Tx } from '../../database/client.ts'
import { dayOf, dayToDb, instantAt } from '../../domain/calendar-day.ts'
import { firstDay, showTenDayShort, tenDayOf } from '../../domain/period.ts'
import { ProblemState } from '../../generated/prisma/client.ts'

/** More than a screen shows is counted, not listed. */
const LISTED = 20

export interface ClosedItem {
  readonly project: string
  /** '用地问题已销号', '主体封顶已完成' */
  readonly what: string
}

export interface Closed {
  /** '9月上旬' */
  readonly period: string
  readonly problems: number
  readonly milestones: number
  readonly items: readonly ClosedItem[]
}

export async function closedThisTenDay(tx: Tx, districtId: number, now: Date): Promise<Closed> {
  const today = dayOf(now)
  const period = tenDayOf(today)
  const since = firstDay(period)
  const closed = {
    districtId,
    state: ProblemState.CLOSED,
    closedAt: { gte: instantAt(since, '00:00'), lte: now },
  }
  const done = {
    project: { districtId },
    doneOn: { gte: dayToDb(since), lte: dayToDb(today) },
    withdrawnOn: null,
  }
  const project = { select: { shortName: true } }
  const problems = await tx.problem.findMany({
    where: closed,
    orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
    take: LISTED,
    select: { category: true, project },
  })
  const milestones = await tx.milestone.findMany({
    where: done,
    orderBy: [{ doneOn: 'desc' }, { id: 'desc' }],
    take: LISTED,
    select: { name: true, verifiedAt: true, project },
  })
  return {
    period: showTenDayShort(period),
    problems: await tx.problem.count({ where: closed }),
    milestones: await tx.milestone.count({ where: done }),
    items: [
      ...problems.map((row) => ({ project: row.project.shortName, what: `${row.category ?? ''}问题已销号` })),
      ...milestones.map((row) => ({
        project: row.project.shortName,
        what: `${row.name}已完成${row.verifiedAt === null ? '（待核实）' : ''}`,
      })),
    ],
  }
}
