/** The columns of a ledger in the order in which a district wants them: the printed ones, then all others. */
import { type LedgerColumn, ledgerColumns } from '../../documents/ledger-columns.ts'

/** Widths in characters; what is not named here has the width of its kind. */
const WIDTHS: Readonly<Record<string, number>> = {
  number: 5,
  name: 28,
  nature: 6,
  unit: 16,
  leader: 12,
  liaison: 12,
  owner: 22,
  content: 30,
  stage: 8,
  progress: 34,
  completionRate: 8,
  targetRate: 8,
  openProblems: 8,
  plate: 6,
  note: 14,
}

const KIND_WIDTHS: Readonly<Record<LedgerColumn['kind'], number>> = {
  text: 14,
  names: 14,
  money: 12,
  percent: 9,
  day: 11,
  whole: 7,
  nature: 6,
  stage: 8,
}

/** Characters that the column is wide. */
export function widthOf({ field, kind }: LedgerColumn): number {
  return Object.hasOwn(WIDTHS, field) ? (WIDTHS[field] ?? KIND_WIDTHS[kind]) : KIND_WIDTHS[kind]
}

/** The column of a title or of one of its usual names; null when there is none. */
function columnNamed(title: string): LedgerColumn | null {
  const bare = title.replace(/[（(].*$/, '')
  return (
    ledgerColumns.find((column) => column.title === bare) ??
    ledgerColumns.find(({ synonyms }) => synonyms.includes(bare)) ??
    null
  )
}

export interface ColumnOrder {
  readonly printed: readonly LedgerColumn[]
  /** Beyond the print area, so that what an import may set is in the file too. */
  readonly others: readonly LedgerColumn[]
}

/** A title that this version does not know is passed over: the rule was checked when it was set. */
export function columnOrder(titles: readonly string[]): ColumnOrder {
  const printed = [...new Set(titles.flatMap((title) => columnNamed(title) ?? []))]
  return { printed, others: ledgerColumns.filter((column) => !printed.includes(column)) }
}

/** Why these titles cannot be printed, as a sentence; null when they can. */
export function columnConflict(titles: readonly string[]): string | null {
  const unknown = titles.filter((title) => columnNamed(title) === null)
  if (unknown.length > 0) {
    return `台账里没有“${unknown.join('、')}”列。可以写：${ledgerColumns.map(({ title }) => title).join('、')}`
  }
  const twice = titles.length - new Set(titles.map(columnNamed)).size
  if (twice > 0) return '有两个列名说的是同一列，请去掉一个'
  return titles.some((title) => columnNamed(title)?.field === 'name') ? null : '台账列里要有“项目名称”'
}
