/** The numbers of scores, plates and ranks that a district may change (rules.md §6); each section is one of `Rules`. */
import { z } from 'zod'
import { isTime } from './calendar-day.ts'

const time = z.string().refine(isTime)
const workday = z.number().int().min(1).max(20)
const percent = z.number().min(0).max(200).multipleOf(0.01)
const points = z.number().min(0).max(100).multipleOf(0.01)
const days = z.number().int().min(0).max(366)

/** full: scores; simple: points by plate colour; cards-only: plates and nothing else. */
export const evaluationMode = z.enum(['full', 'simple', 'cards-only'])
export type EvaluationMode = z.infer<typeof evaluationMode>

export const scoringSections = {
  /** When a month is evaluated: working days after its last day. */
  evaluation: z.object({
    mode: evaluationMode,
    trialWorkday: workday,
    trialTime: time,
    objectionWorkday: workday,
    objectionTime: time,
    publishWorkday: workday,
  }),
  /** The quarter's ranking; switched off, units are listed by name and nobody is ranked (rules.md §8). */
  ranking: z.object({
    enabled: z.boolean(),
    previewWorkday: workday,
    previewTime: time,
    publishWorkday: workday,
    /** Groups with fewer ranked units are listed, not ranked. */
    groupFrom: z.number().int().min(2).max(50),
    /** 红榜: the top so many per cent of a group. */
    honourPercent: percent,
    /** 鞭策榜: the bottom so many per cent, in groups of at least so many units, below so many per cent of the target. */
    spurPercent: percent,
    spurGroupFrom: z.number().int().min(2).max(50),
    spurRatio: percent,
  }),
  /** Points of the items A–F; together 100 (F 数据质量 may be 0 with the others left as they are). */
  weights: z.object({
    progress: points,
    milestones: points,
    start: points,
    permits: points,
    problems: points,
    quality: points,
  }),
  /** What lateness leaves of an item: up to so many days late, so many per cent. */
  lateness: z.object({
    slightDays: days,
    slightPercent: percent,
    graveDays: days,
    gravePercent: percent,
    startDays: days,
    startPercent: percent,
  }),
  bonus: z.object({
    completion: points,
    early: points,
    /** At most so many points for early milestones. */
    earlyMost: points,
    earlyDays: days,
    ahead: points,
    /** 年度累计 of at least so many per cent of the target. */
    aheadRatio: percent,
    escalated: points,
    most: points,
  }),
  /** 核查: a deviation above `minor` per cent costs points; above `major` P is 0. */
  deviation: z.object({ minor: percent, major: percent, points }),
  /** r in per cent, g in percentage points. */
  plates: z.object({
    yellowRatio: percent,
    yellowGap: points,
    redRatio: percent,
    redGap: points,
    lateDays: days,
  }),
  /** Weight of a project in its unit's month by annual plan: ≥ 10 亿, ≥ 5 亿, ≥ 1 亿, below. */
  projectWeights: z.object({ huge: points, large: points, medium: points, small: points }),
  /** Mode `simple`: points a month by plate. */
  simple: z.object({ green: points, yellow: points, red: points }),
} as const

export type ScoringRules = { readonly [S in keyof typeof scoringSections]: z.infer<(typeof scoringSections)[S]> }

export const defaultScoring: ScoringRules = {
  evaluation: {
    mode: 'full',
    trialWorkday: 3,
    trialTime: '09:00',
    objectionWorkday: 5,
    objectionTime: '17:00',
    publishWorkday: 6,
  },
  ranking: {
    enabled: true,
    previewWorkday: 8,
    previewTime: '09:00',
    publishWorkday: 10,
    groupFrom: 3,
    honourPercent: 30,
    spurPercent: 20,
    spurGroupFrom: 5,
    spurRatio: 90,
  },
  weights: { progress: 40, milestones: 25, start: 10, permits: 10, problems: 10, quality: 5 },
  lateness: { slightDays: 10, slightPercent: 60, graveDays: 30, gravePercent: 30, startDays: 30, startPercent: 50 },
  bonus: {
    completion: 2,
    early: 0.5,
    earlyMost: 1.5,
    earlyDays: 10,
    ahead: 1,
    aheadRatio: 110,
    escalated: 0.5,
    most: 5,
  },
  deviation: { minor: 5, major: 10, points: 3 },
  plates: { yellowRatio: 90, yellowGap: 3, redRatio: 70, redGap: 10, lateDays: 10 },
  projectWeights: { huge: 2, large: 1.6, medium: 1.3, small: 1 },
  simple: { green: 10, yellow: 6, red: 2 },
}

/** Why these numbers cannot hold together, as a sentence; null when they can. */
export function scoringConflict({
  evaluation,
  ranking,
  weights,
  lateness,
  plates,
  deviation,
}: ScoringRules): string | null {
  const { quality, ...others } = weights
  const whole = Object.values(others).reduce((total, weight) => total + Math.round(weight * 100), 0)
  const sum = whole + Math.round(quality * 100)
  // With F at 0 the others may stay as they are: what is left out is rescaled like an item that does not apply.
  const withoutQuality = quality === 0 && whole >= 9000 && whole <= 10_000
  if (sum !== 10_000 && !withoutQuality) return `六项权重合计要等于 100，现在是 ${sum / 100}`
  if (evaluation.objectionWorkday < evaluation.trialWorkday) return '异议截止不能早于试算，请先改异议截止工作日'
  if (evaluation.publishWorkday <= evaluation.objectionWorkday) return '亮牌发布要在异议截止之后，请先改亮牌发布工作日'
  if (ranking.publishWorkday < ranking.previewWorkday) return '季排名发布不能早于预览'
  if (ranking.previewWorkday <= evaluation.publishWorkday) return '季排名预览要在亮牌发布之后，请先改季排名预览工作日'
  if (plates.redRatio > plates.yellowRatio || plates.redGap < plates.yellowGap) return '红牌的标准要比黄牌更严'
  if (lateness.graveDays < lateness.slightDays || lateness.gravePercent > lateness.slightPercent)
    return '晚得越久得分要越低'
  if (deviation.major < deviation.minor) return '核查偏差的归零线要高于扣分线'
  return null
}
