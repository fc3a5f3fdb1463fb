/** Reading the audit: the newest changes of a district, by project, person or day, in words. */
import type { Tx } from '../database/client.ts'
import { addDays, type Day, instantAt } from '../domain/calendar-day.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { subjectNames } from './audit-names.ts'
import { showChange, showSubject, showTime } from './audit-words.ts'

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
    what: `${showSubject(row.subject)} ${names.get(`${row.subject}:${row.subjectId}`) ?? showTime(row.subjectId)}`,
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
