/** 审核: 项目办 accepts reports before the lock, or returns one with a reason (rules.md §4). */
import { button, say } from '../chat/card.ts'
import { dayOf, showDayTime } from '../domain/calendar-day.ts'
import { moneyFromDb } from '../domain/money.ts'
import { showTenDay, showTenDayShort, type TenDay, tenDay } from '../domain/period.ts'
import { UserError } from '../errors.ts'
import { AssignmentKind, type Project, type Report, ReportState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { bookReport, unbookReport } from './ledger.ts'
import { heldOn } from './people.ts'
import { holdOpen, isLocked, momentsOf, workdayLater } from './periods.ts'

export type Reviewed = Report & { readonly project: Pick<Project, 'id' | 'number' | 'shortName'> }

/** The reports of open 旬 in some states, in the order of the list. */
export async function openReports(
  { tx, district }: Pick<Acting, 'tx' | 'district'>,
  states: readonly ReportState[],
): Promise<Reviewed[]> {
  const locked = await tx.period.findFirst({
    where: { districtId: district.id, lockedAt: { not: null } },
    orderBy: { code: 'desc' },
    select: { code: true },
  })
  return await tx.report.findMany({
    where: { districtId: district.id, state: { in: [...states] }, period: { gt: locked?.code ?? '' } },
    orderBy: [{ period: 'asc' }, { project: { number: 'asc' } }],
    include: { project: { select: { id: true, number: true, shortName: true } } },
  })
}

/** The report of a number while it can still be reviewed; throws the sentence else. */
export async function reportNumbered({ tx, district }: Acting, id: number): Promise<Reviewed> {
  const report = await tx.report.findFirst({
    where: { id, districtId: district.id },
    include: { project: { select: { id: true, number: true, shortName: true } } },
  })
  if (report === null) throw new UserError(`没有 ${id} 号旬报。发“审核”看待审的`, ['审核'])
  const period = tenDay(report.period)
  if (await isLocked(tx, district.id, period)) {
    throw new UserError(
      `${report.project.shortName} ${showTenDayShort(period)}已锁定，不能再审。数字有误请用：更正 ${report.project.shortName} ${showTenDayShort(period)} 本旬 750万 原因`,
    )
  }
  return report
}

/** 通过. A returned report that is accepted after all counts again. */
export async function approveReport(acting: Acting, report: Reviewed): Promise<void> {
  const { tx, district, audit } = acting
  const period = tenDay(report.period)
  if (report.state === ReportState.APPROVED) return
  await holdOpen(tx, district.id, period)
  await tx.report.update({
    where: { id: report.id },
    data: { state: ReportState.APPROVED, returnReason: null, reopenUntil: null },
  })
  if (report.state === ReportState.RETURNED) {
    const [amount, backfill] = [moneyFromDb(report.amount), moneyFromDb(report.backfill)]
    await bookReport(tx, report.projectId, period, { amount, backfill })
  }
  await audit({
    subject: 'report',
    subjectId: report.id,
    before: { state: report.state },
    after: { state: ReportState.APPROVED },
  })
}

/**
 * 退回: the report counts no more until it is mended; it stays open one working day longer than the others. Its liaison
 * is told in private. Gives until when it can be mended.
 */
export async function returnReport(acting: Acting, report: Reviewed, reason: string): Promise<Date> {
  const { tx, district, audit } = acting
  const period = tenDay(report.period)
  await holdOpen(tx, district.id, period)
  const until = await mendableUntil(acting, period)
  await tx.report.update({
    where: { id: report.id },
    data: { state: ReportState.RETURNED, everReturned: true, returnReason: reason, reopenUntil: until },
  })
  await unbookReport(tx, report.projectId, period)
  await audit({
    subject: 'report',
    subjectId: report.id,
    before: { state: report.state },
    after: { state: ReportState.RETURNED },
  })
  await tellReporters(acting, report, reason, until)
  return until
}

/** One working day after the 旬 is to be locked, to the hour. */
async function mendableUntil({ tx, district, calendar }: Acting, period: TenDay): Promise<Date> {
  const { lockAt } = await momentsOf(tx, district.id, calendar, period)
  return workdayLater(calendar, lockAt)
}

/** The project's liaison, and whoever sent the report when that is somebody else. */
async function tellReporters(acting: Acting, report: Reviewed, reason: string, until: Date): Promise<void> {
  const { tx, district, now } = acting
  const liaisons = await tx.assignment.findMany({
    where: { projectId: report.projectId, kind: AssignmentKind.LIAISON, ...heldOn(dayOf(now)) },
    select: { personId: true },
  })
  const people = new Set([...liaisons.map(({ personId }) => personId), report.submittedBy])
  const period = tenDay(report.period)
  const { shortName } = report.project
  for (const personId of people) {
    if (personId === null) continue
    await acting.owe({
      to: { personId },
      key: `${district.id}:report:${report.id}:returned:${report.revision}:${personId}`,
      card: say(`${shortName} ${showTenDayShort(period)}报被退回：${reason}`, {
        tone: 'warning',
        blocks: [
          {
            kind: 'text',
            text: `请在 ${showDayTime(until)} 前改好重报，例如：\n旬报 ${showTenDay(period)} ${shortName} 本旬800万 设备安装90%`,
          },
        ],
        actions: [button('填表重报', `旬报 ${showTenDay(period)} 填表`)],
      }),
      expiresAt: until,
      context: { kind: 'reminder', period, projectIds: [report.projectId] },
    })
  }
}
