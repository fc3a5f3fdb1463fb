/** What a workbook has said of a project: a second row, in whichever sheet, may add to it but not say it again. */
import { cellName } from '../../documents/ooxml/cell-name.ts'
import { type Placed, RowRefused } from './draft.ts'

export type Values = Readonly<Record<string, string>>

/** The rows of a project so far, the first that names it in front. */
export type Told = readonly { readonly at: Placed; readonly year: number }[]

/** What only says which project and which year a row is about, or is only compared. */
const NAMING: ReadonlySet<string> = new Set([
  ...['number', 'code', 'name', 'shortName', 'planYear', 'addedMonth', 'completionRate'],
])
/** What a second list may repeat, to say whose project it is. */
const REPEATED: ReadonlySet<string> = new Set(['unit', 'nature'])

/**
 * The row without what it only repeats.
 * @param year of plans that name none
 * @throws RowRefused when it says again what a row before it has said of the same project
 */
export function unsaid(told: ReadonlyMap<string, Told>, at: Placed, subject: string, year: number): Values {
  const { table, row } = at
  const before = told.get(subject)
  if (before === undefined) return row.values
  const said = new Map(
    before.flatMap((one) => saying(one.at.row.values, one.year).map(({ field, value }) => [field, value] as const)),
  )
  // Only plans of several years make several rows of a project in one sheet.
  const twice = before.some((one) => one.at.table.sheet === table.sheet) && table.places.planYear === undefined
  const repeated = saying(row.values, year).filter(({ field }) => said.has(field))
  const again = repeated.some(({ field, value }) => !REPEATED.has(field) || said.get(field) !== value)
  const naming = table.places.name === undefined ? 'shortName' : 'name'
  if (twice || again) throw new RowRefused(naming, `与 ${firstCell(before)} 是同一个项目，只按那一行写入`)
  const left = Object.entries(row.values).filter(([field]) => !repeated.some((one) => one.field === field))
  return Object.fromEntries(left)
}

/** The first cell that names the project: "台账 B3". */
export function firstCell(told: Told): string {
  const [first] = told
  if (first === undefined) return ''
  const { table, row } = first.at
  return `${table.sheet} ${cellName(table.places.name ?? table.places.shortName ?? 0, row.line)}`
}

export function remember(told: Map<string, Told>, at: Placed, subject: string, year: number): void {
  told.set(subject, [...(told.get(subject) ?? []), { at, year }])
}

/** Whether a field says only whose row it is. */
export function isNaming(field: string): boolean {
  return NAMING.has(field)
}

function saying(values: Values, year: number): { readonly field: string; readonly value: string }[] {
  return Object.entries(values)
    .filter(([field]) => !NAMING.has(field) && !field.endsWith('#month'))
    .map(([field, value]) => ({ field: field === 'annualPlan' ? `${field}:${values.planYear ?? year}` : field, value }))
}
