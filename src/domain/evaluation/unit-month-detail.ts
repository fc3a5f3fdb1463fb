/** What is stored of a unit's month (UnitMonth.detail): U with its explanation, and what the quarter counts later. */
import { z } from 'zod'
import { evaluationMode } from '../scoring-rules.ts'
import { amount, day, fraction, monthCode, problemInput } from './input.ts'

/** A permit of which the unit is the authority, promised for a day of the month. */
const approvalPermit = z.object({ name: z.string(), promisedOn: day, doneOn: day.nullable() })

/** What an 审批要素部门 is judged by: permits due in the month, and the problems it leads that are due in the month. */
export const approvalInput = z.object({
  permits: z.array(approvalPermit),
  /** Whoever raised them; suspended ones are left out. */
  problems: z.array(problemInput),
})
export type ApprovalInput = z.infer<typeof approvalInput>

const unitProject = z.object({
  projectId: z.number().int(),
  name: z.string(),
  /** The published P (full), or the points of the plate (simple); null: not in U. */
  score: z.string().nullable(),
  /** By the annual plan: '1.3'; '1' in mode simple. */
  weight: z.string(),
})

const share = z.object({ due: z.number().int(), onTime: z.number().int() })

export const unitMonthDetail = z.object({
  month: monthCode,
  mode: evaluationMode,
  /** U, two decimals; null: nothing to score. */
  score: z.string().nullable(),
  /** Why there is no U; null when there is one. */
  unscored: z.string().nullable(),
  /** Its projects in the assessment. */
  projects: z.array(unitProject),
  /** Only of an 审批要素部门. */
  approval: approvalInput.nullable(),
  /** Sums over its projects in the assessment, 万元; the target is exact. */
  yearToDate: amount,
  target: fraction,
  /** Σ年度累计 ÷ Σ目标累计, to six decimals; 1 when the target sum is 0. */
  r: z.string(),
  plates: z.object({
    green: z.number().int(),
    yellow: z.number().int(),
    red: z.number().int(),
    grey: z.number().int(),
  }),
  /** Milestones of its projects due in the month. */
  milestones: share,
  /** Problems it leads that were open and overdue at the month's end. */
  overdueProblems: z.number().int(),
  /** A project of the unit has P = 0 for 核查偏差: no 红榜 in the quarter. */
  zeroed: z.boolean(),
  /** 明细 of U, line by line. */
  lines: z.array(z.string()),
})
export type UnitMonthDetail = z.infer<typeof unitMonthDetail>
