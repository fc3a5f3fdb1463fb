/**
 * What the demonstration's months are judged by, in the form in which the program keeps it. There are no permits, no
 * inspections and no stopped projects in it, so D 手续 does not apply.
 */
import { monthEnd } from '../../src/domain/assessment-calendar.ts'
import { type Day, dayOf } from '../../src/domain/calendar-day.ts'
import { type PlateColourName, type ProjectMonthInput, projectMonthInput } from '../../src/domain/evaluation/input.ts'
import { type ApprovalInput, approvalInput } from '../../src/domain/evaluation/unit-month-detail.ts'
import { moneyText } from '../../src/domain/money.ts'
import { type Month, type TenDay, tenDay } from '../../src/domain/period.ts'
import { figuresAt } from '../figures.ts'
import { momentsOf, type ProjectHistory } from '../history.ts'
import { milestonesOf } from '../milestones.ts'
import { exemption, type ProblemRow, problems } from '../problems.ts'
import { unitOf } from '../projects/index.ts'
import type { DemoProject } from '../projects/row.ts'
import type { UnitName } from '../units.ts'

/** The ids that the rows got in the database, by what the tables call them. */
export interface Ids {
  readonly project: (shortName: string) => number
  readonly unit: (shortName: string) => number
  readonly milestone: (shortName: string, name: string) => number
  readonly problem: (statement: string) => number
}

export interface PastPlate {
  readonly month: Month
  readonly colour: PlateColourName
}

/** A listed project's month, as it was known at the cut-off: the lock of the month's 下旬. */
export function projectInput(
  { project, reports, ...history }: ProjectHistory,
  of: Month,
  plates: readonly PastPlate[],
  ids: Ids,
): ProjectMonthInput {
  const { plan, yearToDate, curve } = figuresAt({ project, reports, ...history }, tenDay(`${of}-3`))
  return projectMonthInput.parse({
    month: of,
    projectId: ids.project(project.shortName),
    name: project.shortName,
    unitId: ids.unit(unitOf(project)),
    plan: moneyText(plan),
    yearToDate: moneyText(yearToDate),
    curve: curve.toFraction(),
    start: startOf(project),
    stopped: false,
    exempt: project.shortName === exemption.project && holds(exemption, monthEnd(of)),
    disqualified: false,
    milestones: milestones(project, of, ids),
    permits: [],
    problems: judgedProblems(project, of, ids),
    reports: tenDays(of).map((period) => {
      const report = reports.find((filed) => filed.period === period)
      const returned = report?.replaced?.returnReason ?? null
      return { period, onTime: report?.onTime ?? null, returned: returned !== null }
    }),
    inspection: null,
    completion: completionIn(project, of),
    escalatedClosed: 0,
    plates,
  })
}

/** What an 审批要素部门 is judged by. */
export function approvalOf(unit: UnitName, of: Month, ids: Ids): ApprovalInput {
  const led = dueIn(of, ({ lead }) => lead === unit)
  return approvalInput.parse({ permits: [], problems: led.map((row) => problemInput(row, of, ids)) })
}

/** Problems that the unit leads, due by the month's end and open then. */
export function overdueProblems(unit: UnitName, of: Month): number {
  const end = monthEnd(of)
  const overdue = problems.filter(({ lead, due, submitted, open }) => {
    const closed = open === null && submitted !== null && submitted <= end
    return lead === unit && due !== null && due <= end && !closed && open !== 'SUSPENDED'
  })
  return overdue.length
}

function holds({ since, until }: { readonly since: string; readonly until: string }, on: Day): boolean {
  return since <= on && on < until
}

function cutOff(of: Month): Day {
  return dayOf(momentsOf(tenDay(`${of}-3`)).lockAt)
}

function tenDays(of: Month): TenDay[] {
  return [1, 2, 3].map((part) => tenDay(`${of}-${part}`))
}

function startOf({ nature, plannedStart, start, plannedResume, resume }: DemoProject) {
  if (nature === 'NEW') return { kind: 'start', plannedOn: plannedStart, verifiedOn: start }
  return plannedResume === null ? null : { kind: 'resumption', plannedOn: plannedResume, verifiedOn: resume }
}

function milestones(project: DemoProject, of: Month, ids: Ids) {
  return milestonesOf(project)
    .map(({ done, ...milestone }) => ({ ...milestone, done: done !== null && done > cutOff(of) ? null : done }))
    .filter(({ due, done }) => due <= monthEnd(of) || done?.startsWith(of))
    .map(({ name, due, done }) => ({
      ...{ id: ids.milestone(project.shortName, name), name, weight: '1', dueOn: due, doneOn: done },
    }))
}

/** Led by the responsible unit and raised by another: reporting a problem costs nothing. */
function judgedProblems(project: DemoProject, of: Month, ids: Ids) {
  const unit = unitOf(project)
  return dueIn(of, ({ project: on, lead, raisedBy }) => {
    return on === project.shortName && lead === unit && raisedBy !== null && raisedBy !== unit
  }).map((row) => problemInput(row, of, ids))
}

type DueProblem = ProblemRow & { readonly due: string }

function dueIn(of: Month, concerns: (row: ProblemRow) => boolean): DueProblem[] {
  return problems.flatMap(({ due, ...row }) => {
    if (due === null || !due.startsWith(of) || row.open === 'SUSPENDED') return []
    return concerns({ ...row, due }) ? [{ ...row, due }] : []
  })
}

function problemInput({ statement, due, submitted, open, level }: DueProblem, of: Month, ids: Ids) {
  const confirmed = open === null && submitted !== null && submitted <= cutOff(of)
  return { id: ids.problem(statement), dueOn: due, submittedOn: confirmed ? submitted : null, level }
}

function completionIn(project: DemoProject, of: Month) {
  if (project.of !== 'article' || project.completed === null || !project.completed.startsWith(of)) return null
  return { plannedOn: project.plannedCompletion, doneOn: project.completed }
}
