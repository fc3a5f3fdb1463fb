/** What a ledger is of, and how it says so. */
import { dayOf, showFullDay } from '../../domain/calendar-day.ts'
import { lastDay, type Month, type TenDay } from '../../domain/period.ts'
import type { LedgerRow } from './row.ts'
import { type Span, showSpan } from './span.ts'

export interface LedgerBook {
  readonly district: { readonly name: string; readonly isDemo: boolean }
  readonly span: Span
  readonly rows: readonly LedgerRow[]
  readonly lockedAt: Date | null
  /** Titles of the printed columns, in the district's order. */
  readonly columns: readonly string[]
  /** The published plates by project, and the month that they are of; null: none published. */
  readonly plates: { readonly month: Month; readonly words: ReadonlyMap<number, string> } | null
  /** Whose rows these are, when they are not all: '能源局'. */
  readonly part: string | null
}

/** '海南区重点项目台账（2023年9月上旬）' */
export function ledgerTitle({ district, span, part }: Pick<LedgerBook, 'district' | 'span' | 'part'>): string {
  return `${district.name}重点项目台账（${showSpan(span)}${part === null ? '' : `，${part}`}）`
}

/** '截至2023年9月10日，9月13日锁定' */
export function standsText(period: TenDay, lockedAt: Date | null): string {
  const until = `截至${showFullDay(lastDay(period))}`
  return lockedAt === null ? `${until}，未锁定` : `${until}，${showFullDay(dayOf(lockedAt))}锁定`
}
