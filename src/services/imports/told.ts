/** What a workbook has said of a project: a second row, in whichever sheet, may add to it but not say it again. */
import { cellName } from '../../documents/ooxml/cell-name.ts'
import { type Placed, RowRefused } from './draft.ts'

export type Values = Readonly<Record<string, string>>

export interface Told {
  /** The first cell that names the project: "台账 B3". */
  readonly first: string
  readonly sheets: ReadonlySet<string>
  /** Fields and what they said; a plan by its year. */
  readonly said: ReadonlyMap<string, string>
}

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
  // Only plans of several years make several rows of a project in one sheet.
  const twice = before.sheets.has(table.sheet) && table.places.planYear === undefined
  const repeated = saying(row.values, year).filter(({ field }) => before.said.has(field))
  const again = repeated.some(({ field, value }) => !REPEATED.has(field) || before.said.get(field) !== value)
  const naming = table.places.name === undefined ? 'shortName' : 'name'
  if (twice || again) throw new RowRefused(naming, `与 ${before.first} 是同一个项目，只按那一行写入`)
  const left = Object.entries(row.values).filter(([field]) => !repeated.some((one) => one.field === field))
  return Object.fromEntries(left)
}

export function remember(told: Map<string, Told>, { table, row }: Placed, subject: string, year: number): void {
  const before = told.get(subject)
  const place = table.places.name ?? table.places.shortName ?? 0
  const said = saying(row.values, year).map(({ field, value }) => [field, value] as const)
  told.set(subject, {
    first: before?.first ?? `${table.sheet} ${cellName(place, row.line)}`,
    sheets: new Set([...(before?.sheets ?? []), table.sheet]),
    said: new Map([...(before?.said ?? []), ...said]),
  })
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
