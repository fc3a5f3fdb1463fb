/** The figures of 总览, digests and tables (rules.md §3), exact until they are shown. All are 调度口径. */
import { addDays, day, daysBetween } from './calendar-day.ts'
import { targetAmount } from './curve.ts'
import { Exact, exact, NOUGHT, ONE, ratio } from './fraction.ts'
import { type Money, sum } from './money.ts'
import { lastDay, type TenDay, yearOf } from './period.ts'
import { type UnitGroup, unitGroups } from './unit-group.ts'

/** What is known of one project at the end of a 旬. */
export interface ProjectFigures {
  readonly id: number
  /** The responsible unit; a second one is not counted again. */
  readonly unitId: number
  readonly plan: Money
  readonly periodAmount: Money
  readonly yearToDate: Money
  /** Its target as a share of the plan (targetCurve). */
  readonly curve: Exact
}

/** Sums over projects, and the ratios of the sums. */
export interface Totals {
  readonly count: number
  readonly plan: Money
  readonly periodAmount: Money
  readonly yearToDate: Money
  /** 目标累计 in 万元. */
  readonly target: Exact
  /** 年度投资完成率; null without a plan. */
  readonly completion: Exact | null
  /** The target as a share of the plan; null without a plan. */
  readonly curve: Exact | null
  readonly r: Exact
  /** Percentage points behind the target; negative when ahead. */
  readonly g: Exact
}

/** 年度投资完成率 = 年度累计 ÷ 年度计划; null without a plan. */
export function completionRate(yearToDate: Money, plan: Money): Exact | null {
  return ratio(yearToDate, plan)
}

/** r = 年度累计 ÷ 目标累计; 1 when the target is 0. */
export function targetRatio(yearToDate: Money, target: Exact): Exact {
  return target.equals(NOUGHT) ? ONE : exact(yearToDate).div(target)
}

/** g = 100 × (curve − 年度累计 ÷ 年度计划), in percentage points behind the target; 0 without a plan. */
export function gapPoints(yearToDate: Money, plan: Money, curve: Exact): Exact {
  const completion = completionRate(yearToDate, plan)
  return completion ? curve.sub(completion).mul(100n) : NOUGHT
}

/** 时间进度: days elapsed ÷ days in the year at the 旬's last day. A reference column only. */
export function timeProgress(period: TenDay): Exact {
  const before = addDays(day(`${period.slice(0, 4)}-01-01`), -1)
  const end = day(`${yearOf(period)}-12-31`)
  return new Exact(daysBetween(before, lastDay(period)), daysBetween(before, end))
}

export function totals(projects: readonly ProjectFigures[]): Totals {
  const plan = sum(projects.map((project) => project.plan))
  const yearToDate = sum(projects.map((project) => project.yearToDate))
  const target = projects.reduce((total, project) => total.add(targetAmount(project.plan, project.curve)), NOUGHT)
  const curve = plan === 0n ? null : target.div(exact(plan))
  return {
    count: projects.length,
    plan,
    periodAmount: sum(projects.map((project) => project.periodAmount)),
    yearToDate,
    target,
    completion: completionRate(yearToDate, plan),
    curve,
    r: targetRatio(yearToDate, target),
    g: gapPoints(yearToDate, plan, curve ?? NOUGHT),
  }
}

export interface StartState {
  /** 已开工 (新建) or 已复工 (续建). */
  readonly running: boolean
  /** Its planned start or resumption has come. */
  readonly due: boolean
}

/** 综合开复工率: those running ÷ all; null when there are none. */
export function startRate(projects: readonly StartState[]): Exact | null {
  return projects.length === 0 ? null : new Exact(projects.filter(({ running }) => running).length, projects.length)
}

/** 按期开复工率: the same over those already due. */
export function dueStartRate(projects: readonly StartState[]): Exact | null {
  return startRate(projects.filter(({ due }) => due))
}

export interface UnitRow extends Totals {
  readonly unitId: number
}

export interface GroupRows {
  readonly group: UnitGroup
  readonly rows: readonly UnitRow[]
}

/**
 * One row for each unit that has a project, in order of r within its group; equal r keeps the order of `units`.
 * Groups without a row are left out.
 */
export function unitRows(
  projects: readonly ProjectFigures[],
  units: readonly { readonly id: number; readonly group: UnitGroup }[],
): readonly GroupRows[] {
  const byUnit = new Map<number, ProjectFigures[]>()
  for (const project of projects) byUnit.set(project.unitId, [...(byUnit.get(project.unitId) ?? []), project])
  const rows = units.flatMap(({ id, group }) => {
    const own = byUnit.get(id)
    return own ? [{ group, row: { unitId: id, ...totals(own) } }] : []
  })
  return unitGroups.flatMap((group) => {
    const inGroup = rows.filter((entry) => entry.group === group).map((entry) => entry.row)
    return inGroup.length === 0 ? [] : [{ group, rows: inGroup.sort((a, b) => b.r.compare(a.r)) }]
  })
}

/** The projects at least so many percentage points behind their target, the furthest behind first. */
export function laggingProjects<P extends ProjectFigures>(
  projects: readonly P[],
  points: number,
): readonly { readonly project: P; readonly g: Exact }[] {
  const limit = new Exact(BigInt(Math.round(points * 100)), 100n)
  return projects
    .map((project) => ({ project, g: gapPoints(project.yearToDate, project.plan, project.curve) }))
    .filter(({ g }) => g.gt(NOUGHT) && g.gte(limit))
    .sort((a, b) => b.g.compare(a.g))
}
