/** The made-up parts of a demonstration project (Project.demoFields) in the words of the ledger's columns. */
import { ledgerColumns } from '../../documents/ledger-columns.ts'

/** The words that stand for a whole block (seeds/README.md). */
const BLOCKS: ReadonlyMap<string, string> = new Map([
  ['plan', '年度计划和目标'],
  ['history', '旬报和投资完成'],
  ['assignments', '五个一'],
  ['milestones', '节点'],
  ['evaluations', '考评和亮牌'],
  ['aliases', '别名'],
  ['problems', '问题'],
])

/** '序号、产业链、年度计划和目标'; fields that no column shows are left out. */
export function demoParts(fields: readonly string[]): string {
  const named = fields.flatMap(
    (field) => BLOCKS.get(field) ?? ledgerColumns.find((column) => column.field === field)?.title ?? [],
  )
  return [...new Set(named)].join('、')
}
