/** What a workbook says once its tables are read: plain data, it goes from one thread to another. */
import type { TenDay } from '../../domain/period.ts'
import type { TableKind } from './kinds.ts'

/** What cannot be taken: where, and why. */
export interface RefusedCell {
  readonly sheet: string
  /** "B7" */
  readonly cell: string
  /** What the row is about, as far as it says. */
  readonly subject: string
  readonly reason: string
}

export interface TableRow {
  /** The number under which Excel shows it. */
  readonly line: number
  /** By field; a blank cell has none. Money in 万元 ("1234.50"), days as 2023-09-12. */
  readonly values: Readonly<Record<string, string>>
}

export interface ReadTable {
  readonly sheet: string
  readonly kind: TableKind
  /** The table's year, from its titles; null when they name none. */
  readonly year: number | null
  readonly asOf: TenDay | null
  /** Places of the fields from 0, to name a cell. */
  readonly places: Readonly<Record<string, number>>
  readonly rows: readonly TableRow[]
  readonly refused: readonly RefusedCell[]
  /** What was passed over, assumed or rounded, in sentences. */
  readonly notes: readonly string[]
}

export interface ReadTables {
  readonly tables: readonly ReadTable[]
  /** Sheets that could be one or the other. */
  readonly unclear: readonly { readonly sheet: string; readonly kinds: readonly TableKind[] }[]
  /** Of the whole file. */
  readonly notes: readonly string[]
}
