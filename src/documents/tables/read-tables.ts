/** All tables of a workbook from its bytes. Pure and without a database: it may run in a thread of its own. */
import type { Day } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { readBook } from '../xlsx/book.ts'
import { findTable } from './find-table.ts'
import { gridOf } from './grid.ts'
import { kindsOfTables, type TableKind } from './kinds.ts'
import { readTable } from './read-table.ts'
import type { ReadTable, ReadTables } from './table.ts'

export interface ReadOptions {
  /** The kind that the person named; null: each sheet by its header. */
  readonly kind: TableKind | null
  /** Business day: a year that the file leaves out is found from it. */
  readonly today: Day
}

/** @throws UserError for what is no workbook, or has no table that could be imported */
export function readTables(bytes: Buffer, { kind, today }: ReadOptions): ReadTables {
  const book = readBook(bytes)
  const tables: ReadTable[] = []
  const unclear: { sheet: string; kinds: readonly TableKind[] }[] = []
  const strangers: string[] = []
  for (const sheet of book.sheets) {
    const grid = gridOf(sheet)
    const search = findTable(grid, kind, today)
    if (search.is === 'found') tables.push(readTable(grid, search.table, today))
    else if (search.is === 'several') unclear.push({ sheet: sheet.title, kinds: search.kinds })
    else if (sheet.rows.length > 0) strangers.push(sheet.title)
  }
  if (tables.length === 0 && unclear.length === 0) throw nothingFound(book.hidden)
  return {
    tables,
    unclear,
    notes: [
      ...(book.hidden.length > 0 ? [`隐藏的表没有读：${book.hidden.join('、')}`] : []),
      ...(strangers.length > 0 ? [`没有认出表头、没有读的表：${strangers.join('、')}`] : []),
      ...(book.outside > 0 ? [`文件链接了 ${book.outside} 个别的文件，没有打开它们`] : []),
    ],
  }
}

function nothingFound(hidden: readonly string[]): UserError {
  const names = kindsOfTables.map(({ name }) => name).join('、')
  const seen = hidden.length > 0 ? `（隐藏的表不读：${hidden.join('、')}）` : ''
  return new UserError(
    `没有认出能导入的表${seen}。要有一行表头，例如：项目名称、责任单位、总投资（万元）、年度计划（万元）。能导入${names}`,
    ['导入 模板'],
  )
}
