/** The rules of the ten-day cycle by name: when to report, how notices go out, who may look, the target. */
import { ledgerColumns } from './rule-entries-paper.ts'
import { entry, type RuleEntry, timeEntry, workdayEntry } from './rule-entry.ts'
import { defaultRules, type PublishMode, rulesSchema } from './rules.ts'
import { readTime } from './time-read.ts'

type CalendarTime = 'deadlineTime' | 'lockTime' | 'publishTime' | 'reminderTime'
type CalendarWorkday = 'deadlineWorkday' | 'lockWorkday'
const { calendar, modes, observers, curve, lagging } = rulesSchema.shape

function timeOfDay(rule: CalendarTime, label: string, aliases: readonly string[]): RuleEntry {
  return timeEntry({
    ...{ key: `calendar.${rule}`, label, aliases, schema: calendar.shape[rule] },
    example: defaultRules.calendar[rule],
    pick: (rules) => rules.calendar[rule],
  })
}

function workday(rule: CalendarWorkday, label: string): RuleEntry {
  const of = {
    ...{ key: `calendar.${rule}`, label, schema: calendar.shape[rule], example: defaultRules.calendar[rule] },
    pick: (rules: typeof defaultRules) => rules.calendar[rule],
  }
  return workdayEntry(of, '旬末', 7)
}

const MODES: readonly { readonly mode: PublishMode; readonly name: string; readonly words: readonly string[] }[] = [
  { mode: 'auto', name: '自动发布', words: ['自动', '自动发', '自动发布', 'auto'] },
  { mode: 'approve', name: '审后发布', words: ['审后发布', '审批', '送审', '审核', '批准后发', '人工', 'approve'] },
  { mode: 'off', name: '不发布', words: ['不发布', '不发', '关', '关闭', '停用', 'off'] },
]

function publishing(kind: 'dispatch' | 'evaluation' | 'ranking', label: string, aliases: readonly string[]): RuleEntry {
  return entry({
    key: `modes.${kind}`,
    label,
    aliases,
    schema: modes.shape[kind],
    hint: `可选 自动、审批、关闭，如：规则 ${label} 审批`,
    parse: (text) => MODES.find(({ words }) => words.includes(text))?.mode ?? null,
    print: (value) => MODES.find(({ mode }) => mode === value)?.name ?? value,
    pick: (rules) => rules.modes[kind],
  })
}

const pushHours = entry({
  key: 'calendar.pushHours',
  label: '推送时段',
  aliases: ['静默时段', '静默', '推送时间'],
  schema: calendar.pick({ quietFrom: true, quietTo: true }),
  hint: '写工作日几点到几点可以推送，其余为静默，如：规则 推送时段 9:00-17:30',
  parse: (text) => {
    const [from = '', to = ''] = text.split(/[-~到至—]+/)
    const [quietFrom, quietTo] = [readTime(from), readTime(to)]
    return quietFrom && quietTo ? { quietFrom, quietTo } : null
  },
  print: ({ quietFrom, quietTo }) => `工作日 ${quietFrom} 到 ${quietTo}，其余为静默`,
  pick: ({ calendar: { quietFrom, quietTo } }) => ({ quietFrom, quietTo }),
})

const observersAllowed = entry({
  key: 'observers.allowed',
  label: '观察员查询',
  aliases: ['观察员'],
  schema: observers.shape.allowed,
  hint: '可选 允许、不允许，如：规则 观察员查询 不允许',
  parse: (text) =>
    /^(?:允许|可以|开|开放|是)$/.test(text) ? true : /^(?:不允许|禁止|不可以|关|关闭|否)$/.test(text) ? false : null,
  print: (value) => (value ? '允许' : '不允许'),
  pick: (rules) => rules.observers.allowed,
})

const defaultCurve = entry({
  key: 'curve.monthEnd',
  label: '目标曲线',
  aliases: ['默认曲线'],
  schema: curve.shape.monthEnd,
  hint: `写 12 个月末累计百分比，只升不降，12 月为 100，如：规则 目标曲线 ${defaultRules.curve.monthEnd.join(',')}`,
  parse: (text) => text.split(/[\s,、;/]+/).map((point) => (/^[\d.]+%?$/.test(point) ? Number.parseFloat(point) : -1)),
  print: (points) => points.map((point, i) => `${i + 1}月 ${point}%`).join('，'),
  pick: (rules) => rules.curve.monthEnd,
})

const laggingPoints = entry({
  key: 'lagging.points',
  label: '落后标准',
  aliases: ['落后阈值', '落后'],
  schema: lagging.shape.points,
  hint: '写落后目标多少个百分点算落后，0 到 100，如：规则 落后标准 10',
  parse: (text) => {
    const match = /^(\d{1,3}(?:\.\d{1,2})?)(?:个?百分点|%)?$/.exec(text.replace(/\s/g, ''))
    return match ? Number(match[1]) : null
  },
  print: (value) => `落后目标 ${value} 个百分点以上`,
  pick: (rules) => rules.lagging.points,
})

export const reportingRules: readonly RuleEntry[] = [
  timeOfDay('reminderTime', '提醒时间', ['催报时间']),
  workday('deadlineWorkday', '截止工作日'),
  timeOfDay('deadlineTime', '截止时间', ['截止']),
  workday('lockWorkday', '锁定工作日'),
  timeOfDay('lockTime', '锁定时间', ['锁定']),
  timeOfDay('publishTime', '发布时间', ['通报时间']),
  pushHours,
  publishing('dispatch', '旬调度通报方式', ['通报方式', '旬调度方式', '发布方式']),
  publishing('evaluation', '月考评通报方式', ['亮牌方式', '月考评方式']),
  publishing('ranking', '季排名通报方式', ['排名方式', '季排名方式']),
  observersAllowed,
  ledgerColumns,
]

export const targetRules: readonly RuleEntry[] = [laggingPoints, defaultCurve]
