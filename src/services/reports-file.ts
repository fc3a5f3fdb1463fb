/** Filing a ten-day report (rules.md §4): checked, stored, booked, with the history of what it replaces. */

import type { Change } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { plainObject } from '../database/json.ts'
import { type Money, moneyFromDb, moneyText } from '../domain/money.ts'
import type { TenDay } from '../domain/period.ts'
import type { Booking } from '../domain/report-booking.ts'
import { type Checked, checkReport } from '../domain/report-checks.ts'
import { UserError } from '../errors.ts'
import { type Prisma, type Project, type Report, ReportState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { bookReport, bookReports } from './ledger.ts'
import { holdOpen, isLocked, momentsOf } from './periods.ts'
import { tellOpenPermits } from './permits/open-before-start.ts'
import { type Said, saysNothing } from './reports-entry.ts'
import { reportFacts, reportFactsOfMany, reportIn } from './reports-facts.ts'

export interface Filing {
  readonly project: Project
  readonly said: Said
  readonly by: number | null
  /** The platform's message time, in business time: on time is judged by it. */
  readonly at: Date
}

export interface Filed {
  readonly report: Report
  readonly amount: Money
  readonly backfill: Money
  /** 年度累计 with this report. */
  readonly yearToDate: Money
  readonly plan: Money | null
  /** It took the place of an earlier one. */
  readonly replaced: boolean
  /** The 旬 was locked: it mends a report that was returned. */
  readonly afterLock: boolean
}

/** What the checks say of a filing, without storing anything. */
export async function checkFiling({ tx }: Acting, filing: Filing, unitConfirmed: boolean): Promise<Checked> {
  return checkReport(await reportFacts(tx, { ...filing, unitConfirmed }))
}

/**
 * Files the report of a project for a 旬. Soft checks are taken as confirmed; a hard one throws its sentence.
 * A second filing before the lock replaces the first, which stays on record.
 */
export async function fileReport(acting: Acting, filing: Filing): Promise<Filed> {
  const { tx, district } = acting
  await holdOpen(tx, district.id, filing.said.period)
  const facts = await reportFacts(tx, { ...filing, unitConfirmed: true })
  const { hard, booking } = checkReport(facts)
  const [refusal] = hard
  if (refusal !== undefined) throw new UserError(refusal.sentence)
  const filed = await store(acting, filing, booking, facts.plan)
  const { openPermits, startedOn } = facts
  // Once a 旬: what replaces a report says nothing new of the permits.
  if (startedOn !== null && openPermits.length > 0 && !filed.replaced)
    await tellOpenPermits(acting, { project: filing.project, openPermits, by: filing.by })
  return filed
}

/**
 * Files those of one 旬 that no check has anything to say against; the others are left out, and nothing of them is
 * stored. None of the projects may have a report in the 旬 yet.
 */
export async function fileSoundOnes(acting: Acting, period: TenDay, filings: readonly Filing[]): Promise<Filing[]> {
  const { tx, district, calendar, audit } = acting
  await holdOpen(tx, district.id, period)
  const questions = filings.map((filing) => ({ ...filing, unitConfirmed: false }))
  const facts = await reportFactsOfMany(tx, period, questions)
  const { deadlineAt } = await momentsOf(tx, district.id, calendar, period)
  const sound = filings.flatMap((filing, i) => {
    const fact = facts[i]
    const checked = fact === undefined ? null : checkReport(fact)
    return checked === null || checked.hard.length + checked.soft.length > 0
      ? []
      : [{ filing, booking: checked.booking }]
  })
  const reports = await tx.report.createManyAndReturn({
    data: sound.map(({ filing, booking }) => ({
      ...{ districtId: district.id, projectId: filing.project.id, period, state: ReportState.SUBMITTED },
      ...contentOf(filing, booking),
      onTime: filing.at <= deadlineAt,
    })),
  })
  await bookReports(
    tx,
    period,
    sound.map(({ filing, booking }) => ({ projectId: filing.project.id, ...booking })),
  )
  for (const report of reports) await audit(filedChange(report, null))
  return sound.map(({ filing }) => filing)
}

async function store(acting: Acting, filing: Filing, booking: Booking, plan: Money | null): Promise<Filed> {
  const { tx, district, calendar, audit } = acting
  const { project, said, at } = filing
  const { period } = said
  const before = await reportIn(tx, project.id, period)
  const afterLock = await isLocked(tx, district.id, period)
  const { deadlineAt } = await momentsOf(tx, district.id, calendar, period)
  const content = {
    ...contentOf(filing, booking),
    state: afterLock ? ReportState.LOCKED : ReportState.SUBMITTED,
    onTime: before?.onTime === true || at <= deadlineAt,
  }
  const report =
    before === null
      ? await tx.report.create({ data: { districtId: district.id, projectId: project.id, period, ...content } })
      : await replaceReport(tx, before, content)
  await bookReport(tx, project.id, period, booking)
  await audit(filedChange(report, before))
  const { amount, backfill, yearToDate } = booking
  return { report, amount, backfill, yearToDate, plan, replaced: before !== null, afterLock }
}

function contentOf({ said, by, at }: Filing, booking: Booking) {
  return {
    amount: moneyText(booking.amount),
    backfill: moneyText(booking.backfill),
    progress: said.sentence,
    overallPercent: said.overallPercent,
    noChange: saysNothing(said),
    returnReason: null,
    reopenUntil: null,
    submittedBy: by,
    submittedAt: at,
  }
}

function filedChange(report: Report, before: Report | null): Change {
  const { id, projectId, period, state } = report
  const amount = moneyText(moneyFromDb(report.amount))
  const backfill = moneyText(moneyFromDb(report.backfill))
  return {
    subject: 'report',
    subjectId: id,
    before: before && { amount: moneyText(moneyFromDb(before.amount)), state: before.state },
    after: { project: projectId, period, amount, backfill, state },
  }
}

/** Keeps the old report as a revision and writes the new one in its place. */
export async function replaceReport(
  tx: Tx,
  before: Report,
  content: Prisma.ReportUncheckedUpdateInput,
): Promise<Report> {
  const { id, revision, amount, backfill, progress, overallPercent, noChange, state } = before
  const { onTime, returnReason, submittedBy, submittedAt } = before
  await tx.reportRevision.create({
    data: {
      reportId: id,
      revision,
      content: plainObject({
        amount: moneyText(moneyFromDb(amount)),
        backfill: moneyText(moneyFromDb(backfill)),
        progress,
        overallPercent: overallPercent?.toNumber() ?? null,
        noChange,
        state,
        onTime,
        returnReason,
        submittedBy,
        submittedAt,
      }),
    },
  })
  return await tx.report.update({ where: { id }, data: { ...content, revision: revision + 1 } })
}
