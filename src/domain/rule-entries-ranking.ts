/** The rules of the quarter's ranking by name (rules.md §6). */
import { entry, numberEntry, numbersEntry, type RuleEntry, timeEntry, workdayEntry } from './rule-entry.ts'
import { defaultRules, type Rules } from './rules.ts'
import { scoringSections } from './scoring-rules.ts'

const { ranking } = scoringSections

const enabled = entry({
  key: 'ranking.enabled',
  label: '季排名开关',
  aliases: ['排名', '季排名', '排名开关'],
  schema: ranking.shape.enabled,
  hint: '可选 开、关，如：规则 季排名开关 关',
  parse: (text) =>
    /^(?:开|打开|开启|启用|排名|是)$/.test(text) ? true : /^(?:关|关闭|停用|不排名|不排|否)$/.test(text) ? false : null,
  print: (value) => (value ? '开' : '关（只列单位，不排名次）'),
  pick: (rules) => rules.ranking.enabled,
})

function workday(rule: 'previewWorkday' | 'publishWorkday', label: string, aliases: readonly string[]): RuleEntry {
  const of = {
    ...{ key: `ranking.${rule}`, label, aliases, schema: ranking.shape[rule] },
    example: defaultRules.ranking[rule],
    pick: (rules: Rules) => rules.ranking[rule],
  }
  return workdayEntry(of, '季末', 20)
}

const previewTime = timeEntry({
  ...{ key: 'ranking.previewTime', label: '季排名预览时间', schema: ranking.shape.previewTime },
  example: defaultRules.ranking.previewTime,
  pick: (rules) => rules.ranking.previewTime,
})

type Single = 'groupFrom' | 'honourPercent' | 'spurPercent'

function number(rule: Single, label: string, what: string, print: (value: number) => string): RuleEntry {
  const of = {
    ...{ key: `ranking.${rule}`, label, schema: ranking.shape[rule], example: defaultRules.ranking[rule] },
    pick: (rules: Rules) => rules.ranking[rule],
  }
  return numberEntry(of, what, print)
}

const spurLine = ranking.pick({ spurGroupFrom: true, spurRatio: true })
const spurCondition = numbersEntry({
  key: 'ranking.spur',
  label: '鞭策榜条件',
  schema: spurLine,
  order: ['spurGroupFrom', 'spurRatio'],
  what: '组内至少几个单位、季末低于目标的百分之几',
  example: '5,90',
  print: (value) => `组内 ${value.spurGroupFrom} 个单位以上，季末低于目标的 ${value.spurRatio}%`,
  pick: (rules) => spurLine.parse(rules.ranking),
})

export const rankingRules: readonly RuleEntry[] = [
  enabled,
  workday('previewWorkday', '季排名预览工作日', ['季排名预览', '排名预览']),
  previewTime,
  workday('publishWorkday', '季排名发布工作日', ['季排名发布', '排名发布']),
  number('groupFrom', '排名最少单位', '组内至少几个单位才排名', (value) => `组内 ${value} 个单位以上才排名`),
  number('honourPercent', '红榜比例', '前百分之几上红榜', (value) => `前 ${value}%`),
  number('spurPercent', '鞭策榜比例', '后百分之几上鞭策榜', (value) => `后 ${value}%`),
  spurCondition,
]
