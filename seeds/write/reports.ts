/** Writes the history: the locked 旬, their reports, the ledger, what was replaced and what was corrected. */
import type { Tx } from '../../src/database/client.ts'
import { plainObject } from '../../src/database/json.ts'
import { addDays, dayOf, instantAt } from '../../src/domain/calendar-day.ts'
import { moneyText } from '../../src/domain/money.ts'
import { type TenDay, tenDay } from '../../src/domain/period.ts'
import { LedgerKind, ReportState, RequestState } from '../../src/generated/prisma/client.ts'
import { summaryOf, wan } from '../figures.ts'
import { type FiledReport, momentsOf, type ProjectHistory } from '../history.ts'
import { corrections } from '../incidents.ts'
import { HISTORY, YEAR } from '../moment.ts'
import { insertRows } from './bulk.ts'
import type { Roster } from './roster.ts'

export interface Place {
  readonly districtId: number
  readonly roster: Roster
  readonly project: (shortName: string) => number
}

export async function writeReports(tx: Tx, place: Place, histories: readonly ProjectHistory[]): Promise<void> {
  const { districtId } = place
  await tx.period.createMany({
    data: HISTORY.map((code) => ({
      ...{ districtId, code, summary: summaryOf(histories, code) },
      askedAt: momentsOf(code).reminderAt,
      lockedAt: momentsOf(code).lockAt,
    })),
  })
  const filed = histories.flatMap((history) => history.reports.map((report) => ({ history, report })))
  await insertRows(
    tx,
    'report',
    filed.map(({ history, report }) => reportRow(place, history, report)),
  )
  await insertRows(
    tx,
    'ledger_entry',
    filed.flatMap(({ history, report }) => entries(place, history, report)),
  )
  await writeRevisions(tx, place, filed)
  await writeCorrections(tx, place, histories)
}

type Filed = { readonly history: ProjectHistory; readonly report: FiledReport }

function reportRow({ districtId, roster, project }: Place, history: ProjectHistory, report: FiledReport) {
  const { period, progress, overallPercent, noChange, onTime, submittedAt, replaced } = report
  return {
    district_id: districtId,
    project_id: project(history.project.shortName),
    period,
    amount: moneyText(wan(report.amount)),
    backfill: moneyText(wan(report.backfill)),
    progress,
    overall_percent: overallPercent,
    no_change: noChange,
    state: 'locked',
    on_time: onTime,
    ever_returned: replaced !== null && replaced.returnReason !== null,
    submitted_by: roster.person(history.project.liaison),
    submitted_at: submittedAt,
    revision: replaced === null ? 1 : 2,
  }
}

function entries({ project }: Place, history: ProjectHistory, { period, amount, backfill }: FiledReport) {
  const base = { project_id: project(history.project.shortName), year: YEAR, period }
  const own = { ...base, kind: 'report', amount: moneyText(wan(amount)) }
  return backfill === 0 ? [own] : [own, { ...base, kind: 'backfill', amount: moneyText(wan(backfill)) }]
}

/** The first filing of a report that was filed again before the lock. */
async function writeRevisions(tx: Tx, { districtId, roster, project }: Place, filed: readonly Filed[]): Promise<void> {
  const rows = await tx.report.findMany({
    where: { districtId, revision: 2 },
    select: { id: true, projectId: true, period: true },
  })
  await tx.reportRevision.createMany({
    data: filed.flatMap(({ history, report }) => {
      const { replaced, period } = report
      const projectId = project(history.project.shortName)
      const row = rows.find((candidate) => candidate.projectId === projectId && candidate.period === period)
      if (replaced === null || row === undefined) return []
      const { progress, overallPercent, noChange } = report
      return [
        {
          reportId: row.id,
          revision: 1,
          content: plainObject({
            amount: moneyText(wan(replaced.amount)),
            backfill: moneyText(wan(report.backfill)),
            ...{ progress, overallPercent, noChange, onTime: true },
            state: replaced.returnReason === null ? ReportState.SUBMITTED : ReportState.RETURNED,
            returnReason: replaced.returnReason,
            submittedBy: roster.person(history.project.liaison),
            submittedAt: replaced.at,
          }),
        },
      ]
    }),
  })
}

/** 更正 after the lock, approved the day after: its own record and its own signed entry in its own 旬. */
async function writeCorrections(tx: Tx, place: Place, histories: readonly ProjectHistory[]): Promise<void> {
  for (const { project: shortName, period: code, excess, reason } of corrections) {
    const period = tenDay(code)
    const history = histories.find(({ project }) => project.shortName === shortName)
    const report = history?.reports.find((row) => row.period === period)
    if (history === undefined || report === undefined)
      throw new RangeError(`no report to correct: ${shortName} ${code}`)
    const projectId = place.project(shortName)
    const correction = await tx.correction.create({
      data: {
        ...{ districtId: place.districtId, projectId, period, reason },
        before: moneyText(wan(report.amount)),
        after: moneyText(wan(report.amount - excess)),
        isReduction: excess > 0,
        state: RequestState.APPROVED,
        requestedBy: place.roster.person(history.project.liaison),
        decidedBy: place.roster.person('演示项目办乙'),
        decidedAt: dayAfterLock(period),
      },
      select: { id: true },
    })
    await tx.ledgerEntry.create({
      data: {
        ...{ projectId, year: YEAR, period, correctionId: correction.id },
        kind: LedgerKind.CORRECTION,
        amount: moneyText(wan(-excess)),
      },
    })
  }
}

function dayAfterLock(period: TenDay): Date {
  return instantAt(addDays(dayOf(momentsOf(period).lockAt), 1), '10:30')
}
