/** Moving a report to another open 旬: what was said goes to the wrong one when nobody named it (rules.md §4). */

import { dayOf } from '../domain/calendar-day.ts'
import { moneyFromDb } from '../domain/money.ts'
import { showTenDayShort, type TenDay, tenDayOf } from '../domain/period.ts'
import { UserError } from '../errors.ts'
import { type Project, ReportState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { bookReport, unbookReport } from './ledger.ts'
import { askedUnlocked, holdOpen, isLocked, momentsOf } from './periods.ts'
import { reportIn } from './reports-facts.ts'

/** The other open 旬 that a report may have been meant for: those asked for, and the one that runs. */
export async function otherOpenPeriods(
  { tx, district, now }: Pick<Acting, 'tx' | 'district' | 'now'>,
  period: TenDay,
): Promise<TenDay[]> {
  const current = tenDayOf(dayOf(now))
  const open = new Set([...(await askedUnlocked(tx, district.id)), current])
  open.delete(period)
  const others: TenDay[] = []
  for (const one of [...open].sort()) if (!(await isLocked(tx, district.id, one))) others.push(one)
  return others
}

/** Moves a report that nobody changed since it was filed; throws the sentence for one that cannot be moved. */
export async function moveReport(acting: Acting, project: Project, from: TenDay, to: TenDay): Promise<void> {
  const { tx, district, calendar, audit } = acting
  const [here, there] = [showTenDayShort(from), showTenDayShort(to)]
  for (const period of [from, to]) await holdOpen(tx, district.id, period)
  const report = await reportIn(tx, project.id, from)
  if (report === null) throw new UserError(`${project.shortName} ${here}没有报，没有可以移的数`)
  if (!(await otherOpenPeriods(acting, from)).includes(to)) throw new UserError(`${there}没有开着，不能移过去`)
  if (await isLocked(tx, district.id, from)) throw new UserError(`${here}已锁定，不能移`)
  if (report.state !== ReportState.SUBMITTED || report.revision > 1) {
    throw new UserError(`${project.shortName} ${here}报改过或审过，不能整份移，请分别重报两旬`)
  }
  if ((await reportIn(tx, project.id, to)) !== null) throw new UserError(`${project.shortName} ${there}已经报了`)
  const { deadlineAt } = await momentsOf(tx, district.id, calendar, to)
  const onTime = report.submittedAt <= deadlineAt
  await tx.report.update({ where: { id: report.id }, data: { period: to, onTime } })
  await unbookReport(tx, project.id, from)
  const [amount, backfill] = [moneyFromDb(report.amount), moneyFromDb(report.backfill)]
  await bookReport(tx, project.id, to, { amount, backfill })
  await audit({ subject: 'report', subjectId: report.id, before: { period: from }, after: { period: to } })
}
