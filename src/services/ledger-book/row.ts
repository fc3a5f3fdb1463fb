/** One project in the 台账 of a 旬, as plain data: what is kept at the lock, and what sheets and bulletins are made of. */
import { z } from 'zod'
import { type Day, isDay } from '../../domain/calendar-day.ts'
import type { ProjectFigures, StartState } from '../../domain/figures.ts'
import { Exact } from '../../domain/fraction.ts'
import { type Money, money } from '../../domain/money.ts'
import { parseTenDay, type TenDay } from '../../domain/period.ts'
import { ProjectNature, ProjectStage, UnitGroup } from '../../generated/prisma/enums.ts'

const text = z.string().nullable()
const day = z
  .string()
  .refine((value): value is Day => isDay(value))
  .nullable()
/** 万元 as decimal text. */
const amount = z.string().regex(/^-?\d+\.\d{2}$/)
const tenDay = z.string().refine((value): value is TenDay => parseTenDay(value) !== null)

export const ledgerRowSchema = z.object({
  projectId: z.number().int(),
  number: z.number().int(),
  code: text,
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  level: text,
  nature: z.enum(ProjectNature),
  stage: z.enum(ProjectStage),
  chain: text,
  industry: text,
  owner: text,
  contactName: text,
  location: text,
  content: text,
  note: text,
  unit: z
    .object({ id: z.number().int(), name: z.string(), shortName: z.string(), group: z.enum(UnitGroup) })
    .nullable(),
  secondUnit: text,
  leader: text,
  /** Person ids of the leader and the liaison: who may see the row. */
  leaderId: z.number().int().nullable(),
  liaisonId: z.number().int().nullable(),
  liaison: text,
  team: text,
  plan: text,
  plannedStartOn: day,
  startedOn: day,
  plannedResumeOn: day,
  resumedOn: day,
  plannedCompletionOn: day,
  completedOn: day,
  totalInvestment: amount.nullable(),
  phaseOneInvestment: amount.nullable(),
  investedBefore: amount,
  annualPlan: amount,
  periodAmount: amount,
  monthAmount: amount,
  quarterAmount: amount,
  yearToDate: amount,
  /** The target as a share of the plan, "16/25". */
  curve: z.string().regex(/^\d+\/\d+$/),
  running: z.boolean(),
  due: z.boolean(),
  reported: z.boolean(),
  progress: text,
  progressPeriod: tenDay.nullable(),
  overallPercent: text,
  openProblems: z.number().int(),
  problemLevel: z.number().int().nullable(),
  permits: z.object({ due: z.number().int(), done: z.number().int(), overdue: z.number().int() }).nullable(),
  /** Which of the demonstration's fields are made up (Project.demoFields). */
  demo: z.array(z.string()),
})
export type LedgerRow = z.infer<typeof ledgerRowSchema>

/** The row as the figures of 总览 and digests take it. */
export function figuresOf(row: LedgerRow): ProjectFigures & StartState {
  const { projectId, unit, running, due } = row
  return {
    id: projectId,
    unitId: unit?.id ?? 0,
    plan: money(row.annualPlan),
    periodAmount: money(row.periodAmount),
    yearToDate: money(row.yearToDate),
    curve: curveOf(row),
    running,
    due,
  }
}

/** The target as a share of the plan, exact. */
export function curveOf({ curve }: LedgerRow): Exact {
  const [numerator = '0', denominator = '1'] = curve.split('/')
  return new Exact(BigInt(numerator), BigInt(denominator))
}

/** The amounts of a column that are there. */
export function amountsOf(
  rows: readonly LedgerRow[],
  field: 'totalInvestment' | 'monthAmount' | 'quarterAmount',
): Money[] {
  return rows.flatMap((row) => {
    const value = row[field]
    return value === null ? [] : [money(value)]
  })
}
