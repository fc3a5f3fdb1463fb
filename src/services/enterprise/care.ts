/** What a working day brings up by itself: certificates that expire, requests nobody answered, tasks of a 会商 due. */
import { CERTIFICATE_DAYS, openServiceStates, unansweredOn } from '../../domain/agency.ts'
import {
  addDays,
  type Day,
  dayFromDb,
  dayOf,
  daysBetween,
  dayToDb,
  showDay,
  showFullDay,
} from '../../domain/calendar-day.ts'
import { addWorkdays } from '../../domain/workday.ts'
import { JointState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellAll } from '../daily-bundle.ts'
import { heldOn } from '../people.ts'
import { overdueDays } from '../problems/find.ts'
import { tellOfficeOf } from '../problems/tell.ts'
import { tellAgents, tellContacts } from './tell.ts'

const [FIRST_DAYS, LAST_DAYS] = CERTIFICATE_DAYS

/** Owes each matter's word on the working day; what was told once is not told again. */
export async function careForEnterprises(acting: Acting, today: Day): Promise<void> {
  await tellCertificates(acting, today)
  await tellUnanswered(acting, today)
  await tellTasks(acting, today)
}

/** To the agents of the enterprise's projects and its contacts, 30 and 7 days before. */
async function tellCertificates(acting: Acting, today: Day): Promise<void> {
  const { tx, district } = acting
  const rows = await tx.enterpriseCertificate.findMany({
    where: {
      enterprise: { districtId: district.id },
      replacedOn: null,
      told7On: null,
      expiresOn: { lte: dayToDb(addDays(today, FIRST_DAYS)), gte: dayToDb(today) },
    },
    include: { enterprise: { select: { id: true, shortName: true, projects: { select: { projectId: true } } } } },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
  })
  for (const { id, name, expiresOn, told30On, enterprise } of rows) {
    const expiry = dayFromDb(expiresOn)
    const left = daysBetween(today, expiry)
    const last = left <= LAST_DAYS
    if (!last && told30On !== null) continue
    const data = last ? { told7On: dayToDb(today) } : { told30On: dayToDb(today) }
    await tx.enterpriseCertificate.update({ where: { id }, data })
    const item = {
      text: `${enterprise.shortName} ${name} ${left === 0 ? '今天' : `还有 ${left} 天`}到期`,
      detail: `${showFullDay(expiry)}到期。换发后请发：企业 ${enterprise.shortName} 证照 ${name} 新的有效期`,
    }
    const [first, ...others] = enterprise.projects
    if (first === undefined) await tellOfficeOf(acting, item, null)
    else await tellAgentsOnce(acting, [first.projectId, ...others.map(({ projectId }) => projectId)], item)
    await tellContacts(acting, enterprise.id, item, null)
  }
}

/** An agent of two projects of the enterprise is told once. */
async function tellAgentsOnce(
  acting: Acting,
  projectIds: readonly number[],
  item: { text: string; detail: string },
): Promise<void> {
  const held = await acting.tx.assignment.findMany({
    where: { projectId: { in: [...projectIds] }, kind: 'AGENT', ...heldOn(dayOf(acting.now)) },
    select: { personId: true },
    orderBy: { id: 'asc' },
  })
  if (held.length > 0)
    return await tellAll(
      acting,
      held.map(({ personId }) => personId),
      item,
      null,
    )
  const [first] = projectIds
  if (first !== undefined) await tellAgents(acting, first, item, null)
}

/** To the agents two working days after the request, to 项目办 after four. */
async function tellUnanswered(acting: Acting, today: Day): Promise<void> {
  const { tx, district, calendar } = acting
  const [waiting] = openServiceStates
  const rows = await tx.serviceRequest.findMany({
    where: { districtId: district.id, state: waiting },
    include: { project: { select: { id: true, shortName: true } } },
    orderBy: { id: 'asc' },
  })
  for (const { id, matter, askedAt, project } of rows) {
    const whose = unansweredOn(calendar, dayOf(askedAt), today)
    if (whose === null) continue
    const item = {
      text: `帮办申请还没有受理：${id} 号 ${project.shortName} ${matter}`,
      detail: `${showDay(dayOf(askedAt))}申请。受理请发：帮办 ${id} 受理`,
      matter: `service:${id}`,
    }
    await (whose === 'agents' ? tellAgents(acting, project.id, item, null) : tellOfficeOf(acting, item, null))
  }
}

/**
 * To who called the 会商, on the working day after the task was due. Its unit is told before and after as of any problem
 * (problems/care.ts).
 */
async function tellTasks(acting: Acting, today: Day): Promise<void> {
  const { tx, district, calendar } = acting
  const rows = await tx.jointTask.findMany({
    where: {
      review: { districtId: district.id, state: { not: JointState.CANCELLED } },
      problem: { dueOn: { lt: dayToDb(today) } },
    },
    include: {
      review: { select: { id: true, calledBy: true, project: { select: { shortName: true } } } },
      problem: { select: { id: true, statement: true, state: true, dueOn: true } },
    },
    orderBy: { id: 'asc' },
  })
  for (const { review, problem } of rows) {
    if (problem.dueOn === null || overdueDays(problem, today) === 0) continue
    if (today !== addWorkdays(calendar, dayFromDb(problem.dueOn), 1)) continue
    const item = {
      text: `会商任务没有按期办结：${review.project.shortName} ${problem.statement}`,
      detail: `问题 ${problem.id} 号，看情况请发：会商 ${review.id}`,
    }
    await tellAll(acting, [review.calledBy], item, null)
  }
}
