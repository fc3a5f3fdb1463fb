/** The figures of the history by the program's own formulas: target, r and g of a project, the summary of a locked 旬. */
import { addDays, day, dayToDb } from '../src/domain/calendar-day.ts'
import { targetAmount, targetCurve } from '../src/domain/curve.ts'
import { gapPoints, targetRatio } from '../src/domain/figures.ts'
import { type Exact, fixed, NOUGHT } from '../src/domain/fraction.ts'
import { type Money, money, moneyText, sum } from '../src/domain/money.ts'
import { lastDay, month, monthOf, type TenDay } from '../src/domain/period.ts'
import { defaultRules } from '../src/domain/rules.ts'
import type { PeriodSummary } from '../src/services/period-summary.ts'
import type { ProjectHistory } from './history.ts'
import { HISTORY, YEAR } from './moment.ts'
import type { DemoProject } from './projects/row.ts'

/** An amount of a table, in whole 万元. */
export function wan(amount: number): Money {
  return money(String(amount))
}

/** A DATE column from a table's day. */
export function date(text: string): Date {
  return dayToDb(day(text))
}

export interface Figures {
  readonly plan: Money
  /** 年度累计 as it was locked. */
  readonly yearToDate: Money
  /** The target as a share of the plan. */
  readonly curve: Exact
  readonly target: Exact
  readonly r: Exact
  readonly g: Exact
}

/** Where a project stood at the lock of a 旬 of the history. */
export function figuresAt(history: ProjectHistory, period: TenDay): Figures {
  const { project, locked } = history
  const plan = wan(project.plan)
  const yearToDate = wan(locked[HISTORY.indexOf(period)] ?? 0)
  const curve = targetCurve(
    {
      plan,
      addedMonth: month(project.addedMonth),
      own: ownTargets(project).map((point) => ({ ...point, cumulative: wan(point.amount) })),
      unit: [],
      monthEnd: defaultRules.curve.monthEnd,
    },
    period,
  )
  const target = targetAmount(plan, curve)
  return { plan, yearToDate, curve, target, r: targetRatio(yearToDate, target), g: gapPoints(yearToDate, plan, curve) }
}

/** The project's own cumulative targets at the month ends, in whole 万元. */
export function ownTargets(project: DemoProject) {
  return (project.ownTargets ?? []).map((amount, i) => ({
    period: month(`${YEAR}-${String(i + 1).padStart(2, '0')}`),
    amount,
  }))
}

/** Whether the plan had taken the project in by the 旬. */
export function isListed(project: DemoProject, period: TenDay): boolean {
  return project.addedMonth <= monthOf(period)
}

/** What the lock of a 旬 kept of the figures. */
export function summaryOf(histories: readonly ProjectHistory[], period: TenDay): PeriodSummary {
  const listed = histories.filter(({ project }) => isListed(project, period))
  const filed = listed.flatMap(({ reports }) => reports.find((report) => report.period === period) ?? [])
  const figures = listed.map((history) => figuresAt(history, period))
  const fresh = listed.filter(({ project }) => project.nature === 'NEW').length
  const by = addDays(lastDay(period), 1)
  return {
    projects: listed.length,
    newProjects: fresh,
    continuedProjects: listed.length - fresh,
    running: listed.filter(({ project }) => (project.resume ?? project.start) < by).length,
    reported: filed.length,
    totalInvestment: moneyText(wan(listed.reduce((total, { project }) => total + project.total, 0))),
    plan: moneyText(sum(figures.map(({ plan }) => plan))),
    periodAmount: moneyText(wan(filed.reduce((total, { amount }) => total + amount, 0))),
    yearToDate: moneyText(sum(figures.map(({ yearToDate }) => yearToDate))),
    target: fixed(
      figures.reduce((total, { target }) => total.add(target), NOUGHT),
      2,
    ),
  }
}
