/** Checks 1 to 4 on a ten-day report: its amounts against the ledger, the total investment and the annual plan. */
import { add, type Money, showMoney, sum, typedMoney, ZERO } from './money.ts'
import type { Booking } from './report-booking.ts'
import type { Finding, ReportFacts } from './report-facts.ts'

export function goesDown({ project, before }: ReportFacts, { yearToDate }: Booking): Finding | null {
  if (yearToDate >= before) return null
  return {
    check: 1,
    sentence: `累计不能变少（上期 ${showMoney(before)}，本次 ${showMoney(yearToDate)}）。确需核减请发：更正 ${project} 累计${typedMoney(yearToDate)} 原因`,
  }
}

/** 自开工累计 with this report. */
export function sinceStart({ investedBefore }: ReportFacts, { yearToDate }: Booking): Money {
  return add(investedBefore, yearToDate)
}

export function farAboveTotal(facts: ReportFacts, booking: Booking): Finding | null {
  const total = facts.totalInvestment
  const invested = sinceStart(facts, booking)
  if (total === null || invested * 10n <= total * 11n) return null
  return {
    check: 2,
    sentence: `自开工累计将到 ${showMoney(invested)}，超过总投资 ${showMoney(total)}的 110%，不能直接报。总投资有调整请先找项目办修改`,
  }
}

export function aboveTotal(facts: ReportFacts, booking: Booking): Finding | null {
  const total = facts.totalInvestment
  const invested = sinceStart(facts, booking)
  if (total === null || invested <= total || invested * 10n > total * 11n) return null
  return { check: 2, sentence: `自开工累计将到 ${showMoney(invested)}，超过总投资 ${showMoney(total)}，请核对` }
}

export function abovePlan({ plan }: ReportFacts, { yearToDate }: Booking): Finding | null {
  if (plan === null || yearToDate * 10n <= plan * 13n) return null
  return {
    check: 3,
    sentence: `年度累计将到 ${showMoney(yearToDate)}，超过年度计划 ${showMoney(plan)}的 130%，请核对`,
  }
}

export function largePart({ plan, lastNonZero }: ReportFacts, { amount }: Booking): Finding | null {
  if (plan !== null && plan > ZERO && amount * 5n > plan) {
    return { check: 4, sentence: `本旬 ${showMoney(amount)}超过年度计划 ${showMoney(plan)}的 20%，请核对` }
  }
  const lastSix = lastNonZero.slice(0, 6)
  const total = sum(lastSix)
  if (total === ZERO || amount * BigInt(lastSix.length) <= total * 5n) return null
  return { check: 4, sentence: `本旬 ${showMoney(amount)}超过最近 ${lastSix.length} 个有投资的旬平均数的 5 倍，请核对` }
}
