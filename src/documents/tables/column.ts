/** A column as a reader of office tables looks for it; the ledger's own catalogue is in ledger-columns.ts. */
import type { ColumnKind } from '../ledger-columns.ts'

export interface Column {
  /** Stable name within its kind of table. */
  readonly field: string
  readonly title: string
  /** Other usual titles, without unit, blanks and brackets. */
  readonly synonyms: readonly string[]
  readonly kind: ColumnKind
  /** `computed`: known, but not taken in. */
  readonly source: 'master' | 'computed'
}

export function column(field: string, title: string, kind: ColumnKind, ...synonyms: readonly string[]): Column {
  return { field, title, synonyms, kind, source: 'master' }
}
