/** 总览: the district's totals at the last locked 旬, and how far the open one has been reported. */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { startRate, type Totals, totals } from '../domain/figures.ts'
import type { Exact } from '../domain/fraction.ts'
import { type Money, sum } from '../domain/money.ts'
import { OPEN, UNDER_WAY } from '../domain/order.ts'
import type { TenDay } from '../domain/period.ts'
import { ProblemState, ProjectNature } from '../generated/prisma/client.ts'
import { type AsOf, asOf } from './as-of.ts'
import { type SinceLock, sinceLock } from './ledger-book/later.ts'
import { standingsAsOf } from './locked-standing.ts'
import { askedUnlocked } from './periods.ts'
import { overdueDays } from './problems/find.ts'
import { promotionLine, promotionSummary } from './promotion/summary.ts'
import { reserveLine, reserveSummary } from './reserve/summary.ts'

export interface Overview {
  readonly asOf: AsOf
  readonly projects: number
  readonly continued: number
  readonly fresh: number
  /** 综合开复工率; null without projects. */
  readonly startRate: Exact | null
  readonly totalInvestment: Money
  readonly totals: Totals
  readonly openProblems: number
  readonly overdueProblems: number
  /** What came after the lock and is not in the figures. */
  readonly sinceLock: SinceLock
  /** The 旬 that is being reported now, and how many have. */
  readonly open: readonly { readonly period: TenDay; readonly reported: number }[]
  /** 招商 and 储备 as of today, in a line each; those that the district keeps. */
  readonly pipeline: readonly string[]
  /** Orders under way, and how many of them are past their due day. */
  readonly orders: { readonly open: number; readonly overdue: number }
}

/** Gathers 总览 as it stands on a day. */
export async function overview(tx: Tx, district: DistrictRef, today: Day): Promise<Overview> {
  const at = await asOf(tx, district, today)
  const standings = await standingsAsOf(tx, district, at)
  const asked = await askedUnlocked(tx, district.id)
  const all = totals(standings)
  const promotion = await promotionSummary({ tx, district }, today)
  const reserve = await reserveSummary({ tx, district }, today, all.yearToDate)
  const reports = await tx.report.groupBy({
    by: ['period'],
    where: { districtId: district.id, period: { in: [...asked] }, state: { not: 'RETURNED' } },
    _count: { _all: true },
  })
  return {
    asOf: at,
    projects: standings.length,
    continued: standings.filter((standing) => standing.nature === ProjectNature.CONTINUED).length,
    fresh: standings.filter((standing) => standing.nature === ProjectNature.NEW).length,
    startRate: startRate(standings),
    totalInvestment: sum(
      standings.flatMap(({ totalInvestment }) => (totalInvestment === null ? [] : [totalInvestment])),
    ),
    totals: all,
    sinceLock: at.locked ? await sinceLock(tx, district.id, at.period, standings) : { corrections: 0, projects: 0 },
    ...(await problemCounts(tx, district, today)),
    open: asked.map((period) => ({
      period,
      reported: reports.find((row) => row.period === period)?._count._all ?? 0,
    })),
    pipeline: [
      ...(promotion === null ? [] : [promotionLine(promotion)]),
      ...(reserve === null ? [] : [reserveLine(reserve)]),
    ],
    orders: {
      open: await tx.supervisionOrder.count({ where: { districtId: district.id, state: { in: [...OPEN] } } }),
      overdue: await tx.supervisionOrder.count({
        where: { districtId: district.id, state: { in: [...UNDER_WAY] }, dueOn: { lt: dayToDb(today) } },
      }),
    },
  }
}

async function problemCounts(tx: Tx, district: DistrictRef, today: Day) {
  const rows = await tx.problem.findMany({
    where: { districtId: district.id, state: { not: ProblemState.CLOSED } },
    select: { state: true, dueOn: true },
  })
  return {
    openProblems: rows.length,
    overdueProblems: rows.filter((row) => overdueDays(row, today) > 0).length,
  }
}
