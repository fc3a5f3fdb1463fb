/** Checks 5 to 9 on a ten-day report: its percentage and sentence, the project's dates, permits and pauses. */
import { fixed, ratio, share, showPercent } from './fraction.ts'
import { ZERO } from './money.ts'
import { normalise } from './normalise.ts'
import { yearOf } from './period.ts'
import type { Booking } from './report-booking.ts'
import type { Finding, ReportFacts } from './report-facts.ts'
import { sinceStart } from './report-money-checks.ts'

export function percentDown({ given, lastOverallPercent }: ReportFacts): Finding | null {
  if (given.overallPercent === null || lastOverallPercent === null) return null
  if (given.overallPercent >= lastOverallPercent) return null
  return { check: 5, sentence: `总体进度 ${given.overallPercent}% 比上次的 ${lastOverallPercent}% 低，请核对` }
}

export function percentApart(facts: ReportFacts, booking: Booking): Finding | null {
  const { given, totalInvestment } = facts
  const invested = totalInvestment && ratio(sinceStart(facts, booking), totalInvestment)
  if (given.overallPercent === null || !invested) return null
  const apart = share(given.overallPercent).sub(invested).abs().mul(100n)
  if (apart.lte(15n)) return null
  return {
    check: 5,
    sentence: `总体进度 ${given.overallPercent}% 与自开工累计占总投资的 ${showPercent(invested)} 相差 ${fixed(apart, 2)} 个百分点，请核对`,
  }
}

/** A 续建 project without a date shows its earlier start by what was invested before this year. */
export function startDate({ nature, startedOn, period, investedBefore }: ReportFacts): Finding | null {
  const earlier = startedOn !== null && Number(startedOn.slice(0, 4)) < yearOf(period)
  if (nature === 'NEW' && earlier) {
    return { check: 6, sentence: `项目登记为新建，开工日期却是 ${startedOn}，请找项目办改为续建或更正日期后再报` }
  }
  if (nature === 'NEW' || earlier || (startedOn === null && investedBefore > ZERO)) return null
  const recorded = startedOn === null ? '没有以前年度的开工日期' : `开工日期却是 ${startedOn}`
  return { check: 6, sentence: `项目登记为续建，${recorded}，请找项目办补正后再报` }
}

export function permits({ startedOn, openPermits }: ReportFacts): Finding | null {
  if (startedOn === null || openPermits.length === 0) return null
  return { check: 7, sentence: `项目已开工，还有手续没有办结：${openPermits.join('、')}，请核对` }
}

export function sameSentence({ given, lastSentence }: ReportFacts): Finding | null {
  if (given.noChange || given.sentence === null || lastSentence === null) return null
  if (normalise(given.sentence) !== normalise(lastSentence)) return null
  return { check: 8, sentence: `形象进度与上次一字不差（${given.sentence}），有变化请改写后重报` }
}

export function thirdZero({ zeroStreak, stopped }: ReportFacts, { amount }: Booking): Finding | null {
  if (amount !== ZERO || stopped || zeroStreak < 2) return null
  return { check: 9, sentence: `已连续 ${zeroStreak + 1} 旬为 0，是否停工或冬歇？停工请找项目办登记，仍在施工请确认` }
}
