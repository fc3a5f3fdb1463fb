/** The 台账 of a 旬 gathered from the records, as they stood at a moment. */
import { z } from 'zod'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb, dayToDb } from '../../domain/calendar-day.ts'
import { moneyFromDb, moneyText } from '../../domain/money.ts'
import { lastDay, monthOf, monthsOfQuarter, quarterOfMonth, type TenDay, yearOf } from '../../domain/period.ts'
import { AssignmentKind, PermitState, ReportState } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'
import { openAt } from '../problems/open-at.ts'
import { loadStandings, type Standing } from '../standing.ts'
import type { LedgerRow } from './row.ts'

const NOTHING = { period: '0.00', month: '0.00', quarter: '0.00', year: '0.00' }

/**
 * The rows in the order of the district's list. What was decided or reported after `until` (business time) does not
 * count: a correction of July that was agreed in August is not in July's ledger.
 */
export async function gatherLedger(tx: Tx, district: DistrictRef, period: TenDay, until: Date): Promise<LedgerRow[]> {
  const standings = await loadStandings(tx, district, period)
  const ids = standings.map(({ id }) => id)
  // One after the other: a transaction is one connection.
  const sums = await sumsOf(tx, ids, period, until)
  const projects = await projectsOf(tx, ids, period)
  const percents = await percentsOf(tx, ids, period, until)
  const late = await reportedLater(tx, ids, period, until)
  const problems = await problemsOf(tx, ids, until)
  const on = lastDay(period)
  const permits = await permitsOf(tx, ids, on)
  return standings.map((standing) => {
    const project = projects.get(standing.id)
    if (project === undefined) throw new Error(`project ${standing.id} vanished while the ledger was gathered`)
    const amounts = sums.get(standing.id) ?? NOTHING
    const open = problems.get(standing.id)
    return {
      ...fixedPart(project, on),
      ...heldPart(project, standing),
      annualPlan: moneyText(standing.plan),
      periodAmount: amounts.period,
      monthAmount: amounts.month,
      quarterAmount: amounts.quarter,
      yearToDate: amounts.year,
      curve: `${standing.curve.n}/${standing.curve.d}`,
      running: standing.running,
      due: standing.due,
      reported: standing.reported && !late.has(standing.id),
      progress: standing.progress,
      progressPeriod: standing.progressPeriod,
      overallPercent: percents.get(standing.id) ?? null,
      openProblems: open?.count ?? 0,
      problemLevel: open?.level ?? null,
      permits: permits.get(standing.id) ?? null,
    }
  })
}

type ProjectRow = Awaited<ReturnType<typeof projectsOf>> extends Map<number, infer T> ? T : never

/** What does not change from 旬 to 旬; a fact that came after the 旬 is not there yet. */
function fixedPart(project: ProjectRow, on: Day) {
  const planned = (date: Date | null): Day | null => (date === null ? null : dayFromDb(date))
  const come = (date: Date | null): Day | null => (date === null || date > dayToDb(on) ? null : dayFromDb(date))
  const { totalInvestment, phaseOneInvestment } = project
  return {
    projectId: project.id,
    number: project.number,
    code: project.code,
    name: project.name,
    shortName: project.shortName,
    aliases: project.aliases.map(({ alias }) => alias),
    level: project.level,
    nature: project.nature,
    stage: project.stage,
    chain: project.chain,
    industry: project.industry,
    owner: project.owner,
    contactName: project.contactName,
    location: project.location,
    content: project.content,
    note: project.note,
    plannedStartOn: planned(project.plannedStartOn),
    startedOn: come(project.startedOn),
    plannedResumeOn: planned(project.plannedResumeOn),
    resumedOn: come(project.resumedOn),
    plannedCompletionOn: planned(project.plannedCompletionOn),
    completedOn: come(project.completedOn),
    totalInvestment: totalInvestment === null ? null : moneyText(moneyFromDb(totalInvestment)),
    phaseOneInvestment: phaseOneInvestment === null ? null : moneyText(moneyFromDb(phaseOneInvestment)),
    investedBefore: moneyText(moneyFromDb(project.investedBefore)),
    demo: project.demoFields,
  }
}

function heldPart({ assignments }: ProjectRow, { unit, leader, liaison }: Standing) {
  const of = (kind: AssignmentKind) => assignments.find((row) => row.kind === kind)
  return {
    unit,
    secondUnit: of(AssignmentKind.SECOND_UNIT)?.unit?.name ?? null,
    leader: leader?.name ?? null,
    leaderId: leader?.personId ?? null,
    liaison: liaison?.name ?? null,
    liaisonId: liaison?.personId ?? null,
    team: of(AssignmentKind.TEAM)?.text ?? null,
    plan: of(AssignmentKind.PLAN)?.text ?? null,
  }
}

async function projectsOf(tx: Tx, ids: readonly number[], period: TenDay) {
  const rows = await tx.project.findMany({
    where: { id: { in: [...ids] } },
    include: {
      aliases: { select: { alias: true }, orderBy: { id: 'asc' } },
      assignments: {
        where: heldOn(lastDay(period)),
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
        include: { unit: { select: { name: true } } },
      },
    },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const sumsSchema = z.array(
  z.object({ id: z.number(), period: z.string(), month: z.string(), quarter: z.string(), year: z.string() }),
)

/**
 * 本旬 without 补报, as 总览 has it; month and quarter with 补报 and corrections, so that each is the difference of two
 * 年度累计; what was done before the program kept the ledger (an imported opening) is in the year's sum only.
 */
async function sumsOf(tx: Tx, ids: readonly number[], period: TenDay, until: Date) {
  const [firstMonth = monthOf(period)] = monthsOfQuarter(quarterOfMonth(monthOf(period)))
  const rows = await tx.$queryRaw`
    SELECT e.project_id AS id,
           coalesce(sum(e.amount) FILTER (WHERE e.period = ${period} AND e.kind NOT IN ('backfill', 'opening')), 0)
             ::numeric(14,2)::text AS period,
           coalesce(sum(e.amount) FILTER (WHERE e.period >= ${monthOf(period)} AND e.kind <> 'opening'), 0)
             ::numeric(14,2)::text AS month,
           coalesce(sum(e.amount) FILTER (WHERE e.period >= ${firstMonth} AND e.kind <> 'opening'), 0)
             ::numeric(14,2)::text AS quarter,
           sum(e.amount)::numeric(14,2)::text AS year
    FROM ledger_entry e
    LEFT JOIN correction c ON c.id = e.correction_id
    LEFT JOIN report r ON r.project_id = e.project_id AND r.period = e.period AND e.kind IN ('report', 'backfill')
    WHERE e.project_id = ANY(${[...ids]}::int[]) AND e.year = ${yearOf(period)} AND e.period <= ${period}
      AND (c.decided_at IS NULL OR c.decided_at <= ${until}) AND (r.submitted_at IS NULL OR r.submitted_at <= ${until})
    GROUP BY e.project_id`
  return new Map(sumsSchema.parse(rows).map(({ id, ...amounts }) => [id, amounts]))
}

const percentsSchema = z.array(z.object({ id: z.number(), percent: z.string() }))

/** The last 总体形象进度 that was said of each project. */
async function percentsOf(tx: Tx, ids: readonly number[], period: TenDay, until: Date) {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT ON (project_id) project_id AS id, overall_percent::numeric(5,2)::text AS percent
    FROM report
    WHERE project_id = ANY(${[...ids]}::int[]) AND period <= ${period} AND state <> 'returned'
      AND overall_percent IS NOT NULL AND submitted_at <= ${until}
    ORDER BY project_id, period DESC`
  return new Map(percentsSchema.parse(rows).map(({ id, percent }) => [id, percent]))
}

/** The projects whose report of the 旬 came after the moment. */
async function reportedLater(tx: Tx, ids: readonly number[], period: TenDay, until: Date): Promise<Set<number>> {
  const rows = await tx.report.findMany({
    where: { projectId: { in: [...ids] }, period, state: { not: ReportState.RETURNED }, submittedAt: { gt: until } },
    select: { projectId: true },
  })
  return new Set(rows.map(({ projectId }) => projectId))
}

/** Problems that were open at the moment, and the highest level among them as it is now. */
async function problemsOf(tx: Tx, ids: readonly number[], until: Date) {
  const rows = await tx.problem.groupBy({
    by: ['projectId'],
    where: {
      ...{ projectId: { in: [...ids] }, ...openAt(until) },
    },
    _count: { _all: true },
    _max: { level: true },
  })
  return new Map(rows.map((row) => [row.projectId, { count: row._count._all, level: row._max.level }]))
}

/** 应办、已办、逾期 at the end of a day; a project of which no permit is listed has none of the three. */
async function permitsOf(tx: Tx, ids: readonly number[], on: Day): Promise<Map<number, LedgerRow['permits']>> {
  const rows = await tx.permit.findMany({
    where: { projectId: { in: [...ids] }, state: { not: PermitState.NOT_NEEDED } },
    select: { projectId: true, state: true, closedOn: true, dueOn: true },
  })
  const day = dayToDb(on)
  const counts = new Map<number, { due: number; done: number; overdue: number }>()
  for (const { projectId, state, closedOn, dueOn } of rows) {
    const count = counts.get(projectId) ?? { due: 0, done: 0, overdue: 0 }
    const closed = closedOn !== null && closedOn <= day
    count.due += 1
    if (closed && state === PermitState.DONE) count.done += 1
    if (!closed && dueOn !== null && dueOn < day) count.overdue += 1
    counts.set(projectId, count)
  }
  return counts
}
