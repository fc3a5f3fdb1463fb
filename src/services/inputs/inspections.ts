/** 核查: what 督查室 or 项目办 found on site of the 年度累计 of a 旬, beside what was reported (rules.md §6a.9). */
import type { Context } from '../../chat/command.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type Exact, showPercent } from '../../domain/fraction.ts'
import { type InspectionGrade, inspectionDeviation, inspectionGrade } from '../../domain/inspection.ts'
import { type Money, moneyFromDb, moneyText, showMoney } from '../../domain/money.ts'
import {
  compareTenDay,
  monthOf,
  showMonth,
  showTenDayShort,
  type TenDay,
  tenDay,
  tenDayOf,
} from '../../domain/period.ts'
import type { ScoringRules } from '../../domain/scoring-rules.ts'
import { UserError } from '../../errors.ts'
import { type Inspection, type Project, ReportState } from '../../generated/prisma/client.ts'
import { rulesOfMonth } from '../district-rules.ts'
import { ledgerOf } from '../ledger.ts'
import { tellProjectPeople } from './project-people.ts'
import { recordInput } from './record.ts'

export interface Finding {
  readonly period: TenDay
  /** 年度累计, 万元. */
  readonly reported: Money
  readonly verified: Money
  readonly deviation: Exact
  readonly grade: InspectionGrade
  /** '按规则扣 3 分': what follows, as a sentence without a full stop. */
  readonly consequence: string
}

/** What the verified amount means against the report; throws the sentence when there is nothing to compare it with. */
export async function findingOf(ctx: Context, project: Project, period: TenDay, verified: Money): Promise<Finding> {
  const name = `${project.shortName} ${showTenDayShort(period)}`
  if (compareTenDay(period, tenDayOf(ctx.today)) > 0) throw new UserError(`${name}还没有到，没有数可核查`)
  const report = await ctx.tx.report.findUnique({ where: { projectId_period: { projectId: project.id, period } } })
  if (report === null || report.state === ReportState.RETURNED) {
    throw new UserError(`${name}没有已报的旬报，没有数可核查。发“项目历史 ${project.shortName}”看报过哪些旬`, [
      `项目历史 ${project.shortName}`,
    ])
  }
  const { yearToDate } = await ledgerOf(ctx.tx, project.id, period)
  return await assess(ctx, period, yearToDate, verified)
}

async function assess(ctx: Context, period: TenDay, reported: Money, verified: Money): Promise<Finding> {
  const rules = (await rulesOfMonth(ctx.tx, ctx.district.id, monthOf(period))).deviation
  const deviation = inspectionDeviation(reported, verified)
  const grade = inspectionGrade(deviation, rules)
  return { period, reported, verified, deviation, grade, consequence: consequenceOf(grade, rules, period) }
}

function consequenceOf(grade: InspectionGrade, rules: ScoringRules['deviation'], period: TenDay): string {
  const month = showMonth(monthOf(period))
  const { minor, major, points } = rules
  switch (grade) {
    case 'none':
      return `在 ${minor}% 以内，不影响得分`
    case 'minor':
      return `超过 ${minor}%、不超过 ${major}%，${month}扣 ${points} 分`
    case 'major':
      return `超过 ${major}%，${month}得分为 0，待人裁定；责任单位本季不进红榜`
  }
}

/** '上报 5,200 万元，核实 4,800 万元，偏差 8.33%' */
export function showFinding({ reported, verified, deviation }: Finding): string {
  return `上报 ${showMoney(reported)}，核实 ${showMoney(verified)}，偏差 ${showPercent(deviation)}`
}

/** Keeps the finding and tells the project's people privately. */
export async function inspect(
  ctx: Context,
  project: Project,
  { period, verified, note }: { readonly period: TenDay; readonly verified: Money; readonly note: string },
): Promise<Finding> {
  const finding = await findingOf(ctx, project, period, verified)
  const amounts = { reported: moneyText(finding.reported), verified: moneyText(verified) }
  const { id } = await ctx.tx.inspection.create({
    data: { projectId: project.id, period, ...amounts, inspectedOn: dayToDb(ctx.today), note },
  })
  await recordInput(ctx, {
    subject: 'inspection',
    subjectId: id,
    before: null,
    after: { projectId: project.id, period, ...amounts },
  })
  await tellProjectPeople(
    ctx,
    project.id,
    {
      text: `${project.shortName} ${showTenDayShort(period)}年度累计核查：${showFinding(finding)}`,
      detail: `${finding.consequence}。说明：${note}。数要改请发：更正 ${project.shortName} ${showTenDayShort(period)} 累计金额 原因`,
    },
    ctx.speaker.personId,
  )
  return finding
}

/**
 * 认定: a person decides that a deviation above the line does not make the month's score 0; it still costs points.
 * The month has to be computed anew. Gives the decided inspection; throws the sentence when none waits for a decision.
 */
export async function releaseInspection(ctx: Context, project: Project, reason: string): Promise<Finding> {
  const { tx, speaker } = ctx
  const waiting: { row: Inspection; finding: Finding }[] = []
  for (const row of await inspectionsOf(ctx, project.id)) {
    const finding = await findingOnRecord(ctx, row)
    if (row.decidedBy === null && finding.grade === 'major') waiting.push({ row, finding })
  }
  const [newest] = waiting
  if (newest === undefined) {
    throw new UserError(`${project.shortName}没有待认定的核查偏差。发“核查 ${project.shortName}”看核查记录`, [
      `核查 ${project.shortName}`,
    ])
  }
  // Several of one 旬 stand for one fact; what is decided of the worst holds for all of them.
  const rows = waiting.filter(({ row }) => row.period === newest.row.period).map(({ row }) => row)
  for (const { id, period } of rows) {
    await tx.inspection.update({ where: { id }, data: { decidedBy: speaker.personId } })
    const change = { subject: 'inspection', subjectId: id, before: { released: false } }
    await recordInput(ctx, { ...change, after: { projectId: project.id, period, released: true } }, reason)
  }
  await tellProjectPeople(
    ctx,
    project.id,
    {
      text: `${project.shortName} ${showTenDayShort(newest.finding.period)}核查偏差已认定，不记 0 分`,
      detail: `${reason}。偏差仍按规则扣分`,
    },
    speaker.personId,
  )
  return newest.finding
}

/** The inspections of a project, the newest first. */
export async function inspectionsOf({ tx }: Context, projectId: number): Promise<Inspection[]> {
  return await tx.inspection.findMany({ where: { projectId }, orderBy: { id: 'desc' } })
}

/** An inspection on record, with what it meant. */
export async function findingOnRecord(ctx: Context, inspection: Inspection): Promise<Finding> {
  const { period, reported, verified } = inspection
  return await assess(ctx, tenDay(period), moneyFromDb(reported), moneyFromDb(verified))
}
