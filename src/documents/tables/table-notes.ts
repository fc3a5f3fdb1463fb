/** What a reader tells of a table besides its rows: what was passed over, assumed, rounded. */
import type { FoundTable } from './find-table.ts'

export interface Tallies {
  sums: number
  sections: number
  asides: number
  /** Data rows that are hidden in the file. */
  hidden: number
  formulas: number
  outside: number
  /** Addresses of amounts that had more than two decimals of 万元. */
  readonly rounded: string[]
  /** Dates that were months. */
  months: number
  /** Words of the stage column that are no stage. */
  readonly words: Set<string>
}

const some = (words: readonly string[], most = 6): string =>
  `${words.slice(0, most).join('、')}${words.length > most ? ` 等 ${words.length} 处` : ''}`

/** One sentence each; the sheet is named by whoever shows them. */
export function tableNotes(sheet: string, found: FoundTable, tallies: Tallies): string[] {
  const { sums, sections, asides, hidden, formulas, outside, rounded, months, words } = tallies
  const columns = [...found.columns.values()]
  const computed = columns.filter(({ column }) => column.source === 'computed').map(({ column }) => column.title)
  const noUnit = columns.filter(
    ({ column, unit }) => column.kind === 'money' && column.source === 'master' && unit === null,
  )
  const skipped = [
    ...(sums > 0 ? [`合计、小计 ${sums} 行`] : []),
    ...(sections > 0 ? [`分节 ${sections} 行`] : []),
    ...(asides > 0 ? [`注释等 ${asides} 行`] : []),
  ]
  const notes = [
    ...(noUnit.length > 0 ? [`没有写单位，“${noUnit[0]?.column.title ?? ''}”等按万元读`] : []),
    ...(skipped.length > 0 ? [`跳过 ${skipped.join('，')}`] : []),
    ...(hidden > 0 ? [`有 ${hidden} 行在表里是隐藏的，也读了`] : []),
    ...(formulas > 0 ? [`${formulas} 格是公式，按表里已经算出的结果读`] : []),
    ...(outside > 0 ? [`其中 ${outside} 格引用了别的文件，按上次算出的结果读，请核对`] : []),
    ...(rounded.length > 0 ? [`超过两位小数，按 0.01 万元四舍五入：${some(rounded)}`] : []),
    ...(months > 0 ? [`${months} 个日期只写到月：计划的按月末，其余按月初`] : []),
    ...(words.size > 0 ? [`建设阶段里的“${some([...words], 3)}”不是系统的阶段，没有导入`] : []),
    ...(computed.length > 0 ? [`由旬报和记录算出、不导入的列：${computed.join('、')}`] : []),
    ...(found.unread.length > 0
      ? [`不认识、没有导入的列：${some(found.unread.map((title) => title.replace(/\s/g, '')))}`]
      : []),
  ]
  return notes.map((note) => `表“${sheet}”：${note}`)
}
