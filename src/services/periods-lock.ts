/** Locking a 旬: its reports stand, its figures are kept, and the 旬调度通报 is previewed to 项目办. */
import { plainObject } from '../database/json.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { monthOf, type TenDay, yearOf } from '../domain/period.ts'
import { calendarCaveat } from '../domain/workday.ts'
import { type Notice, NoticeKind, ReportState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { dispatchCard } from './dispatch-notice.ts'
import { type DispatchFacts, dispatchFacts } from './dispatch-notice-facts.ts'
import { rulesOfMonth } from './district-rules.ts'
import { keepLedger } from './ledger-book/keep.ts'
import { previewCard } from './notice-preview.ts'
import { draftNotice } from './notices.ts'
import { tellOffice } from './office-push.ts'
import { periodSummary } from './period-summary.ts'
import { momentsOf, periodState, workdayLater } from './periods.ts'

/**
 * Locks a 旬 that is open: submitted reports count as accepted, a returned one stays open one more working day.
 * Gives the previewed notice; null when it was locked before (then nothing changes).
 */
export async function lockPeriod(acting: Acting, period: TenDay, by: number | null): Promise<Notice | null> {
  const { tx, district, now, audit } = acting
  await tx.period.createMany({ data: [{ districtId: district.id, code: period }], skipDuplicates: true })
  const open = { districtId: district.id, code: period, lockedAt: null }
  const { count } = await tx.period.updateMany({ where: open, data: { lockedAt: now, lockedBy: by } })
  if (count === 0) return null
  await settleReports(acting, period)
  const facts = await factsOf(acting, period)
  await tx.period.update({
    where: { districtId_code: { districtId: district.id, code: period } },
    data: { summary: plainObject(periodSummary(facts)) },
  })
  await keepLedger(acting, period)
  await audit({ subject: 'period', subjectId: period, before: { locked: false }, after: { locked: true, by } })
  return await preview(acting, facts)
}

/** Makes the notice of a locked 旬 anew from the ledger as it stands, unless it was published. */
export async function redoDispatch(acting: Acting, period: TenDay): Promise<Notice> {
  const notice = await preview(acting, await factsOf(acting, period))
  await keepLedger(acting, period)
  return notice
}

/** A returned report stays open one working day longer than the others. */
async function settleReports({ tx, district, now, calendar }: Acting, period: TenDay): Promise<void> {
  const of = { districtId: district.id, period }
  await tx.report.updateMany({
    where: { ...of, state: { in: [ReportState.SUBMITTED, ReportState.APPROVED] } },
    data: { state: ReportState.LOCKED },
  })
  await tx.report.updateMany({
    where: { ...of, state: ReportState.RETURNED },
    data: { reopenUntil: workdayLater(calendar, now) },
  })
}

async function factsOf({ tx, district, now }: Acting, period: TenDay): Promise<DispatchFacts> {
  const rules = await rulesOfMonth(tx, district.id, monthOf(period))
  return await dispatchFacts(tx, {
    ...{ district, period, at: now },
    ...{ laggingPoints: rules.lagging.points, ranks: rules.ranking.enabled },
  })
}

async function preview(acting: Acting, facts: DispatchFacts): Promise<Notice> {
  const { tx, district, now, calendar } = acting
  const { period } = facts
  const rules = await rulesOfMonth(tx, district.id, monthOf(period))
  const { publishAt } = await momentsOf(tx, district.id, calendar, period)
  // Nobody was asked (the bot was down over the reminders): a list of 未报 must not go out without a person's word.
  const unasked = (await periodState(tx, district.id, period)).askedAt === null
  const caveat = calendarCaveat(calendar, [yearOf(period), Number(dayOf(publishAt).slice(0, 4))])
  const notice = await draftNotice(acting, {
    kind: NoticeKind.DISPATCH,
    period,
    mode: unasked && rules.modes.dispatch === 'auto' ? 'approve' : rules.modes.dispatch,
    card: dispatchCard(facts, caveat),
    dueAt: publishAt,
  })
  await tellOffice(acting, {
    key: `notice:${notice.id}:preview:${now.getTime()}`,
    card: await previewCard(acting, notice),
    noticeId: notice.id,
  })
  return notice
}
