/** Writes the projects with what belongs to them: aliases, 五个一, plans, targets, milestones, winter stops, problems. */
import type { Tx } from '../../src/database/client.ts'
import { day, instantAt } from '../../src/domain/calendar-day.ts'
import { moneyText } from '../../src/domain/money.ts'
import { AssignmentKind, type Prisma, ProblemState } from '../../src/generated/prisma/client.ts'
import { date, ownTargets, wan } from '../figures.ts'
import { milestonesOf } from '../milestones.ts'
import { YEAR, YEAR_START } from '../moment.ts'
import { stoppedInWinter } from '../pace.ts'
import { exemption, type ProblemRow, problems } from '../problems.ts'
import { projects, unitOf } from '../projects/index.ts'
import type { DemoProject } from '../projects/row.ts'
import { INDUSTRY } from '../sentences.ts'
import { lookUp, type Roster } from './roster.ts'

/** What is made up of an invented project beside its columns: everything. */
const RELATIONS = 'plan history assignments milestones evaluations aliases problems permits orders'.split(' ')

/** Gives the ids by short name. */
export async function writeProjects(tx: Tx, districtId: number, roster: Roster): Promise<(name: string) => number> {
  const rows = await tx.project.createManyAndReturn({
    data: projects.map((project) => ({ districtId, ...columns(project) })),
    select: { id: true, shortName: true },
  })
  const id = lookUp(rows.map((row) => [row.shortName, row.id]))
  const each = <T>(make: (project: DemoProject, projectId: number) => readonly T[]): T[] =>
    projects.flatMap((project) => make(project, id(project.shortName)))

  await tx.projectAlias.createMany({
    data: each(({ aliases }, projectId) => aliases.map((alias) => ({ districtId, projectId, alias }))),
  })
  await tx.assignment.createMany({ data: each((project, projectId) => fiveOnes(project, projectId, roster)) })
  await tx.annualPlan.createMany({ data: each(plan) })
  await tx.targetPoint.createMany({
    data: each((project, projectId) =>
      ownTargets(project).map(({ period, amount }) => ({
        ...{ projectId, period, cumulative: moneyText(wan(amount)), validFrom: date(YEAR_START) },
      })),
    ),
  })
  await tx.milestone.createMany({ data: each(milestones) })
  await tx.stoppage.createMany({ data: each(winterStop) })
  await tx.exemption.create({
    data: {
      projectId: id(exemption.project),
      since: date(exemption.since),
      until: date(exemption.until),
      reason: exemption.reason,
      decidedBy: roster.person('演示项目办甲'),
    },
  })
  await tx.problem.createMany({
    data: problems.map((row) => problem(row, districtId, id(row.project), roster)),
  })
  return id
}

type Columns = Omit<Prisma.ProjectCreateManyInput, 'districtId'>

function columns(project: DemoProject): Columns {
  const { number, shortName, name, nature, stage, chain, owner, location, content } = project
  const resumed = project.resume === null ? null : date(project.resume)
  const known: Columns = {
    ...{ number, shortName, name, nature, stage, chain, owner, location, content },
    totalInvestment: moneyText(wan(project.total)),
    investedBefore: moneyText(wan(project.before)),
    plannedStartOn: date(project.plannedStart),
    startedOn: date(project.start),
    verifiedStartOn: date(project.start),
    plannedResumeOn: project.plannedResume === null ? null : date(project.plannedResume),
    resumedOn: resumed,
    verifiedResumeOn: resumed,
  }
  if (project.of === 'article') {
    const { contactName, contactTitle, phaseOne, plannedCompletion, completed, note, demoFields } = project
    const done = completed === null ? null : date(completed)
    return {
      ...known,
      ...{ contactName, contactTitle, note },
      phaseOneInvestment: phaseOne === null ? null : moneyText(wan(phaseOne)),
      plannedCompletionOn: plannedCompletion === null ? null : date(plannedCompletion),
      completedOn: done,
      verifiedCompletionOn: done,
      demoFields: [...demoFields],
    }
  }
  const all: Columns = { ...known, level: '区级', industry: INDUSTRY[project.kind], note: '演示项目，全部内容为虚构。' }
  const given = Object.entries(all).flatMap(([field, value]) => (value === null ? [] : [field]))
  return { ...all, demoFields: [...given, ...RELATIONS] }
}

function since({ addedMonth }: DemoProject): Date {
  return date(`${addedMonth}-01`)
}

function fiveOnes(project: DemoProject, projectId: number, roster: Roster): Prisma.AssignmentCreateManyInput[] {
  const base = { projectId, since: since(project) }
  const has = (one: 'TEAM' | 'PLAN') => !project.missing.includes(one)
  return [
    { ...base, kind: AssignmentKind.LEADER, personId: roster.person(project.leader) },
    { ...base, kind: AssignmentKind.UNIT, unitId: roster.unit(unitOf(project)) },
    { ...base, kind: AssignmentKind.LIAISON, personId: roster.person(project.liaison) },
    ...(has('TEAM') ? [{ ...base, kind: AssignmentKind.TEAM, text: `${project.shortName}专班（演示）` }] : []),
    ...(has('PLAN') ? [{ ...base, kind: AssignmentKind.PLAN, text: `${project.shortName}推进方案（演示）` }] : []),
  ]
}

function plan(project: DemoProject, projectId: number): Prisma.AnnualPlanCreateManyInput[] {
  const { addedMonth } = project
  const added = addedMonth > `${YEAR}-01`
  return [
    {
      ...{ projectId, year: YEAR, addedMonth, amount: moneyText(wan(project.plan)) },
      validFrom: since(project),
      approvedOn: since(project),
      reason: added ? '年中纳入（演示）' : '年度计划（演示）',
    },
  ]
}

function milestones(project: DemoProject, projectId: number): Prisma.MilestoneCreateManyInput[] {
  return milestonesOf(project).map(({ name, due, done }) => ({
    ...{ projectId, name, dueOn: date(due), doneOn: done === null ? null : date(done) },
    verifiedAt: done === null ? null : instantAt(done, '17:00'),
  }))
}

function winterStop(project: DemoProject, projectId: number): Prisma.StoppageCreateManyInput[] {
  if (project.of !== 'invented' || project.resume === null || !stoppedInWinter(project)) return []
  return [
    { projectId, since: date('2022-11-20'), until: date(project.resume), isWinter: true, reason: '冬季停工（演示）' },
  ]
}

function problem(
  row: ProblemRow,
  districtId: number,
  projectId: number,
  roster: Roster,
): Prisma.ProblemCreateManyInput {
  const project = projects.find(({ shortName }) => shortName === row.project)
  const own = project === undefined ? null : project
  const { category, statement, level, raised, due, submitted, open } = row
  return {
    ...{ districtId, projectId, category, statement, level },
    leadUnitId: roster.unit(row.lead),
    raisedUnitId: roster.unit(row.raisedBy ?? (own === null ? '' : unitOf(own))),
    raisedBy: row.raisedBy === null && own !== null ? roster.person(own.liaison) : null,
    raisedAt: instantAt(day(raised), '10:20'),
    dueOn: due === null ? null : date(due),
    submittedOn: submitted === null ? null : date(submitted),
    state: open ?? ProblemState.CLOSED,
    closedAt: open === null && submitted !== null ? instantAt(day(submitted), '17:10') : null,
  }
}
