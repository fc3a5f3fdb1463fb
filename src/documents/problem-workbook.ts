/** 问题清单 as a workbook: one row a problem, none left out. */
import writeXlsxFile from 'write-excel-file/node'

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
  /** '2023-09-08' */
  readonly raisedOn: string
  readonly dueOn: string
  readonly daysOverdue: number
  readonly lastStep: string
  readonly result: string
  readonly evidence: string
}

const COLUMNS: readonly { readonly title: string; readonly field: keyof ProblemLine; readonly width: number }[] = [
  { title: '编号', field: 'number', width: 8 },
  { title: '项目', field: 'project', width: 14 },
  { title: '类别', field: 'category', width: 10 },
  { title: '问题', field: 'statement', width: 40 },
  { title: '要求', field: 'demand', width: 24 },
  { title: '牵头单位', field: 'lead', width: 16 },
  { title: '协办单位', field: 'coUnits', width: 16 },
  { title: '层级', field: 'level', width: 22 },
  { title: '状态', field: 'state', width: 10 },
  { title: '提出方', field: 'raisedBy', width: 16 },
  { title: '来源', field: 'source', width: 10 },
  { title: '提出日期', field: 'raisedOn', width: 12 },
  { title: '办结时限', field: 'dueOn', width: 12 },
  { title: '超期天数', field: 'daysOverdue', width: 10 },
  { title: '最近进展', field: 'lastStep', width: 40 },
  { title: '办理结果', field: 'result', width: 30 },
  { title: '依据', field: 'evidence', width: 24 },
]

const HEADER = { fontWeight: 'bold', backgroundColor: '#DCE6F1', wrap: true } as const

/** The bytes of the .xlsx. `heading`: '海南区问题清单（截至 2023年9月8日）'. */
export async function problemWorkbook(heading: string, lines: readonly ProblemLine[]): Promise<Uint8Array> {
  return await writeXlsxFile([
    {
      sheet: '问题清单',
      stickyRowsCount: 2,
      columns: COLUMNS.map(({ width }) => ({ width })),
      data: [
        [{ value: heading, fontWeight: 'bold' }],
        COLUMNS.map(({ title }) => ({ value: title, ...HEADER })),
        ...lines.map((line) => COLUMNS.map(({ field }) => cell(line[field]))),
      ],
    },
  ]).toBuffer()
}

/** A text stays one, also when it begins like a formula. */
function cell(value: string | number) {
  if (value === '') return null
  return typeof value === 'number'
    ? { type: Number, value }
    : { type: String, value, wrap: true, alignVertical: 'top' as const }
}
