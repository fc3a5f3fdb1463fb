/** The sheets of the template beyond the clean workbook: lists that are read by their headings, 手续 and 招商. */
import { kindsOfTables, type TableKind } from './tables/kinds.ts'

export interface TemplateColumn {
  readonly title: string
  readonly example: string
  readonly required: boolean
}

export interface TemplateList {
  readonly title: string
  readonly columns: readonly TemplateColumn[]
}

/** The fields in their order with an example each; the headings are those by which the importer knows them. */
const LISTS: readonly {
  readonly kind: TableKind
  readonly title: string
  readonly required: readonly string[]
  readonly examples: readonly (readonly [field: string, example: string])[]
}[] = [
  {
    kind: 'permits',
    title: '手续',
    required: ['project', 'permit'],
    examples: [
      ['project', '例：新材料'],
      ['permit', '建筑工程施工许可证'],
      ['authority', '审批局'],
      ['plannedOn', '2026-05-20'],
      ['acceptedOn', '2026-05-06'],
      ['doneOn', '2026-05-15'],
      ['number', '施工证〔2026〕1号'],
      ['state', '已办结'],
    ],
  },
  {
    kind: 'promotion',
    title: '招商',
    required: ['name'],
    examples: [
      ['number', '1'],
      ['name', '例：储能项目'],
      ['shortName', '储能'],
      ['investor', '某某能源公司'],
      ['industry', '新能源'],
      ['source', '以商招商'],
      ['unit', '能源局'],
      ['person', '张三'],
      ['stage', '签约'],
      ['stageOn', '2026-03-10'],
      ['intended', '30000'],
      ['signedAmount', '28000'],
      ['signedOn', '2026-03-10'],
    ],
  },
]

export const templateLists: readonly TemplateList[] = LISTS.map(({ kind, title, required, examples }) => {
  const columns = kindsOfTables.find((one) => one.kind === kind)?.columns ?? []
  return {
    title,
    columns: examples.flatMap(([field, example]) => {
      const column = columns.find((one) => one.field === field)
      return column === undefined
        ? []
        : [
            {
              title: column.kind === 'money' ? `${column.title}（万元）` : column.title,
              example,
              required: required.includes(field),
            },
          ]
    }),
  }
})
