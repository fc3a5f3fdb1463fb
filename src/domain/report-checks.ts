/**
 * The checks on a ten-day report (rules.md §4): hard ones refuse it, soft ones ask for a confirmation.
 * They never say how much is missing to reach a target, and never propose a figure but the other unit of a slip.
 */
import { type Money, moneyText, showMoney, typedMoney, ZERO } from './money.ts'
import { moneyRefusal } from './money-read.ts'
import { previousTenDay, showTenDayShort } from './period.ts'
import { type Booking, book } from './report-booking.ts'
import type { Finding, ReportFacts } from './report-facts.ts'
import { abovePlan, aboveTotal, farAboveTotal, goesDown, largePart } from './report-money-checks.ts'
import { percentApart, percentDown, permits, sameSentence, startDate, thirdZero } from './report-state-checks.ts'
import { checkUnit, type Reference, type UnitFinding } from './report-unit-check.ts'

export interface Checked {
  /** The report is refused, for each of these reasons. */
  readonly hard: readonly Finding[]
  /** The report is kept once the sender confirms. */
  readonly soft: readonly Finding[]
  readonly booking: Booking
}

/**
 * Runs all checks. A suspicious unit is asked for alone: what else the amount would break is worth saying only once the
 * sender stands by it, so ask again with `unitConfirmed`.
 */
export function checkReport(facts: ReportFacts): Checked {
  const booking = book(facts.given, facts)
  if (facts.locked) return { hard: [lockedPeriod(facts)], soft: [], booking }
  const below = [facts.given.periodAmount, facts.given.yearToDate].find((amount) => amount !== null && amount < ZERO)
  if (below) return { hard: [negative(below)], soft: [], booking }
  const unit = suspiciousAmount(facts)
  if (unit?.finding.verdict === 'refuse') {
    return { hard: [{ check: 10, sentence: unit.finding.sentence }], soft: [], booking }
  }
  if (unit && !facts.unitConfirmed) {
    const { sentence, instead } = unit.finding
    return {
      hard: [],
      soft: [{ check: 10, sentence, ...(instead && { instead: { field: unit.field, money: instead } }) }],
      booking,
    }
  }
  if (booking.unequal) return { hard: [unequal(facts, booking)], soft: [], booking }
  return {
    hard: present([goesDown(facts, booking), farAboveTotal(facts, booking), startDate(facts)]),
    soft: present([
      missed(facts, booking),
      aboveTotal(facts, booking),
      abovePlan(facts, booking),
      largePart(facts, booking),
      percentDown(facts),
      percentApart(facts, booking),
      permits(facts),
      sameSentence(facts),
      thirdZero(facts, booking),
    ]),
    booking,
  }
}

function present(findings: readonly (Finding | null)[]): readonly Finding[] {
  return findings.filter((finding) => finding !== null)
}

function lockedPeriod({ project, period, given }: ReportFacts): Finding {
  const said = given.yearToDate
    ? `累计${typedMoney(given.yearToDate)}`
    : `本旬 ${typedMoney(given.periodAmount ?? ZERO)}`
  return {
    check: 11,
    sentence: `${showTenDayShort(period)}已锁定，不能直接改。请发“更正 ${project} ${showTenDayShort(period)} ${said} 原因”，由项目办审核。`,
  }
}

function negative(amount: Money): Finding {
  return { check: 10, sentence: moneyRefusal(moneyText(amount), 'negative') }
}

/** 本旬 is compared with the last 旬 that was not 0, 累计 with the one before; with the annual plan where there is none. */
function suspiciousAmount(facts: ReportFacts): { finding: UnitFinding; field: 'periodAmount' | 'yearToDate' } | null {
  const { given, before, plan } = facts
  const planned: Reference | null = plan && { amount: plan, name: '年度计划' }
  const [last] = facts.lastNonZero
  const amount = given.periodAmount && checkUnit(given.periodAmount, last ? { amount: last, name: '上期' } : planned)
  if (amount) return { finding: amount, field: 'periodAmount' }
  const total =
    given.yearToDate && checkUnit(given.yearToDate, before > ZERO ? { amount: before, name: '上期累计' } : planned)
  return total ? { finding: total, field: 'yearToDate' } : null
}

function unequal({ given, before }: ReportFacts, { amount }: Booking): Finding {
  return {
    check: 'unequal',
    sentence: `本旬 ${showMoney(amount)}与年度累计 ${showMoney(given.yearToDate ?? ZERO)}对不上（上期累计 ${showMoney(before)}），请核对后只报其中一个`,
  }
}

function missed({ period, missedPrevious, given }: ReportFacts, { amount }: Booking): Finding | null {
  if (!missedPrevious || given.yearToDate !== null || given.noChange) return null
  return {
    check: 'missed',
    sentence: `${showTenDayShort(previousTenDay(period))}没有报。只记本旬 ${showMoney(amount)}请确认；要连同补报请改报年度累计，如：累计6000万 设备安装`,
  }
}
