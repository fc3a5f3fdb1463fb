/** Reading the audit: the newest changes of a district, by project, person or day, in words. */
import type { Tx } from '../database/client.ts'
import { addDays, type Day, instantAt } from '../domain/calendar-day.ts'
import { month, showMonth } from '../domain/period.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { showChange, showSubject } from './audit-words.ts'

export interface Entry {
  readonly at: Date
  /** A name; 系统 for a job, 未绑定的人 for an unknown account. */
  readonly who: string
  /** English id of the command or job. */
  readonly command: string
  /** '旬报 示例甲', '人员 12' */
  readonly what: string
  /** '本旬 700.00→800.00', '' when there is nothing to show */
  readonly change: string
  /** The reason that was given, null when none was. */
  readonly reason: string | null
}

export interface Wanted {
  readonly on: Day | null
  /** Short name. */
  readonly project: string | null
  readonly personId: number | null
  readonly most: number
}

/** The newest changes, the newest first. */
export async function recentEntries(tx: Tx, districtId: number, wanted: Wanted): Promise<readonly Entry[]> {
  // Suggestions are promised to reach 项目办 without a name: who and when would tell it.
  const conditions: Prisma.AuditEntryWhereInput[] = [{ districtId, subject: { not: 'suggestion' } }]
  if (wanted.on !== null) {
    conditions.push({ at: { gte: instantAt(wanted.on, '00:00'), lt: instantAt(addDays(wanted.on, 1), '00:00') } })
  }
  if (wanted.personId !== null) {
    const id = wanted.personId
    conditions.push({ OR: [{ personId: id }, { subject: 'person', subjectId: String(id) }] })
  }
  if (wanted.project !== null) conditions.push(await aboutProject(tx, districtId, wanted.project))
  const rows = await tx.auditEntry.findMany({
    where: { AND: conditions },
    include: { person: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: wanted.most,
  })
  const names = await subjectNames(tx, rows)
  const reasons = await reasonsOf(tx, districtId, rows)
  return rows.map((row) => ({
    at: row.at,
    who: row.person?.name ?? (row.identityId === null ? '系统' : '未绑定的人'),
    command: row.command,
    what: `${showSubject(row.subject)} ${names.get(`${row.subject}:${row.subjectId}`) ?? row.subjectId}`,
    change: showChange(row.subject, row.before, row.after),
    reason: reasons.get(reasonKey(row)) ?? null,
  }))
}

/** What was changed of a project: itself, and what names it by `project` or `projectId`, or belongs to it. */
async function aboutProject(tx: Tx, districtId: number, shortName: string): Promise<Prisma.AuditEntryWhereInput> {
  const project = await tx.project.findUniqueOrThrow({
    where: { districtId_shortName: { districtId, shortName } },
    select: {
      id: true,
      reports: { select: { id: true } },
      corrections: { select: { id: true } },
      problems: { select: { id: true } },
      plans: { select: { id: true } },
    },
  })
  const of = (subject: string, rows: readonly { id: number }[]): Prisma.AuditEntryWhereInput => ({
    subject,
    subjectId: { in: rows.map(({ id }) => String(id)) },
  })
  return {
    OR: [
      of('project', [project]),
      of('report', project.reports),
      of('correction', project.corrections),
      of('problem', project.problems),
      of('plan', project.plans),
      { after: { path: ['project'], equals: project.id } },
      { after: { path: ['projectId'], equals: project.id } },
    ],
  }
}

interface Row {
  readonly subject: string
  readonly subjectId: string
  readonly at: Date
}

/** The reasons kept beside the audit, by the change that they were given for. */
async function reasonsOf(tx: Tx, districtId: number, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const given = await tx.changeReason.findMany({
    where: { districtId, subjectId: { in: rows.map(({ subjectId }) => subjectId) } },
    orderBy: { id: 'asc' },
  })
  return new Map(given.map((row) => [reasonKey(row), row.reason]))
}

function reasonKey({ subject, subjectId, at }: Row): string {
  return `${subject}:${subjectId}:${at.getTime()}`
}

/** Names for the subjects that have one: the project behind a report, the person, the group. */
async function subjectNames(tx: Tx, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = (subject: string): number[] =>
    rows.filter((row) => row.subject === subject && /^\d+$/.test(row.subjectId)).map((row) => Number(row.subjectId))
  const where = (subject: string) => ({ where: { id: { in: ids(subject) } } })
  const project = { select: { id: true, project: { select: { shortName: true } } } } as const
  const named = [
    ...(await tx.report.findMany({ ...where('report'), ...project })).map((row) => ['report', row] as const),
    ...(await tx.correction.findMany({ ...where('correction'), ...project })).map(
      (row) => ['correction', row] as const,
    ),
    ...(await tx.problem.findMany({ ...where('problem'), ...project })).map((row) => ['problem', row] as const),
    ...(await tx.annualPlan.findMany({ ...where('plan'), ...project })).map((row) => ['plan', row] as const),
    ...(await tx.stoppage.findMany({ ...where('stoppage'), ...project })).map((row) => ['stoppage', row] as const),
    ...(await tx.exemption.findMany({ ...where('exemption'), ...project })).map((row) => ['exemption', row] as const),
    ...(await tx.disqualification.findMany({ ...where('disqualification'), ...project })).map(
      (row) => ['disqualification', row] as const,
    ),
    ...(await tx.inspection.findMany({ ...where('inspection'), ...project })).map(
      (row) => ['inspection', row] as const,
    ),
    ...(await tx.targetPoint.findMany({ ...where('target'), ...project })).map((row) => ['target', row] as const),
    ...(await tx.objection.findMany({ ...where('objection'), ...project })).map((row) => ['objection', row] as const),
    ...(await tx.supervisionOrder.findMany({ ...where('order'), ...project })).map((row) => ['order', row] as const),
  ].map(([subject, row]) => [`${subject}:${row.id}`, row.project.shortName] as const)
  const milestones = await tx.milestone.findMany({
    ...where('milestone'),
    select: { ...project.select, name: true },
  })
  const units = await tx.unitTarget.findMany({
    ...where('unit-target'),
    select: { id: true, unit: { select: { shortName: true } } },
  })
  const evaluated = rows.filter(({ subject }) => subject === 'evaluation').map(({ subjectId }) => subjectId)
  const projects = await tx.project.findMany({
    where: { id: { in: [...ids('project'), ...evaluated.flatMap((id) => evaluatedProject(id) ?? [])] } },
    select: { id: true, shortName: true },
  })
  const shortNames = new Map(projects.map(({ id, shortName }) => [id, shortName]))
  const people = await tx.person.findMany({ ...where('person'), select: { id: true, name: true } })
  const chats = await tx.chat.findMany({ ...where('chat'), select: { id: true, name: true } })
  const districts = await tx.district.findMany({ ...where('district'), select: { id: true, name: true } })
  return new Map([
    ...named,
    ...milestones.map((row) => [`milestone:${row.id}`, `${row.project.shortName} ${row.name}`] as const),
    ...units.map((row) => [`unit-target:${row.id}`, row.unit.shortName] as const),
    ...evaluated.map((id) => [`evaluation:${id}`, evaluatedName(id, shortNames)] as const),
    ...districts.map(({ id, name }) => [`district:${id}`, name] as const),
    ...projects.map(({ id, shortName }) => [`project:${id}`, shortName] as const),
    ...people.map(({ id, name }) => [`person:${id}`, name] as const),
    ...chats.map(({ id, name }) => [`chat:${id}`, name ?? String(id)] as const),
  ])
}

/** An evaluation is named by its month ('2023-09'), or by month and project ('2023-09:12'). */
function evaluatedProject(subjectId: string): number | null {
  const id = subjectId.split(':')[1]
  return id === undefined ? null : Number(id)
}

/** '2023年9月', '2023年9月 示例甲' */
function evaluatedName(subjectId: string, shortNames: ReadonlyMap<number, string>): string {
  const project = evaluatedProject(subjectId)
  const of = showMonth(month(subjectId.slice(0, 7)))
  return project === null ? of : `${of} ${shortNames.get(project) ?? project}`
}
