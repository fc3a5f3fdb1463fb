/** The outcome of a project's month with its own explanation; stored, and shown by 明细. Numbers are decimal text. */
import { z } from 'zod'
import { evaluationMode } from '../scoring-rules.ts'
import { plateColour } from './input.ts'

export const itemKeys = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type ItemKey = (typeof itemKeys)[number]

const item = z.object({
  key: z.enum(itemKeys),
  /** '投资进度' */
  name: z.string(),
  /** Full points: '40'. */
  of: z.string(),
  /** To three decimals; null: n/a. */
  points: z.string().nullable(),
  /** How the points come about, or why the item does not apply: '40 × 3.90 亿 ÷ 4.50 亿', '3/4', '本月没有到期的节点'. */
  formula: z.string(),
})

const adjustment = z.object({
  /** Signed, to two decimals: '+0.50', '-3.00'. */
  points: z.string(),
  reason: z.string(),
})

const plate = z.object({
  colour: plateColour,
  /** One sentence each; empty for 绿. */
  reasons: z.array(z.string()),
})

export const projectMonthResult = z.object({
  mode: evaluationMode,
  /** P, two decimals (mode simple: the points of the plate); null: not in the assessment, or every item n/a. */
  score: z.string().nullable(),
  /** Why there is no score; null when there is one. */
  unscored: z.string().nullable(),
  /** Empty outside mode full. */
  items: z.array(item),
  /**
   * Sum of the items that apply, and their full points: '70.167', '90'. Three decimals, more where they would round to
   * another P.
   */
  sum: z.string().nullable(),
  of: z.string().nullable(),
  bonus: z.array(adjustment),
  deductions: z.array(adjustment),
  /** P is 0 until a person decides (核查偏差). */
  zeroed: z.boolean(),
  /** r (not capped) to six decimals and g to two, for reading: '0.866667', '-3.20'. */
  r: z.string(),
  g: z.string(),
  /** Null: 不参评. */
  plate: plate.nullable(),
})
export type ProjectMonthResult = z.infer<typeof projectMonthResult>
export type ScoreItem = z.infer<typeof item>
export type Plate = z.infer<typeof plate>
