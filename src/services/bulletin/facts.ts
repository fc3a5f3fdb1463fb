/** What a 通报 says, from the ledger, the published plates and ranks, and the problems: nothing is computed anew here. */
import type { Tx } from '../../database/client.ts'
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import {
  dueStartRate,
  type GroupRows,
  laggingProjects,
  startRate,
  type Totals,
  timeProgress,
  totals,
  unitRows,
} from '../../domain/figures.ts'
import type { Exact } from '../../domain/fraction.ts'
import { type Money, sum } from '../../domain/money.ts'
import {
  type Month,
  monthOf,
  monthsOfQuarter,
  nextTenDay,
  previousTenDay,
  type TenDay,
  tenDay,
} from '../../domain/period.ts'
import { PublishState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { rulesOfMonth } from '../district-rules.ts'
import { shownMonth } from '../evaluation/shown.ts'
import { countPlates, type PlateCounts, type ShownMonth } from '../evaluation/view.ts'
import { ledgerOf } from '../ledger-book/keep.ts'
import { amountsOf, figuresOf, type LedgerRow } from '../ledger-book/row.ts'
import { lastMonthOfSpan, lastTenDayOf, type Span } from '../ledger-book/span.ts'
import { momentsOf } from '../periods.ts'
import { storedRows } from '../ranking/stored.ts'
import { type ProblemFigures, problemFigures } from './problem-figures.ts'

export interface PlatesOfMonth {
  readonly month: Month
  readonly counts: PlateCounts
  /** Null: the month before was not published. */
  readonly before: PlateCounts | null
  readonly colours: ReadonlyMap<number, PlateColourName>
}

export interface BulletinFacts {
  readonly district: { readonly name: string; readonly isDemo: boolean }
  readonly span: Span
  /** The span's last 旬. */
  readonly period: TenDay
  readonly rows: readonly LedgerRow[]
  readonly lockedAt: Date | null
  readonly totals: Totals
  /** Of the span itself: the 旬's, the month's, the quarter's. */
  readonly spanAmount: Money
  readonly totalInvestment: Money
  readonly startRate: Exact | null
  readonly dueStartRate: Exact | null
  readonly timeProgress: Exact
  readonly groups: readonly GroupRows[]
  readonly unitNames: ReadonlyMap<number, string>
  readonly ahead: readonly LedgerRow[]
  readonly lagging: readonly LedgerRow[]
  readonly laggingPoints: number
  readonly silent: readonly LedgerRow[]
  /** Of the span's month, or for a 旬 of the last month published by then; null: none published. */
  readonly plates: PlatesOfMonth | null
  /** The published ranks of a quarter; null: of no quarter, not published, or the district does not rank. */
  readonly ranks: readonly QuarterRow[] | null
  readonly problems: ProblemFigures
  /** The deadline of the next report: by then what the bulletin asks for is to be answered. */
  readonly nextDeadline: Date
}

/** Gathers the facts of a span that is locked. */
export async function bulletinFacts(
  acting: Pick<Acting, 'tx' | 'district' | 'now' | 'calendar'>,
  span: Span,
): Promise<BulletinFacts> {
  const { tx, district, now, calendar } = acting
  const period = lastTenDayOf(span)
  const { rows, lockedAt } = await ledgerOf(tx, district, period, now)
  const rules = await rulesOfMonth(tx, district.id, monthOf(period))
  const figures = rows.map(figuresOf)
  const rowOf = new Map(rows.map((row) => [row.projectId, row]))
  const units = new Map(rows.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  const byGap = (points: number) =>
    laggingProjects(figures, points).flatMap(({ project }) => rowOf.get(project.id) ?? [])
  return {
    ...{ district, span, period, rows, lockedAt },
    totals: totals(figures),
    spanAmount: spanAmount(span, rows),
    totalInvestment: sum(amountsOf(rows, 'totalInvestment')),
    startRate: startRate(figures),
    dueStartRate: dueStartRate(figures),
    timeProgress: timeProgress(period),
    groups: unitRows(figures, [...units.values()]),
    unitNames: new Map([...units.values()].map(({ id, shortName }) => [id, shortName])),
    ahead: furthestAhead(rows),
    lagging: byGap(rules.lagging.points),
    laggingPoints: rules.lagging.points,
    silent: rows.filter(({ reported }) => !reported),
    plates: await platesOf(tx, district.id, span),
    ranks: rules.ranking.enabled ? await ranksOf(tx, district.id, span) : null,
    problems: await problemFigures(tx, district.id, firstTenDayOf(span), lockedAt ?? now),
    nextDeadline: (await momentsOf(tx, district.id, calendar, nextTenDay(period))).deadlineAt,
  }
}

function firstTenDayOf(span: Span): TenDay {
  if (span.kind === 'tenDay') return span.code
  const [first = lastMonthOfSpan(span)] = span.kind === 'quarter' ? monthsOfQuarter(span.code) : [span.code]
  return tenDay(`${first}-1`)
}

function spanAmount(span: Span, rows: readonly LedgerRow[]): Money {
  if (span.kind === 'tenDay') return totals(rows.map(figuresOf)).periodAmount
  return sum(amountsOf(rows, span.kind === 'month' ? 'monthAmount' : 'quarterAmount'))
}

const AHEAD_SHOWN = 5

/** At most five, the furthest ahead of their target first; equal ones in the order of the list. */
function furthestAhead(rows: readonly LedgerRow[]): LedgerRow[] {
  return rows
    .map((row) => ({ row, g: totals([figuresOf(row)]).g }))
    .filter(({ row, g }) => row.reported && g.s < 0n)
    .toSorted((a, b) => a.g.compare(b.g))
    .slice(0, AHEAD_SHOWN)
    .map(({ row }) => row)
}

async function platesOf(tx: Tx, districtId: number, span: Span): Promise<PlatesOfMonth | null> {
  const month = span.kind === 'tenDay' ? await lastPublished(tx, districtId, monthOf(span.code)) : lastMonthOfSpan(span)
  if (month === null) return null
  const results = await published(tx, districtId, month)
  if (results === null) return null
  const before = await published(tx, districtId, monthOf(previousTenDay(tenDay(`${month}-1`))))
  return {
    month,
    counts: countPlates(results),
    before: before === null ? null : countPlates(before),
    colours: new Map(
      results.flatMap(({ projectId, result }) => (result.plate === null ? [] : [[projectId, result.plate.colour]])),
    ),
  }
}

async function published(tx: Tx, districtId: number, month: Month): Promise<readonly ShownMonth[] | null> {
  const count = await tx.evaluation.count({ where: { districtId, month, state: PublishState.PUBLISHED } })
  return count === 0 ? null : await shownMonth(tx, districtId, month)
}

async function lastPublished(tx: Tx, districtId: number, notAfter: Month): Promise<Month | null> {
  const row = await tx.evaluation.findFirst({
    where: { districtId, state: PublishState.PUBLISHED, month: { lte: notAfter } },
    orderBy: { month: 'desc' },
    select: { month: true },
  })
  return row === null ? null : monthOf(tenDay(`${row.month}-1`))
}

async function ranksOf(tx: Tx, districtId: number, span: Span): Promise<readonly QuarterRow[] | null> {
  if (span.kind !== 'quarter') return null
  const rows = await storedRows(tx, districtId, span.code, PublishState.PUBLISHED)
  return rows.length === 0 ? null : rows
}
