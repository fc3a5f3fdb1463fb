/** The rows of a table that was found: values by field, and what could not be taken. */
import type { Day } from '../../domain/calendar-day.ts'
import { add, type Money, money, moneyText, ZERO } from '../../domain/money.ts'
import { cellName } from '../ooxml/cell-name.ts'
import type { RawCell, RawRow } from '../xlsx/raw.ts'
import type { CellValue } from './cell-values.ts'
import { type FieldGround, fieldValue, fractionColumns } from './field-value.ts'
import type { FoundColumn, FoundTable } from './find-table.ts'
import { type Grid, wordsOf } from './grid.ts'
import { squeezed } from './header-key.ts'
import { monthMark } from './month-mark.ts'
import { kindOfRow } from './row-kind.ts'
import { contradiction, setPlannedCompletion } from './row-sense.ts'
import type { ReadTable, RefusedCell, TableRow } from './table.ts'
import { type Tallies, tableNotes } from './table-notes.ts'

/** Columns whose name makes a row be about something, the first that a table has. */
const NAMES = ['name', 'shortName', 'person', 'unitName', 'project'] as const

/** Read for a comparison only, though the program computes it itself. */
const COMPARED = new Set(['completionRate'])

interface Reading extends FieldGround {
  readonly grid: Grid
  /** Place of the name column. */
  readonly names: number
  readonly headers: ReadonlySet<string>
  readonly today: Day
}

/** Reads all rows below the header. */
export function readTable(grid: Grid, found: FoundTable, today: Day): ReadTable {
  const reading: Reading = {
    grid,
    found,
    names: NAMES.map((field) => found.columns.get(field)?.place).find((place) => place !== undefined) ?? 0,
    headers: new Set([...found.columns.values()].flatMap(({ header }) => header.split(' ').map(squeezed))),
    year: found.year ?? Number(today.slice(0, 4)),
    fractions: fractionColumns(grid, found),
    tallies: noTallies(),
    today,
  }
  const rows: TableRow[] = []
  const refused: RefusedCell[] = []
  let section = ''
  for (const row of grid.rows) {
    if (row.line <= found.headerLine) continue
    const passed = passOver(reading, row)
    if (passed !== null) {
      section = passed.section ?? section
      continue
    }
    if (row.hidden) reading.tallies.hidden += 1
    const read = readRow(reading, row.line, section)
    if (read === null) continue
    if ('reason' in read) refused.push(read)
    else rows.push(read)
  }
  return {
    sheet: grid.title,
    kind: found.kind,
    year: found.year,
    asOf: found.asOf,
    places: Object.fromEntries([...found.columns].map(([field, { place }]) => [field, place])),
    rows,
    refused,
    notes: tableNotes(grid.title, found, reading.tallies),
  }
}

/** Counts a row that is no data; null when it is. */
function passOver({ grid, names, headers, tallies }: Reading, row: RawRow): { readonly section: string | null } | null {
  const kind = kindOfRow(row, headers, seenAt(grid, row.line, names) !== null)
  switch (kind.is) {
    case 'sum':
      tallies.sums += 1
      return { section: null }
    case 'aside':
      tallies.asides += 1
      return { section: null }
    case 'section':
      tallies.sections += 1
      return { section: kind.words }
    case 'data':
      return continues(grid, row.line, names) ? { section: null } : null
  }
}

/** The row, or the first of its cells that cannot be taken; null when it says nothing that is ours. */
function readRow(reading: Reading, line: number, section: string): TableRow | RefusedCell | null {
  const { found } = reading
  const values: Record<string, string> = {}
  for (const [field, column] of found.columns) {
    if (column.column.source === 'computed' && !COMPARED.has(field)) continue
    const value = readCell(reading, line, column)
    if (value.ok && value.value !== null) values[field] = value.value
    if (value.ok && value.note === 'month') values[monthMark(field)] = 'month'
    if (value.ok || COMPARED.has(field)) continue
    return refusedAt(reading, line, column.place, value.reason)
  }
  if (values.nature === undefined) setNature(values, section)
  setPlannedCompletion(found, values, reading.today)
  sumUpSingles(found, values)
  const contrary = contradiction(found, values, reading.today)
  if (contrary !== null) return refusedAt(reading, line, contrary.place, contrary.reason)
  return Object.keys(values).some((field) => field !== 'number' && field !== 'nature') ? { line, values } : null
}

function refusedAt({ grid, names }: Reading, line: number, place: number, reason: string): RefusedCell {
  const subject = wordsOf(seenAt(grid, line, names)).trim()
  return { sheet: grid.title, cell: cellName(place, line), subject, reason }
}

function readCell(reading: Reading, line: number, column: FoundColumn): CellValue {
  const { grid, tallies } = reading
  const cell = seenAt(grid, line, column.place)
  if (cell?.formula !== undefined) tallies.formulas += 1
  if (cell?.formula === 'outside') tallies.outside += 1
  const value = shared(grid, line, column) ?? fieldValue(reading, column, cell)
  if (value.ok && value.note === 'rounded') tallies.rounded.push(cellName(column.place, line))
  if (value.ok && value.note === 'month') tallies.months += 1
  return value
}

/** “一、续建项目” above the row says what its own column leaves out. */
function setNature(values: Record<string, string>, section: string): void {
  if (/续建/.test(section)) values.nature = 'CONTINUED'
  else if (/新建|新开工/.test(section)) values.nature = 'NEW'
}

/** Targets of single months become cumulative ones, as they are kept. */
function sumUpSingles(found: FoundTable, values: Record<string, string>): void {
  const singles = [...found.columns.values()].filter(({ single }) => single).map(({ column }) => column.field)
  const totals = new Map<string, Money>()
  for (const field of singles.toSorted()) {
    const value = values[field]
    if (value === undefined) continue
    const year = field.slice(0, -3)
    const total = add(totals.get(year) ?? ZERO, money(value))
    totals.set(year, total)
    values[field] = moneyText(total)
  }
}

/** A cell as it is seen: one merged downwards counts for every row that it covers, one merged sideways once. */
function seenAt(grid: Grid, line: number, place: number): RawCell | null {
  const merge = grid.mergeOver(line, place)
  return merge === null || merge.left === place ? grid.at(line, place) : null
}

/** The row goes on with the project of the row above: its name is merged downwards. */
function continues(grid: Grid, line: number, place: number): boolean {
  const merge = grid.mergeOver(line, place)
  return merge !== null && merge.top < line
}

/** An amount merged over several projects cannot be divided; a number of the list is then nobody's. */
function shared(grid: Grid, line: number, { column, place }: FoundColumn): CellValue | null {
  const merge = grid.mergeOver(line, place)
  if (merge === null || merge.top === line || grid.at(line, place) === null) return null
  if (column.kind === 'money') return { ok: false, reason: '金额的合并单元格跨了几行，分不清各是多少，请拆开填写' }
  return column.kind === 'whole' ? { ok: true, value: null } : null
}

function noTallies(): Tallies {
  return {
    sums: 0,
    sections: 0,
    asides: 0,
    hidden: 0,
    formulas: 0,
    outside: 0,
    rounded: [],
    months: 0,
    words: new Set(),
  }
}
