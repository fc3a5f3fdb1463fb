/**
 * The numbers of the mechanism that a district may change (rules.md). Each change counts from a month on;
 * a month is read with the rules in force on its first day.
 */
import { z } from 'zod'
import { isTime } from './calendar-day.ts'
import { columnTitlesSchema, usualColumns } from './paper-columns.ts'
import type { Month } from './period.ts'
import { defaultScoring, scoringConflict, scoringSections } from './scoring-rules.ts'
import { defaultSupervision, supervisionSections } from './supervision-rules.ts'

const time = z.string().refine(isTime)
const workdayNumber = z.number().int().min(1).max(7)
/** auto: goes out by itself; approve: only after 发布; off: not at all. */
const publishMode = z.enum(['auto', 'approve', 'off'])

const calendarSchema = z.object({
  /** Reports are due on this working day after the 旬. */
  deadlineWorkday: workdayNumber,
  deadlineTime: time,
  lockWorkday: workdayNumber,
  lockTime: time,
  /** On the day of the lock. */
  publishTime: time,
  reminderTime: time,
  /** Pushes go out from … */
  quietFrom: time,
  /** … to, the end excluded; outside is quiet. */
  quietTo: time,
})

const curveSchema = z
  .array(z.number().min(0).max(100).multipleOf(0.01))
  .length(12)
  .refine((points) => points.every((point, i) => point >= (points[i - 1] ?? 0)) && points[11] === 100)

export const rulesSchema = z.object({
  calendar: calendarSchema,
  modes: z.object({ dispatch: publishMode, evaluation: publishMode, ranking: publishMode }),
  /** Whether unknown people in a bound group may see published totals and project basics. */
  observers: z.object({ allowed: z.boolean() }),
  /** The district's default target curve: cumulative per cent of the annual plan at each month's end. */
  curve: z.object({ monthEnd: curveSchema }),
  /** A project that many percentage points behind its target is listed as lagging. */
  lagging: z.object({ points: z.number().min(0).max(100) }),
  /** The columns of a printed ledger, by title, in order. */
  ledger: z.object({ columns: columnTitlesSchema }),
  /** 手续: the whole of government time promised, when to tell that time runs out, when 逾期 is red (rules.md §7). */
  permits: z.object({
    totalDays: z.number().int().min(1).max(200),
    soonDays: z.number().int().min(0).max(20),
    redDays: z.number().int().min(0).max(60),
  }),
  ...scoringSections,
  ...supervisionSections,
})

export type Rules = z.infer<typeof rulesSchema>
export type PublishMode = z.infer<typeof publishMode>

export const defaultRules: Rules = {
  calendar: {
    deadlineWorkday: 2,
    deadlineTime: '17:00',
    lockWorkday: 3,
    lockTime: '09:00',
    publishTime: '14:30',
    reminderTime: '09:00',
    quietFrom: '09:00',
    quietTo: '17:30',
  },
  modes: { dispatch: 'auto', evaluation: 'auto', ranking: 'auto' },
  observers: { allowed: true },
  curve: { monthEnd: [1, 3, 10, 18, 28, 40, 52, 64, 75, 86, 95, 100] },
  lagging: { points: 10 },
  ledger: { columns: [...usualColumns] },
  permits: { totalDays: 26, soonDays: 2, redDays: 5 },
  ...defaultScoring,
  ...defaultSupervision,
}

/**
 * One change, as stored. The key is a dotted path ('calendar.deadlineTime'); a value that is an object sets several
 * rules of the key's section at once ('calendar.pushHours' → {quietFrom, quietTo}).
 */
export interface RuleChange {
  readonly key: string
  readonly value: unknown
  /** The month from which it counts, '2023-09'. */
  readonly fromMonth: string
  readonly createdAt: Date
}

/**
 * The rules of a month: the defaults with every change laid over them that counts by then, the one made last on top.
 * A key that this version does not know is passed over (a newer version may have stored it); a value that breaks the
 * schema throws a ZodError.
 */
export function rulesAt(settings: readonly RuleChange[], month: Month): Rules {
  const sections = new Map(
    Object.entries(defaultRules).map(([name, section]) => [name, new Map<string, unknown>(Object.entries(section))]),
  )
  const counting = settings.filter((change) => change.fromMonth <= month)
  for (const change of counting.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
    const [name = '', rule = ''] = change.key.split('.')
    const section = sections.get(name)
    for (const [key, value] of leaves(rule, change.value)) if (section?.has(key)) section.set(key, value)
  }
  return rulesSchema.parse(
    Object.fromEntries([...sections].map(([name, section]) => [name, Object.fromEntries(section)])),
  )
}

function leaves(rule: string, value: unknown): [string, unknown][] {
  const several = typeof value === 'object' && value !== null && !Array.isArray(value)
  return several ? Object.entries(value) : [[rule, value]]
}

/** Why a district's rules cannot hold together, as a sentence; null when they can. To be asked before a change is kept. */
export function ruleConflict(rules: Rules): string | null {
  const { deadlineWorkday, deadlineTime, lockWorkday, lockTime, publishTime, reminderTime, quietFrom, quietTo } =
    rules.calendar
  if (`${lockWorkday} ${lockTime}` <= `${deadlineWorkday} ${deadlineTime}`) return '锁定要在截止之后，请先改锁定时间'
  if (publishTime < lockTime) return '发布要在锁定之后，请先改发布时间'
  if (quietTo <= quietFrom) return '推送时段的结束要晚于开始'
  for (const [name, at] of [
    ['提醒时间', reminderTime],
    ['发布时间', publishTime],
  ] as const) {
    if (at < quietFrom || at >= quietTo) return `${name} ${at} 落在静默时段，请改在 ${quietFrom} 到 ${quietTo} 之间`
  }
  const { trialWorkday, trialTime } = rules.evaluation
  if (trialWorkday < lockWorkday || (trialWorkday === lockWorkday && trialTime < lockTime))
    return '月考评试算要在锁定之后，请先改试算工作日或试算时间'
  return scoringConflict(rules)
}
