/** The rules of 督办 by name (rules.md §7): who signs, the limits, the reminder. */
import { entry, type RuleEntry } from './rule-entry.ts'
import { defaultRules, type Rules } from './rules.ts'
import { supervisionSections } from './supervision-rules.ts'

const { shape } = supervisionSections.supervision

const SIGNERS = [
  { value: 'supervision', name: '督查室', words: ['督查室', '督查'] },
  { value: 'office-too', name: '督查室和项目办', words: ['督查室和项目办', '督查室、项目办', '项目办', '都可以'] },
] as const

const signers = entry({
  key: 'supervision.signers',
  label: '督办签发',
  aliases: ['签发人', '督办签发人'],
  schema: shape.signers,
  hint: '谁签发和审核，可选 督查室、督查室和项目办，如：规则 督办签发 督查室和项目办',
  parse: (text) => SIGNERS.find(({ words }) => words.some((word) => word === text))?.value ?? null,
  print: (value) => SIGNERS.find((one) => one.value === value)?.name ?? value,
  pick: (rules) => rules.supervision.signers,
})

type Days = 'reminderDays' | 'supervisionDays' | 'listedDays' | 'remindBefore'

function days(rule: Days, label: string, what: string, unit: string): RuleEntry {
  return entry({
    key: `supervision.${rule}`,
    label,
    schema: shape[rule],
    hint: `${what}，如：规则 ${label} ${defaultRules.supervision[rule]}`,
    parse: (text) => {
      const digits = /^(\d{1,3})个?(?:工作日|日|天)?$/.exec(text.replace(/\s/g, ''))?.[1]
      return digits === undefined ? null : Number(digits)
    },
    print: (value) => `${value} ${unit}`,
    pick: (rules: Rules) => rules.supervision[rule],
  })
}

export const supervisionRules: readonly RuleEntry[] = [
  signers,
  days('reminderDays', '提示单时限', '签发后几个工作日', '个工作日'),
  days('supervisionDays', '督办单时限', '签发后几个工作日', '个工作日'),
  days('listedDays', '挂牌督办时限', '签发后几天', '日'),
  days('remindBefore', '督办到期提醒', '到期前几个工作日提醒主办单位', '个工作日前'),
]
