/** The sum rows under a ledger: formulas over the rows above, with the values that they come to. */
import type { LedgerColumn } from '../../documents/ledger-columns.ts'
import { cellName, columnLetters } from '../../documents/ooxml/cell-name.ts'
import type { CellValue, SheetCell, SheetRow } from '../../documents/spreadsheet/sheet.ts'
import { totals } from '../../domain/figures.ts'
import { percentText } from '../../domain/fraction.ts'
import { add, type Money, money, moneyText, sum } from '../../domain/money.ts'
import { showNature } from '../../domain/stage.ts'
import { rateFormula, styleOf } from './cells.ts'
import { figuresOf, type LedgerRow } from './row.ts'

export interface SumPlace {
  readonly columns: readonly LedgerColumn[]
  readonly placeOf: (field: string) => number
  /** First and last row of the projects, counted from 1. */
  readonly first: number
  readonly last: number
}

/** 合计, 续建小计, 新建小计; a nature without a project has no row. */
export function sumRows(rows: readonly LedgerRow[], place: SumPlace): SheetRow[] {
  const natures = (['CONTINUED', 'NEW'] as const).filter((nature) => rows.some((row) => row.nature === nature))
  return [
    sumRow(rows, null, place, place.last + 1),
    ...natures.map((nature, i) =>
      sumRow(
        rows.filter((row) => row.nature === nature),
        showNature(nature),
        place,
        place.last + 2 + i,
      ),
    ),
  ]
}

/** @param nature the word in the column 建设性质 whose rows are summed; null: all */
function sumRow(rows: readonly LedgerRow[], nature: string | null, place: SumPlace, line: number): SheetRow {
  const label = nature === null ? `合计（${rows.length} 个）` : `${nature}小计（${rows.length} 个）`
  return {
    height: 20,
    cells: place.columns.map((column): SheetCell => {
      const style = { ...styleOf(column), bold: true, fill: 'F2F2F2' }
      const value: CellValue | null =
        column.field === 'name' ? { kind: 'text', text: label } : sumValue(column, rows, nature, place, line)
      return { value, style }
    }),
  }
}

function sumValue(
  column: LedgerColumn,
  rows: readonly LedgerRow[],
  nature: string | null,
  { placeOf, first, last }: SumPlace,
  line: number,
): CellValue | null {
  if (column.field === 'completionRate') {
    const { completion } = totals(rows.map(figuresOf))
    const formula = rateFormula(cellName(placeOf('yearToDate'), line), cellName(placeOf('annualPlan'), line))
    return { kind: 'formula', formula, cached: completion === null ? '' : percentText(completion) }
  }
  // Not to be had from the rounded cells above: Σ目标累计 ÷ Σ年度计划, exact.
  if (column.field === 'targetRate') {
    const { curve } = totals(rows.map(figuresOf))
    return curve === null ? null : { kind: 'number', text: percentText(curve) }
  }
  const cached = cachedSum(column.field, rows)
  if (cached === null) return null
  const range = (field: string) => {
    const letters = columnLetters(placeOf(field))
    return `${letters}${first}:${letters}${last}`
  }
  const formula =
    nature === null ? `SUM(${range(column.field)})` : `SUMIF(${range('nature')},"${nature}",${range(column.field)})`
  return { kind: 'formula', formula, cached }
}

/** What the formula comes to; null for a column that has no sum. */
function cachedSum(field: string, rows: readonly LedgerRow[]): string | null {
  const amounts = (of: (row: LedgerRow) => Money | null) => moneyText(sum(rows.flatMap((row) => of(row) ?? [])))
  const count = (of: (row: LedgerRow) => number | undefined) => {
    const found = rows.flatMap((row) => of(row) ?? [])
    return found.length === 0 ? null : String(found.reduce((total, one) => total + one, 0))
  }
  switch (field) {
    case 'totalInvestment':
    case 'phaseOneInvestment':
    case 'investedBefore':
    case 'annualPlan':
    case 'monthAmount':
    case 'yearToDate':
      return amounts((row) => optional(row[field]))
    case 'periodAmount':
      return amounts((row) => (row.reported ? money(row.periodAmount) : null))
    case 'sinceStart':
      return amounts((row) => add(money(row.investedBefore), money(row.yearToDate)))
    case 'openProblems':
      return count((row) => row.openProblems)
    case 'permitsDue':
      return count(({ permits }) => permits?.due)
    case 'permitsDone':
      return count(({ permits }) => permits?.done)
    case 'permitsOverdue':
      return count(({ permits }) => permits?.overdue)
    default:
      return null
  }
}

function optional(amount: string | null): Money | null {
  return amount === null ? null : money(amount)
}
