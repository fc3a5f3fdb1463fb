/** 问题清单 as a workbook: one row a problem, none left out. */
import type { Day } from '../domain/calendar-day.ts'
import { type ListColumn, listSheet } from './spreadsheet/list-sheet.ts'
import type { CellValue } from './spreadsheet/sheet.ts'
import { writeWorkbook } from './spreadsheet/write.ts'

export interface ProblemLine {
  readonly number: number
  readonly project: string
  readonly category: string
  readonly statement: string
  readonly demand: string
  readonly lead: string
  readonly coUnits: string
  readonly level: string
  readonly state: string
  readonly raisedBy: string
  readonly source: string
  readonly raisedOn: Day
  readonly dueOn: Day | null
  readonly daysOverdue: number
  readonly lastStep: string
  readonly result: string
  readonly evidence: string
}

const DAY = { width: 12, align: 'center', format: 'yyyy-mm-dd' } as const
const SHORT = { width: 10, align: 'center' } as const

const COLUMNS: readonly (ListColumn & { readonly field: keyof ProblemLine })[] = [
  { title: '编号', field: 'number', width: 8, align: 'center' },
  { title: '项目', field: 'project', width: 14 },
  { title: '类别', field: 'category', ...SHORT },
  { title: '问题', field: 'statement', width: 40 },
  { title: '要求', field: 'demand', width: 24 },
  { title: '牵头单位', field: 'lead', width: 16 },
  { title: '协办单位', field: 'coUnits', width: 16 },
  { title: '层级', field: 'level', width: 22 },
  { title: '状态', field: 'state', ...SHORT },
  { title: '提出方', field: 'raisedBy', width: 16 },
  { title: '来源', field: 'source', ...SHORT },
  { title: '提出日期', field: 'raisedOn', ...DAY },
  { title: '办结时限', field: 'dueOn', ...DAY },
  { title: '超期天数', field: 'daysOverdue', ...SHORT },
  { title: '最近进展', field: 'lastStep', width: 40 },
  { title: '办理结果', field: 'result', width: 30 },
  { title: '依据', field: 'evidence', width: 24 },
]

/** The bytes of the .xlsx. @param title '海南区未销号问题' @param subtitle '截至2023年9月8日' */
export function problemWorkbook(title: string, subtitle: string, lines: readonly ProblemLine[]): Uint8Array {
  const rows = lines.map((line) => COLUMNS.map(({ field }) => cell(field, line)))
  return writeWorkbook([listSheet({ name: '问题清单', title, subtitle, columns: COLUMNS, rows })])
}

function cell(field: keyof ProblemLine, line: ProblemLine): CellValue | null {
  if (field === 'raisedOn') return { kind: 'day', day: line.raisedOn }
  if (field === 'dueOn') return line.dueOn === null ? null : { kind: 'day', day: line.dueOn }
  const value = line[field]
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  // A text stays one, also when it begins like a formula.
  return value === '' ? null : { kind: 'text', text: value }
}
