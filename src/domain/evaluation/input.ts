/**
 * What a project's month is judged by, as plain data (rules.md §6, §6a). It is stored with the result, so that a
 * published score can be computed again years later, whatever became of the data. Days are those of the facts; what
 * was not verified by the cut-off (the lock of the month's 下旬) is not here. Amounts are 万元 as decimal text.
 */
import { z } from 'zod'
import { isDay } from '../calendar-day.ts'

export const day = z.string().refine(isDay)
export const amount = z.string().regex(/^-?\d+\.\d{2}$/)
/** An exact number, 'n' or 'n/d'. */
export const fraction = z.string().regex(/^-?\d+(?:\/\d+)?$/)
export const monthCode = z.string().regex(/^\d{4}-\d{2}$/)
export const plateColour = z.enum(['green', 'yellow', 'red', 'grey'])
export type PlateColourName = z.infer<typeof plateColour>

const milestoneInput = z.object({
  id: z.number().int(),
  name: z.string(),
  weight: z.string().regex(/^\d+(?:\.\d{1,2})?$/),
  dueOn: day,
  /** Verified; null: not done. */
  doneOn: day.nullable(),
})

const permitInput = z.object({
  name: z.string(),
  plannedOn: day,
  /** Null: not done. */
  doneOn: day.nullable(),
})

export const problemInput = z.object({
  id: z.number().int(),
  dueOn: day,
  /** Submitted for closing, and confirmed by now; null: not. */
  submittedOn: day.nullable(),
  level: z.number().int(),
})

const reportInput = z.object({
  period: z.string(),
  /** Null: no report (未报). */
  onTime: z.boolean().nullable(),
  returned: z.boolean(),
})

export const projectMonthInput = z.object({
  month: monthCode,
  projectId: z.number().int(),
  /** 简称 */
  name: z.string(),
  /** Null: no responsible unit; scored, but in no unit's month. */
  unitId: z.number().int().nullable(),
  plan: amount,
  /** Of the last accepted report by the cut-off. */
  yearToDate: amount,
  /** The target curve at the month's end, as a share of the plan. */
  curve: fraction,
  /** Planned and verified start of a 新建, resumption of a 续建; null: none is planned (a 续建 that never stopped). */
  start: z
    .object({ kind: z.enum(['start', 'resumption']), plannedOn: day.nullable(), verifiedOn: day.nullable() })
    .nullable(),
  /** 停工 at the month's end, without an exemption. */
  stopped: z.boolean(),
  /** 豁免 in force at the month's end: the plate is grey and there is no score. */
  exempt: z.boolean(),
  /** 不参评 in force at the month's end. */
  disqualified: z.boolean(),
  /** All milestones due up to the month's end, and those done in it. */
  milestones: z.array(milestoneInput),
  /** ★ permits with a planned date up to the month's end, those not needed left out. */
  permits: z.array(permitInput),
  /** Led by the project's responsible unit, raised by another, due in the month, not suspended. */
  problems: z.array(problemInput),
  /** One for each 旬 of the month in which the project counted. */
  reports: z.array(reportInput),
  /**
   * 核查 of this month: the one with the greatest deviation. `released`: a person has decided that a deviation above the
   * zero line costs the deduction only.
   */
  inspection: z.object({ reported: amount, verified: amount, released: z.boolean().optional() }).nullable(),
  /** Verified 投产/竣工 in this month. */
  completion: z.object({ plannedOn: day.nullable(), doneOn: day }).nullable(),
  /** Escalated problems (level 2 and above) of the project that were closed on time in the month. */
  escalatedClosed: z.number().int(),
  /** Plates of the year's earlier months, the oldest first. */
  plates: z.array(z.object({ month: monthCode, colour: plateColour })),
})
export type ProjectMonthInput = z.infer<typeof projectMonthInput>
export type MilestoneInput = z.infer<typeof milestoneInput>
export type ProblemInput = z.infer<typeof problemInput>
