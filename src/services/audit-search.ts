/** Reading the audit: the newest changes of a district, by project, person or day, in words. */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import { addDays, type Day, instantAt } from '../domain/calendar-day.ts'
import { parseTenDay, showTenDayShort } from '../domain/period.ts'
import { isRole, showRole } from '../domain/roles.ts'
import type { Prisma } from '../generated/prisma/client.ts'

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
}

export interface Wanted {
  readonly on: Day | null
  /** Short name. */
  readonly project: string | null
  readonly personId: number | null
  readonly most: number
}

const SUBJECTS: Readonly<Record<string, string>> = {
  report: '旬报',
  correction: '更正',
  project: '项目',
  plan: '年度计划',
  problem: '问题',
  period: '旬',
  notice: '通报',
  person: '人员',
  unit: '单位',
  identity: '账号',
  chat: '群',
  district: '区',
  rule: '规则',
  preference: '接收偏好',
  outbox: '消息',
  assignment: '五个一',
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
  return rows.map((row) => ({
    at: row.at,
    who: row.person?.name ?? (row.identityId === null ? '系统' : '未绑定的人'),
    command: row.command,
    what: `${SUBJECTS[row.subject] ?? row.subject} ${names.get(`${row.subject}:${row.subjectId}`) ?? show(row.subjectId)}`,
    change: showChange(row.subject, row.before, row.after),
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
  ].map(([subject, row]) => [`${subject}:${row.id}`, row.project.shortName] as const)
  const projects = await tx.project.findMany({ ...where('project'), select: { id: true, shortName: true } })
  const people = await tx.person.findMany({ ...where('person'), select: { id: true, name: true } })
  const chats = await tx.chat.findMany({ ...where('chat'), select: { id: true, name: true } })
  const districts = await tx.district.findMany({ ...where('district'), select: { id: true, name: true } })
  return new Map([
    ...named,
    ...districts.map(({ id, name }) => [`district:${id}`, name] as const),
    ...projects.map(({ id, shortName }) => [`project:${id}`, shortName] as const),
    ...people.map(({ id, name }) => [`person:${id}`, name] as const),
    ...chats.map(({ id, name }) => [`chat:${id}`, name ?? String(id)] as const),
  ])
}

/** What people call the fields that changes carry; one without a name here is for the database only. */
const FIELDS: Readonly<Record<string, string>> = {
  amount: '本旬',
  backfill: '补报',
  state: '状态',
  period: '旬',
  role: '身份',
  roles: '身份',
  use: '用途',
  value: '值',
  fromMonth: '起算月',
  until: '止于',
  mode: '方式',
  urged: '人数',
  digest: '频率',
}
const WORDS: Readonly<Record<string, string>> = {
  SUBMITTED: '已报',
  APPROVED: '已通过',
  RETURNED: '退回',
  LOCKED: '已锁定',
  PENDING: '待审核',
  REFUSED: '不同意',
  OPEN: '待受理',
  PREVIEW: '待发',
  HELD: '暂缓',
  PUBLISHED: '已发布',
  DISPATCH: '调度群',
  QUERY: '查询群',
  NONE: '不绑定',
  auto: '自动',
  approve: '审批',
  off: '不发',
}

const plainSchema = z.record(z.string(), z.unknown())

/** Each value that changed and has a name, as '本旬 700.00→800.00'. */
function showChange(subject: string, before: unknown, after: unknown): string {
  const [was, is] = [plainSchema.safeParse(before).data ?? {}, plainSchema.safeParse(after).data ?? {}]
  return Object.entries(FIELDS)
    .filter(([field]) => (field in was || field in is) && show(was[field]) !== show(is[field]))
    .map(
      ([field, name]) =>
        `${nameOf(subject, field, name)} ${field in was && field in is ? `${show(was[field])}→` : ''}${show(field in is ? is[field] : was[field])}`,
    )
    .join('，')
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '—'
  if (Array.isArray(value)) return value.map(show).join('、')
  if (typeof value !== 'string') return JSON.stringify(value)
  const period = parseTenDay(value)
  if (period !== null) return showTenDayShort(period)
  if (/^-?\d+\.\d{2}$/.test(value)) return `${value} 万元`
  const role = value.toLowerCase()
  if (isRole(role)) return showRole(role)
  return (Object.hasOwn(WORDS, value) ? WORDS[value] : undefined) ?? value
}

/** A plan's amount is the year's. */
function nameOf(subject: string, field: string, name: string): string {
  return subject === 'plan' && field === 'amount' ? '全年' : name
}
