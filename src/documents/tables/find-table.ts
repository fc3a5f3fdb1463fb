/** Finds the table of a sheet: where its header is (one to three rows), of which kind it is, what each column means. */
import type { Day } from '../../domain/calendar-day.ts'
import type { TenDay } from '../../domain/period.ts'
import type { RawCell } from '../xlsx/raw.ts'
import type { Column } from './column.ts'
import { type Grid, wordsOf } from './grid.ts'
import { headerKey, type MoneyUnit, type StrangeUnit, squeezed, targetMonth, unitIn } from './header-key.ts'
import { type KindOfTable, kindsOfTables, type TableKind } from './kinds.ts'
import { momentIn, readTitles } from './title-facts.ts'

/** A header further down than this is a table below another thing, not a ledger. */
const LAST_HEADER_ROW = 40

export interface FoundColumn {
  readonly column: Column
  readonly place: number
  /** As it stands in the file. */
  readonly header: string
  /** Of money; null: nowhere said. */
  readonly unit: MoneyUnit | StrangeUnit | null
  /** A target of a single month, to be summed up. */
  readonly single: boolean
  /** A target whose header names no year: it is of the table's. */
  readonly yearless: boolean
}

export interface FoundTable {
  readonly kind: TableKind
  readonly columns: ReadonlyMap<string, FoundColumn>
  /** The header's last line. */
  readonly headerLine: number
  readonly year: number | null
  readonly asOf: TenDay | null
  /** Titles that no column of the kind answers to, or that another column already took. */
  readonly unread: readonly string[]
}

export type TableSearch =
  | { readonly is: 'found'; readonly table: FoundTable }
  | { readonly is: 'several'; readonly kinds: readonly TableKind[] }
  | { readonly is: 'none' }

interface Candidate {
  readonly kind: KindOfTable
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly first: number
  readonly height: number
  readonly unread: readonly string[]
}

const TITLES_OF = new Map(
  kindsOfTables.map((kind) => {
    const titles = new Map<string, { readonly column: Column; readonly rank: number }>()
    for (const column of kind.columns)
      for (const [rank, title] of [column.title, ...column.synonyms].entries()) {
        const key = headerKey(title)
        const known = titles.get(key)
        if (known === undefined || known.rank > rank) titles.set(key, { column, rank })
      }
    return [kind.kind, titles]
  }),
)

/** @param only the kind that the person named; null: whichever fits */
export function findTable(grid: Grid, only: TableKind | null, today: Day): TableSearch {
  const titleOf = titlesOfLines(grid)
  const candidates = kindsOfTables
    .filter(({ kind }) => only === null || kind === only)
    .flatMap((kind) => {
      const best = bestHeader(grid, kind, today, titleOf)
      return best === null ? [] : [best]
    })
    .toSorted((a, b) => b.columns.size - a.columns.size)
  const [best, second] = candidates
  if (best === undefined) return { is: 'none' }
  // A name and a unit occur everywhere; a kind wins only when it explains clearly more of the header.
  if (second !== undefined && best.columns.size - second.columns.size < 2)
    return { is: 'several', kinds: [best.kind.kind, second.kind.kind] }
  return { is: 'found', table: tableOf(grid, best, today) }
}

function tableOf(grid: Grid, { kind, columns, first, height, unread }: Candidate, today: Day): FoundTable {
  const lastRow = grid.rows[first + height - 1]
  const above = grid.rows
    .slice(0, first + height)
    .flatMap(({ cells }) => cells.filter((cell) => cell !== null).map(wordsOf))
  // A month's column may be of another year than the table.
  const ofOthers = [...columns.values()].filter(({ column, yearless }) => isTarget(column) && !yearless)
  const words = above.filter((word) => !/20\d{2}/.test(word) || !ofOthers.some(({ header }) => header.includes(word)))
  const { year, asOf, unit } = readTitles([...words, grid.title], today)
  const done = columns.get('yearToDate')
  const ownMoment = done === undefined ? null : momentIn(done.header, year ?? Number(today.slice(0, 4)))
  return {
    kind: kind.kind,
    columns: new Map(
      [...columns.values()].map((found) => {
        const column = found.yearless && year !== null ? ofYear(found.column, year) : found.column
        return [column.field, { ...found, column, unit: found.unit ?? unit }]
      }),
    ),
    headerLine: lastRow?.line ?? 0,
    year,
    asOf: ownMoment ?? asOf,
    unread,
  }
}

const isTarget = ({ field }: Column): boolean => field.startsWith('target:')

function ofYear(column: Column, year: number): Column {
  return { ...column, field: `target:${year}-${column.field.slice(-2)}` }
}

function bestHeader(grid: Grid, kind: KindOfTable, today: Day, titleOf: TitleOf): Candidate | null {
  let best: Candidate | null = null
  for (let first = 0; first < Math.min(grid.rows.length, LAST_HEADER_ROW); first++) {
    for (let height = 1; height <= 3; height++) {
      if (first + height > grid.rows.length) break
      const candidate = readHeader(grid, kind, { first, height, titleOf }, today)
      if (candidate.columns.size > (best?.columns.size ?? 1) && kind.recognised(new Set(candidate.columns.keys())))
        best = candidate
    }
  }
  return best
}

interface HeaderRows {
  readonly first: number
  readonly height: number
  readonly titleOf: TitleOf
}

function readHeader(grid: Grid, kind: KindOfTable, { first, height, titleOf }: HeaderRows, today: Day): Candidate {
  const lines = grid.rows.slice(first, first + height).map(({ line }) => line)
  const titles = lines.map(titleOf)
  const columns = new Map<string, FoundColumn & { readonly rank: number; readonly own: string }>()
  const unread: string[] = []
  for (let place = 0; place < grid.width; place++) {
    const parts = partsAt(grid, lines, place)
      .filter((cell) => !titles.includes(cell))
      .map((cell) => wordsOf(cell).trim())
    const own = parts.at(-1)
    if (own === undefined) continue
    const match = matchParts(parts, kind, today)
    const rival = match === null ? undefined : columns.get(match.column.field)
    if (match === null || (rival !== undefined && rival.rank <= match.rank)) {
      unread.push(own)
      continue
    }
    if (rival !== undefined) unread.push(rival.own)
    columns.set(match.column.field, { ...match, place, header: parts.join(' '), own, unit: unitOfParts(parts) })
  }
  return { kind, columns, first, height, unread }
}

/** The headers over a column from top to bottom, each once. */
function partsAt(grid: Grid, lines: readonly number[], place: number): RawCell[] {
  const seen: RawCell[] = []
  for (const line of lines) {
    const cell = grid.at(line, place)
    if (cell?.is === 'text' && !seen.includes(cell) && cell.text.length <= 40) seen.push(cell)
  }
  return seen
}

type TitleOf = (line: number) => RawCell | null

/** Each line's title, found once for all kinds of tables and heights of headers. */
function titlesOfLines(grid: Grid): TitleOf {
  const firstColumn = grid.rows.reduce((least, { cells }) => {
    const left = cells.findIndex((cell) => cell !== null)
    return left < 0 ? least : Math.min(least, left)
  }, Number.POSITIVE_INFINITY)
  const titles = new Map<number, RawCell | null>()
  return (line) => {
    const known = titles.get(line)
    if (known !== undefined) return known
    const title = titleOfLine(grid, line, firstColumn)
    titles.set(line, title)
    return title
  }
}

/**
 * The title of the whole table in a line: it starts in the table's first column and is alone in its line, or is merged
 * over nearly all of it (beside it the unit in the corner). It is no column's header.
 */
function titleOfLine(grid: Grid, line: number, firstColumn: number): RawCell | null {
  const seen = Array.from({ length: grid.width }, (_, place) => grid.at(line, place))
  const left = seen.findIndex((cell) => cell !== null)
  const first = seen[left] ?? null
  const startsTable = left <= firstColumn
  // A header that is merged downwards is the first column's own.
  if (!startsTable || grid.at(line + 1, left) === first || grid.at(line - 1, left) === first) return null
  const others = new Set(seen).size - (seen.includes(null) ? 2 : 1)
  const width = seen.filter((cell) => cell === first).length
  return others === 0 || width >= grid.width * 0.8 ? first : null
}

interface Match {
  readonly column: Column
  readonly rank: number
  readonly single: boolean
  readonly yearless: boolean
}

/** The narrower title first, together with the one above it, then by itself. */
function matchParts(parts: readonly string[], kind: KindOfTable, today: Day): Match | null {
  const lower = parts.at(-1) ?? ''
  const upper = parts.slice(0, -1).join('')
  const readings = upper === '' ? [lower] : [`${lower}${upper}`, `${upper}${lower}`, lower]
  const titles = TITLES_OF.get(kind.kind)
  for (const reading of readings) {
    const found = titles?.get(headerKey(reading))
    if (found !== undefined) return { ...found, single: false, yearless: false }
  }
  return kind.kind === 'ledger' ? targetOf(readings, parts, today) : null
}

/** Single or cumulative: what the header nearest to the month says of it. */
function targetOf(readings: readonly string[], parts: readonly string[], today: Day): Match | null {
  const saying = parts.findLast((part) => /累计|逐月|当月|分月|单月/.test(squeezed(part)))
  const single = saying !== undefined && !/累计/.test(squeezed(saying))

  for (const reading of readings) {
    const key = headerKey(reading)
    const targeted = targetMonth(key)
    if (targeted === null) continue
    const month = String(targeted).padStart(2, '0')
    const year = /20\d{2}/.exec(reading)?.[0]
    const field = `target:${year ?? today.slice(0, 4)}-${month}`
    const title = `${targeted}月累计目标`
    return {
      column: { field, title, synonyms: [], kind: 'money', source: 'master' },
      rank: 0,
      single,
      yearless: year === undefined,
    }
  }
  return null
}

function unitOfParts(parts: readonly string[]): FoundColumn['unit'] {
  return unitIn(parts.at(-1) ?? '') ?? unitIn(parts.slice(0, -1).join(''))
}
