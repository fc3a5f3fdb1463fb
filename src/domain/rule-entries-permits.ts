/** The rules of the permits' clock by name (rules.md §7). */
import { numberEntry, type RuleEntry } from './rule-entry.ts'
import { defaultRules, rulesSchema } from './rules.ts'

const { permits } = rulesSchema.shape

function days(
  rule: keyof typeof defaultRules.permits,
  label: string,
  what: string,
  print: (value: number) => string,
): RuleEntry {
  return numberEntry(
    {
      ...{ key: `permits.${rule}`, label, schema: permits.shape[rule], example: defaultRules.permits[rule] },
      pick: (rules) => rules.permits[rule],
    },
    what,
    print,
  )
}

export const permitRules: readonly RuleEntry[] = [
  days('totalDays', '全流程时限', '一个项目全部手续累计的政府用时，多少个工作日，1 到 200', (n) => `${n} 个工作日`),
  days('soonDays', '手续临近提醒', '剩几天时提醒经办人和主管单位，0 到 20', (n) => `剩 ${n} 天以内提醒`),
  days('redDays', '手续亮红天数', '逾期超过几天由黄转红，0 到 60', (n) => `逾期超过 ${n} 天亮红`),
]
