/** What a workbook holds, before anybody knows what it means. Plain data: it goes from one thread to another. */

/** The last value that the spreadsheet program computed counts; `formula` marks it. */
export type RawCell = RawValue & { readonly formula?: 'own' | 'outside' }

type RawValue =
  | { readonly is: 'text'; readonly text: string }
  /** `text` is exact ("0.3"), without the noise behind the fifteenth digit. */
  | { readonly is: 'number'; readonly text: string; readonly percent: boolean }
  /** `month`: the cell shows no day of the month. */
  | { readonly is: 'day'; readonly day: string; readonly month: boolean }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'error'; readonly text: string }
  /** A formula that nobody has computed yet. */
  | { readonly is: 'uncomputed' }

export interface RawRow {
  /** The number under which Excel shows it. */
  readonly line: number
  readonly hidden: boolean
  /** By column from 0; a place without a value is null. */
  readonly cells: readonly (RawCell | null)[]
}

/** From 1 for lines, from 0 for columns, both ends included. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface RawSheet {
  readonly title: string
  /** Only rows with a value in them. */
  readonly rows: readonly RawRow[]
  readonly merges: readonly Merge[]
}

export interface RawBook {
  /** Visible sheets in their order. */
  readonly sheets: readonly RawSheet[]
  /** Titles of the sheets that are hidden: not read. */
  readonly hidden: readonly string[]
  /** Other files that this one points at: never opened. */
  readonly outside: number
}
