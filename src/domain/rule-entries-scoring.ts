/** The rules of scores and plates by name (rules.md §6). */
import { z } from 'zod'
import { entry, numberEntry, numbersEntry, type RuleEntry, timeEntry, workdayEntry } from './rule-entry.ts'
import { defaultRules, type Rules } from './rules.ts'
import { type EvaluationMode, scoringSections } from './scoring-rules.ts'

const { evaluation, weights, lateness, bonus, deviation, plates, projectWeights, simple } = scoringSections

const MODES: readonly { readonly mode: EvaluationMode; readonly name: string; readonly words: readonly string[] }[] = [
  { mode: 'full', name: '打分（六项评分、亮牌）', words: ['打分', '评分', '完整', '全部', 'full'] },
  { mode: 'simple', name: '简易（只按亮牌记分）', words: ['简易', '简单', '简化', 'simple'] },
  { mode: 'cards-only', name: '只亮牌（不打分、不排名）', words: ['只亮牌', '亮牌', '不打分', 'cards-only'] },
]

const mode = entry({
  key: 'evaluation.mode',
  label: '考评模式',
  aliases: ['模式', '月考评模式'],
  schema: evaluation.shape.mode,
  hint: '可选 打分、简易、只亮牌，如：规则 考评模式 简易',
  parse: (text) => MODES.find(({ words }) => words.includes(text))?.mode ?? null,
  print: (value) => MODES.find((one) => one.mode === value)?.name ?? value,
  pick: (rules) => rules.evaluation.mode,
})

type Workday = 'trialWorkday' | 'objectionWorkday' | 'publishWorkday'

function workday(rule: Workday, label: string, aliases: readonly string[]): RuleEntry {
  const of = {
    ...{ key: `evaluation.${rule}`, label, aliases, schema: evaluation.shape[rule] },
    example: defaultRules.evaluation[rule],
    pick: (rules: Rules) => rules.evaluation[rule],
  }
  return workdayEntry(of, '月末', 20)
}

function time(rule: 'trialTime' | 'objectionTime', label: string, aliases: readonly string[]): RuleEntry {
  return timeEntry({
    ...{ key: `evaluation.${rule}`, label, aliases, schema: evaluation.shape[rule] },
    example: defaultRules.evaluation[rule],
    pick: (rules) => rules.evaluation[rule],
  })
}

const itemWeights = numbersEntry({
  key: 'weights.items',
  label: '权重',
  aliases: ['六项权重', '考评权重'],
  schema: weights,
  order: ['progress', 'milestones', 'start', 'permits', 'problems', 'quality'],
  what: '投资进度、节点、开复工、手续、问题、数据质量的分数（合计 100）',
  example: '40,25,10,10,10,5',
  print: (value) =>
    [
      ...[`投资进度 ${value.progress}`, `节点 ${value.milestones}`, `开复工 ${value.start}`],
      ...[`手续 ${value.permits}`, `问题 ${value.problems}`, `数据质量 ${value.quality}`],
    ].join('，'),
  pick: (rules) => rules.weights,
})

const lateMilestones = lateness.pick({ slightDays: true, slightPercent: true, graveDays: true, gravePercent: true })
const milestoneLateness = numbersEntry({
  key: 'lateness.milestones',
  label: '节点晚完成',
  aliases: ['节点逾期', '节点晚'],
  schema: lateMilestones,
  order: ['slightDays', 'slightPercent', 'graveDays', 'gravePercent'],
  what: '晚几天以内、得百分之几、再晚几天以内、得百分之几',
  example: '10,60,30,30',
  print: (value) =>
    `晚 ${value.slightDays} 天以内得 ${value.slightPercent}%，${value.graveDays} 天以内得 ${value.gravePercent}%，再晚不得分`,
  pick: (rules) => lateMilestones.parse(rules.lateness),
})

const lateStart = lateness.pick({ startDays: true, startPercent: true })
const startLateness = numbersEntry({
  key: 'lateness.start',
  label: '开复工晚',
  aliases: ['开工晚', '开复工逾期'],
  schema: lateStart,
  order: ['startDays', 'startPercent'],
  what: '晚几天以内、得百分之几',
  example: '30,50',
  print: (value) => `晚 ${value.startDays} 天以内得 ${value.startPercent}%，再晚不得分`,
  pick: (rules) => lateStart.parse(rules.lateness),
})

const bonusPoints = bonus.pick({
  ...{ completion: true, early: true, earlyMost: true, ahead: true, escalated: true, most: true },
})
const bonuses = numbersEntry({
  key: 'bonus.points',
  label: '加分',
  aliases: ['加分项'],
  schema: bonusPoints,
  order: ['completion', 'early', 'earlyMost', 'ahead', 'escalated', 'most'],
  what: '提前投产、每个提前节点、提前节点最多、超目标、提级问题按期销号、合计最多的分数',
  example: '2,0.5,1.5,1,0.5,5',
  print: (value) =>
    [
      ...[`提前投产 ${value.completion}`, `提前节点每个 ${value.early}（最多 ${value.earlyMost}）`],
      ...[`超目标 ${value.ahead}`, `提级问题按期销号 ${value.escalated}`, `合计最多 ${value.most}`],
    ].join('，'),
  pick: (rules) => bonusPoints.parse(rules.bonus),
})

const bonusLines = bonus.pick({ earlyDays: true, aheadRatio: true })
const bonusConditions = numbersEntry({
  key: 'bonus.lines',
  label: '加分条件',
  schema: bonusLines,
  order: ['earlyDays', 'aheadRatio'],
  what: '节点提前几天以上、年度累计达到目标的百分之几',
  example: '10,110',
  print: (value) => `节点提前 ${value.earlyDays} 天以上，年度累计达到目标的 ${value.aheadRatio}%`,
  pick: (rules) => bonusLines.parse(rules.bonus),
})

const deviations = numbersEntry({
  key: 'deviation.lines',
  label: '核查偏差',
  aliases: ['偏差'],
  schema: deviation,
  order: ['minor', 'major', 'points'],
  what: '超过百分之几扣分、超过百分之几记 0 分、扣几分',
  example: '5,10,3',
  print: (value) => `超过 ${value.minor}% 扣 ${value.points} 分，超过 ${value.major}% 先记 0 分`,
  pick: (rules) => rules.deviation,
})

function plateLine(colour: 'yellow' | 'red', label: string, example: string): RuleEntry {
  const line = z.object({ ratio: plates.shape[`${colour}Ratio`], gap: plates.shape[`${colour}Gap`] })
  const stored = z.object({ [`${colour}Ratio`]: line.shape.ratio, [`${colour}Gap`]: line.shape.gap })
  return numbersEntry({
    key: `plates.${colour}`,
    label,
    aliases: [label.slice(0, 2)],
    schema: stored,
    order: [`${colour}Ratio`, `${colour}Gap`],
    what: '目标完成比低于百分之几、同时欠几个百分点',
    example,
    print: (value) => `低于目标的 ${value[`${colour}Ratio`]}% 且欠 ${value[`${colour}Gap`]} 个百分点以上`,
    pick: (rules) => stored.parse(rules.plates),
  })
}

const lateDays = numberEntry(
  {
    ...{ key: 'plates.lateDays', label: '节点超期天数', aliases: ['超期天数'], schema: plates.shape.lateDays },
    ...{ example: defaultRules.plates.lateDays, pick: (rules: Rules) => rules.plates.lateDays },
  },
  '节点超期多少天亮黄牌',
  (value) => `超期 ${value} 天以上亮黄牌`,
)

const weightsByPlan = numbersEntry({
  key: 'projectWeights.byPlan',
  label: '项目权重',
  schema: projectWeights,
  order: ['huge', 'large', 'medium', 'small'],
  what: '年度计划 10 亿以上、5 亿以上、1 亿以上、1 亿以下的权重',
  example: '2,1.6,1.3,1',
  print: ({ huge, large, medium, small }) =>
    `年度计划 10 亿以上 ${huge}，5 亿以上 ${large}，1 亿以上 ${medium}，以下 ${small}`,
  pick: (rules) => rules.projectWeights,
})

const platePoints = numbersEntry({
  key: 'simple.points',
  label: '简易记分',
  aliases: ['亮牌记分'],
  schema: simple,
  order: ['green', 'yellow', 'red'],
  what: '绿牌、黄牌、红牌每月的分数（简易模式）',
  example: '10,6,2',
  print: ({ green, yellow, red }) => `绿牌 ${green}，黄牌 ${yellow}，红牌 ${red}（简易模式）`,
  pick: (rules) => rules.simple,
})

export const evaluationRules: readonly RuleEntry[] = [
  mode,
  workday('trialWorkday', '试算工作日', ['试算']),
  time('trialTime', '试算时间', []),
  workday('objectionWorkday', '异议截止工作日', []),
  time('objectionTime', '异议截止时间', ['异议截止']),
  workday('publishWorkday', '亮牌发布工作日', ['亮牌发布']),
  itemWeights,
  weightsByPlan,
  milestoneLateness,
  startLateness,
  bonuses,
  bonusConditions,
  deviations,
]

export const plateRules: readonly RuleEntry[] = [
  plateLine('yellow', '黄牌标准', '90,3'),
  plateLine('red', '红牌标准', '70,10'),
  lateDays,
  platePoints,
]
