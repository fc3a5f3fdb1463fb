/** The rule of what goes out on paper. */
import { columnTitlesSchema } from './paper-columns.ts'
import { entry, type RuleEntry } from './rule-entry.ts'

export const ledgerColumns: RuleEntry = entry({
  key: 'ledger.columns',
  label: '台账列',
  aliases: ['台账列序', '列序', '台账表头'],
  schema: columnTitlesSchema,
  hint: '依次写要打印的列名，用顿号隔开，每列一次，如：规则 台账列 序号、项目名称、责任单位、总投资、年度计划、年度累计、完成率、形象进度',
  parse: (text) => text.split(/[\s,、;]+/).filter((title) => title !== ''),
  print: (titles) => titles.join('、'),
  pick: (rules) => rules.ledger.columns,
})
