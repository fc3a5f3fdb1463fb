/** What a correction would change: its own 旬 and so all later sums; what was published stays (rules.md §4). */
import type { Tx } from '../database/client.ts'
import { add, isNegative, type Money, showMoney, subtract } from '../domain/money.ts'
import { showTenDayShort, type TenDay, tenDay } from '../domain/period.ts'
import { checkReport } from '../domain/report-checks.ts'
import type { Finding } from '../domain/report-facts.ts'
import { UserError } from '../errors.ts'
import { type Project, type Report, ReportState } from '../generated/prisma/client.ts'
import { ledgerOf } from './ledger.ts'
import { isLocked } from './periods.ts'
import { isReopened, reportFacts, reportIn } from './reports-facts.ts'

export interface Wanted {
  readonly project: Project
  readonly period: TenDay
  /** The right amount of the 旬, or of the year up to it; one or both. */
  readonly periodAmount: Money | null
  readonly yearToDate: Money | null
  /** Business time of the message. */
  readonly at: Date
}

export interface Plan {
  readonly report: Report | null
  /** 本旬 as it stands, corrections included. */
  readonly before: Money
  readonly after: Money
  readonly yearToDateBefore: Money
  readonly yearToDateAfter: Money
  /** The amount that the report itself would carry: earlier corrections of the 旬 stay apart. */
  readonly reported: Money
  /** It takes effect at once; else 项目办 decides. */
  readonly atOnce: boolean
  /** 核减: it lowers what was locked. */
  readonly isReduction: boolean
}

/** The 旬 that a correction means when it names none: the newest that the project reported. */
export async function newestReported(tx: Tx, project: Pick<Project, 'id' | 'shortName'>): Promise<TenDay> {
  const report = await tx.report.findFirst({
    where: { projectId: project.id },
    orderBy: { period: 'desc' },
    select: { period: true },
  })
  if (report !== null) return tenDay(report.period)
  throw new UserError(`${project.shortName} 还没有报过旬报，没有可以更正的数`)
}

/** Works out a correction; throws the sentence for one that cannot be. */
export async function planCorrection(tx: Tx, wanted: Wanted): Promise<Plan> {
  const { project, period } = wanted
  const report = await reportIn(tx, project.id, period)
  const locked = await isLocked(tx, project.districtId, period)
  refuseUncorrectable(report, locked, wanted)
  const ledger = await ledgerOf(tx, project.id, period)
  const before = add(ledger.reported, ledger.corrected)
  const after = amountWanted(wanted, before, ledger.yearToDate)
  const difference = subtract(after, before)
  const yearToDateAfter = add(ledger.yearToDate, difference)
  if (difference === 0n) throw new UserError(`与现在的数一样（本旬 ${showMoney(before)}），不用更正`)
  if (isNegative(yearToDateAfter))
    throw new UserError(`年度累计不能是负数（将到 ${showMoney(yearToDateAfter)}），请核对`)
  const reported = subtract(after, ledger.corrected)
  const atOnce = !locked && !isNegative(reported)
  return {
    report,
    before,
    after,
    yearToDateBefore: ledger.yearToDate,
    yearToDateAfter,
    reported,
    atOnce,
    isReduction: !atOnce && isNegative(difference),
  }
}

function refuseUncorrectable(report: Report | null, locked: boolean, { project, period, at }: Wanted): void {
  const name = `${project.shortName} ${showTenDayShort(period)}`
  if (report === null && !locked)
    throw new UserError(`${name}还没有报，请直接发：旬报 ${project.shortName} 本旬800万 设备安装90%`)
  if (report?.state === ReportState.RETURNED && (!locked || isReopened(report, at))) {
    throw new UserError(`${name}报已退回，请直接重报：旬报 ${project.shortName} 本旬800万 设备安装90%`)
  }
}

function amountWanted({ periodAmount, yearToDate }: Wanted, before: Money, total: Money): Money {
  const byTotal = yearToDate === null ? null : add(before, subtract(yearToDate, total))
  const wanted = periodAmount ?? byTotal
  if (wanted === null) throw new Error('a correction without an amount')
  if (byTotal !== null && wanted !== byTotal) {
    throw new UserError(
      `本旬 ${showMoney(wanted)}与年度累计对不上（按累计算本旬应为 ${showMoney(byTotal)}），请只写其中一个`,
    )
  }
  return wanted
}

/** The checks that an amount has to pass, whoever gives it and when: 2, 3, 4 and the unit. */
const CHECKS: readonly Finding['check'][] = [2, 3, 4, 10]

/**
 * What the checks say of the corrected amount. A lower one is only checked for its unit. A doubtful unit is asked about
 * only where the amount could be meant: what would be refused anyway is refused at once.
 */
export async function checkCorrection(
  tx: Tx,
  wanted: Wanted,
  plan: Plan,
): Promise<{ readonly hard: readonly Finding[]; readonly soft: readonly Finding[] }> {
  if (isNegative(plan.reported)) return { hard: [], soft: [] }
  const said = (periodAmount: Money) => ({
    period: wanted.period,
    periodAmount,
    yearToDate: null,
    sentence: null,
    overallPercent: null,
    problem: null,
  })
  const { project, at } = wanted
  // The unit of what was typed; the rest of what the report itself would carry.
  const typed = await reportFacts(tx, { project, said: said(plan.after), at, unitConfirmed: false })
  const meant = await reportFacts(tx, { project, said: said(plan.reported), at, unitConfirmed: true })
  const unit = checkReport({ ...typed, locked: false })
  const rest = checkReport({ ...meant, locked: false })
  const ofUnit = ({ check }: Finding): boolean => check === 10
  const hard = [...rest.hard, ...unit.hard.filter(ofUnit)]
  const soft = [...unit.soft.filter(ofUnit), ...rest.soft]
  const lower = plan.after < plan.before
  const counts = ({ check }: Finding): boolean => (lower ? check === 10 : CHECKS.includes(check))
  return { hard: hard.filter(counts), soft: soft.filter(counts) }
}
