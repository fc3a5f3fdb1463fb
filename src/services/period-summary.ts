/** The figures of a 旬 as locked (Period.summary): July still reads as July after later corrections. */
import { z } from 'zod'
import { fixed } from '../domain/fraction.ts'
import { moneyText, sum } from '../domain/money.ts'
import type { DispatchFacts } from './dispatch-notice-facts.ts'

/** An amount in 万元 as decimal text. */
const amount = z.string().regex(/^-?\d+\.\d{2}$/)

export const periodSummarySchema = z.object({
  projects: z.number().int(),
  newProjects: z.number().int(),
  continuedProjects: z.number().int(),
  running: z.number().int(),
  reported: z.number().int(),
  totalInvestment: amount,
  plan: amount,
  periodAmount: amount,
  yearToDate: amount,
  /** 目标累计, rounded half up. */
  target: amount,
})
export type PeriodSummary = z.infer<typeof periodSummarySchema>

/** What is kept of the facts at the lock. */
export function periodSummary({ standings, totals }: DispatchFacts): PeriodSummary {
  const fresh = standings.filter(({ nature }) => nature === 'NEW').length
  return {
    projects: standings.length,
    newProjects: fresh,
    continuedProjects: standings.length - fresh,
    running: standings.filter(({ running }) => running).length,
    reported: standings.filter(({ reported }) => reported).length,
    totalInvestment: moneyText(sum(standings.flatMap(({ totalInvestment }) => totalInvestment ?? []))),
    plan: moneyText(totals.plan),
    periodAmount: moneyText(totals.periodAmount),
    yearToDate: moneyText(totals.yearToDate),
    target: fixed(totals.target, 2),
  }
}
