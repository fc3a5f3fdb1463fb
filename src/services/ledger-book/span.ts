/** What a ledger or a bulletin is of: a 旬, a month or a quarter; its figures are those of the span's last 旬. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { Day } from '../../domain/calendar-day.ts'
import {
  type Month,
  month,
  monthsOfQuarter,
  parseTenDay,
  type Quarter,
  quarter,
  showMonth,
  showQuarter,
  showTenDay,
  showTenDayShort,
  type TenDay,
  tenDay,
} from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { asOf } from '../as-of.ts'
import { isLocked } from '../periods.ts'

export type Span =
  | { readonly kind: 'tenDay'; readonly code: TenDay }
  | { readonly kind: 'month'; readonly code: Month }
  | { readonly kind: 'quarter'; readonly code: Quarter }

/** The span of a code ('2023-09-1', '2023-09', '2023-Q3'); null for any other text. */
export function parseSpan(code: string): Span | null {
  const part = parseTenDay(code)
  if (part !== null) return { kind: 'tenDay', code: part }
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(code)) return { kind: 'month', code: month(code) }
  return /^\d{4}-Q[1-4]$/.test(code) ? { kind: 'quarter', code: quarter(code) } : null
}

/** The months of the span; of a 旬 the month that it lies in. */
export function lastMonthOfSpan(span: Span): Month {
  if (span.kind === 'quarter') return monthsOfQuarter(span.code)[2] ?? month(`${span.code.slice(0, 4)}-12`)
  return month(span.code.slice(0, 7))
}

export function lastTenDayOf(span: Span): TenDay {
  return span.kind === 'tenDay' ? span.code : tenDay(`${lastMonthOfSpan(span)}-3`)
}

/** '2023年9月上旬', '2023年8月', '2023年三季度' */
export function showSpan(span: Span): string {
  switch (span.kind) {
    case 'tenDay':
      return showTenDay(span.code)
    case 'month':
      return showMonth(span.code)
    case 'quarter':
      return showQuarter(span.code)
  }
}

/**
 * The span that was asked for, or the last locked 旬; throws the sentence when its last 旬 is not locked yet.
 *
 * @param command what is offered with the newest 旬 instead
 */
export async function spanAsked(
  tx: Tx,
  district: DistrictRef,
  today: Day,
  code: string | null,
  command = '台账',
): Promise<Span> {
  const usual = (await asOf(tx, district, today)).period
  if (code === null) return { kind: 'tenDay', code: usual }
  const span = parseSpan(code)
  if (span === null) throw new UserError(`没看懂“${code}”，请写 2023-09-1、2023-09 或 2023-Q3`)
  const last = lastTenDayOf(span)
  if (last === usual || (await isLocked(tx, district.id, last))) return span
  throw new UserError(`${showTenDay(last)}还没有锁定，没有定数。现在最新的是${showTenDay(usual)}`, [
    `${command} ${showTenDayShort(usual)}`,
  ])
}
