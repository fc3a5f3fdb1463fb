/**
 * A project's month by rules.md §6, as far as the demonstration has data: A 投资进度, B 节点, C 开复工, E 问题, F 数据质量.
 * D 手续 needs permits, which the demonstration does not have, and is left out like any item that does not apply.
 */
import { day, dayOf, daysBetween } from '../../src/domain/calendar-day.ts'
import { Exact, exact, fixed, NOUGHT, ONE } from '../../src/domain/fraction.ts'
import { showMoney, ZERO } from '../../src/domain/money.ts'
import { type Month, tenDay } from '../../src/domain/period.ts'
import { type Figures, figuresAt } from '../figures.ts'
import { momentsOf, type ProjectHistory } from '../history.ts'
import { lateness, type MilestoneRow, milestonesOf } from '../milestones.ts'
import { problems } from '../problems.ts'
import { unitOf } from '../projects/index.ts'

export interface Item {
  readonly key: 'A' | 'B' | 'C' | 'E' | 'F'
  readonly points: Exact
  readonly of: number
  readonly text: string
}

/** What a month's evaluation looks at. */
export interface MonthFacts {
  readonly month: Month
  readonly history: ProjectHistory
  readonly figures: Figures
  /** Milestones as they were known at the cut-off: the lock of the month's 下旬. */
  readonly milestones: readonly MilestoneRow[]
}

export function monthFacts(history: ProjectHistory, month: Month): MonthFacts {
  const period = tenDay(`${month}-3`)
  const cutOff = dayOf(momentsOf(period).lockAt)
  const milestones = milestonesOf(history.project).map((milestone) =>
    milestone.done !== null && milestone.done > cutOff ? { ...milestone, done: null } : milestone,
  )
  return { month, history, figures: figuresAt(history, period), milestones }
}

/** The items that apply. */
export function itemsOf(facts: MonthFacts): Item[] {
  return [progress(facts), milestones(facts), start(facts), problemsClosed(facts), quality(facts)].filter(
    (item) => item !== null,
  )
}

function item(key: Item['key'], of: number, share: Exact, text: string): Item {
  return { key, points: share.mul(of), of, text }
}

function progress({ figures: { plan, yearToDate, target, r } }: MonthFacts): Item | null {
  if (plan === ZERO) return null
  const formula = `40 × min(1, ${showMoney(yearToDate)} ÷ 目标 ${fixed(target, 2)} 万元)`
  return item('A', 40, r.gt(ONE) ? ONE : r, `投资进度 ${formula}`)
}

function milestones({ month, milestones: all }: MonthFacts): Item | null {
  const due = all.filter((milestone) => milestone.due.startsWith(month))
  if (due.length === 0) return null
  const shares = due.map(({ due: on, done }) => (done === null ? NOUGHT : byLateness(lateness({ due: on, done }))))
  const mean = shares.reduce((total, share) => total.add(share), NOUGHT).div(due.length)
  const said = due.map(({ name, due: on, done }) => `${name} ${done === null ? '未完成' : late(daysBetween(on, done))}`)
  return item('B', 25, mean, `节点 25 × ${fixed(mean, 3)}（${said.join('，')}）`)
}

function byLateness(days: number): Exact {
  if (days <= 0) return ONE
  if (days <= 10) return new Exact(3n, 5n)
  return days <= 30 ? new Exact(3n, 10n) : NOUGHT
}

function late(days: number): string {
  return days <= 0 ? '按期' : `晚 ${days} 天`
}

function start({ month, history: { project } }: MonthFacts): Item | null {
  const { nature, start: started, plannedStart, resume, plannedResume } = project
  const planned = nature === 'NEW' ? plannedStart : plannedResume
  const done = nature === 'NEW' ? started : resume
  if (planned === null || done === null || planned.slice(0, 7) > month) return null
  const days = daysBetween(day(planned), day(done))
  const share = days <= 0 ? ONE : days <= 30 ? new Exact(1n, 2n) : NOUGHT
  return item('C', 10, share, `${nature === 'NEW' ? '开工' : '复工'} ${late(days)}`)
}

function problemsClosed({ month, history: { project } }: MonthFacts): Item | null {
  const unit = unitOf(project)
  const due = problems.filter(
    ({ project: on, lead, raisedBy, due: by, open }) =>
      on === project.shortName && lead === unit && raisedBy !== null && by?.startsWith(month) && open !== 'SUSPENDED',
  )
  if (due.length === 0) return null
  const onTime = due.filter(closedOnTime).length
  return item('E', 10, new Exact(onTime, due.length), `问题按期销号 ${onTime}/${due.length}`)
}

/** Submitted for closing on or before the due date. */
export function closedOnTime({ due, submitted }: { readonly due: string | null; readonly submitted: string | null }) {
  return due !== null && submitted !== null && submitted <= due
}

function quality({ month, history: { reports } }: MonthFacts): Item | null {
  const filed = reports.filter(({ period }) => period.startsWith(month))
  const periods = 3
  const onTime = filed.filter((report) => report.onTime).length
  const clean = filed.filter(({ replaced }) => replaced === null || replaced.returnReason === null).length
  const share = new Exact(2 * onTime + clean, periods).add(2)
  return item('F', 5, share.div(5), `数据质量 按期 ${onTime}/${periods}，一次通过 ${clean}/${periods}，核查无出入`)
}

/** 加分, at most 5: the early 投产 and the early milestones of the month, and 110 % of the target. */
export function bonusOf({ month, history: { project }, figures, milestones: all }: MonthFacts): Exact {
  const early = all.filter(({ due, done }) => done?.startsWith(month) && lateness({ due, done }) <= -10).length
  const opened =
    project.of === 'article' &&
    project.completed !== null &&
    project.plannedCompletion !== null &&
    project.completed.startsWith(month) &&
    project.completed < project.plannedCompletion
  const ahead = exact(figures.yearToDate).gte(figures.target.mul(new Exact(11n, 10n))) && !figures.target.equals(NOUGHT)
  const halves = Math.min(early, 3) + (opened ? 4 : 0) + (ahead ? 2 : 0)
  return new Exact(Math.min(halves, 10), 2)
}
