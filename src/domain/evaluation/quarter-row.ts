/** What is stored of a unit's quarter (QuarterRank.detail): Q, rank, what broke a tie, the boards, one line that explains. */
import { z } from 'zod'
import { evaluationMode } from '../scoring-rules.ts'
import { unitGroups } from '../unit-group.ts'
import { fraction, monthCode } from './input.ts'

export const unitGroup = z.enum(unitGroups)

export const quarterRow = z.object({
  quarter: z.string(),
  mode: evaluationMode,
  unitId: z.number().int(),
  name: z.string(),
  group: unitGroup,
  /** The published U's; null: none that month. */
  months: z.array(z.object({ month: monthCode, score: z.string().nullable() })),
  /** Q, two decimals; null: fewer than two months with U. */
  score: z.string().nullable(),
  /** Null: listed, not ranked. */
  rank: z.number().int().nullable(),
  /** Ranked units of the group; 0 when this one is listed only. */
  of: z.number().int(),
  /** Why it is listed only, as a sentence; null when it is ranked. */
  unranked: z.string().nullable(),
  /** Rank and Q of the last quarter in the same group. */
  lastRank: z.number().int().nullable(),
  lastScore: z.string().nullable(),
  /** Places won (positive) or lost against the last quarter; null without a rank in either. */
  change: z.number().int().nullable(),
  /** What breaks a tie, in this order (rules.md §6a.14); exact. */
  keys: z.object({
    redShare: fraction,
    milestoneRate: fraction,
    /** min(1, r) at the quarter's end. */
    cappedRatio: fraction,
    overdueProblems: z.number().int(),
  }),
  /** r at the quarter's end, not capped, to six decimals; null: its last month was not published. */
  r: z.string().nullable(),
  redPlates: z.number().int(),
  /** A project had P = 0 for 核查偏差. */
  zeroed: z.boolean(),
  /** 红榜, 鞭策榜, 争先进位奖. */
  honour: z.boolean(),
  spur: z.boolean(),
  advance: z.boolean(),
  line: z.string(),
})
export type QuarterRow = z.infer<typeof quarterRow>
