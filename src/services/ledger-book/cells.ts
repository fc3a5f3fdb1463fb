/** What stands in each cell of a ledger's row. */
import type { LedgerColumn } from '../../documents/ledger-columns.ts'
import { cellName } from '../../documents/ooxml/cell-name.ts'
import type { CellStyle, CellValue, SheetCell } from '../../documents/spreadsheet/sheet.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { completionRate } from '../../domain/figures.ts'
import { percentText } from '../../domain/fraction.ts'
import { add, money, moneyText } from '../../domain/money.ts'
import { showTenDayShort, type TenDay } from '../../domain/period.ts'
import { levelName } from '../../domain/problem.ts'
import { showNature, showStage } from '../../domain/stage.ts'
import { curveOf, type LedgerRow } from './row.ts'

const FORMATS: Partial<Readonly<Record<LedgerColumn['kind'], string>>> = {
  money: '#,##0.00',
  percent: '0.00',
  day: 'yyyy-mm-dd',
  whole: '0',
}

/** Short words stand in the middle of their column. */
const CENTRED = new Set(['leader', 'liaison', 'plate', 'problemLevel'])

/** How the cells of a column look. */
export function styleOf({ field, kind }: LedgerColumn): CellStyle {
  const format = FORMATS[kind]
  const isText = (kind === 'text' || kind === 'names') && !CENTRED.has(field)
  const align = isText ? 'left' : kind === 'money' ? 'right' : 'center'
  return { border: true, wrap: true, align, ...(format === undefined ? {} : { format }) }
}

export interface RowPlace {
  readonly period: TenDay
  /** Counted from 1. */
  readonly row: number
  /** Place of a column in the sheet, from 0, by field. */
  readonly placeOf: (field: string) => number
  /** The plate of the project in words; null: none published. */
  readonly plate: string | null
}

/** The cell of a column in a project's row. */
export function rowCell(column: LedgerColumn, row: LedgerRow, place: RowPlace): SheetCell {
  return { value: valueIn(column.field, row, place), style: styleOf(column) }
}

const TEXTS = [
  'code',
  'name',
  'shortName',
  'level',
  'chain',
  'industry',
  'owner',
  'contactName',
  'secondUnit',
  'leader',
  'liaison',
  'team',
  'plan',
  'location',
  'content',
  'note',
] as const
const DAYS = [
  'plannedStartOn',
  'startedOn',
  'plannedResumeOn',
  'resumedOn',
  'plannedCompletionOn',
  'completedOn',
] as const
const AMOUNTS = [
  'totalInvestment',
  'phaseOneInvestment',
  'investedBefore',
  'annualPlan',
  'monthAmount',
  'yearToDate',
] as const

function valueIn(field: string, row: LedgerRow, place: RowPlace): CellValue | null {
  const plain = plainValue(field, row)
  if (plain !== undefined) return plain
  switch (field) {
    case 'number':
      return number(String(row.number))
    case 'aliases':
      return text(row.aliases.join('、'))
    case 'nature':
      return text(showNature(row.nature))
    case 'stage':
      return text(showStage(row.stage))
    case 'unit':
      return text(row.unit?.name ?? null)
    case 'periodAmount':
      return row.reported ? number(row.periodAmount) : text('未报')
    case 'sinceStart':
      return sinceStart(row, place)
    case 'completionRate':
      return completion(row, place)
    case 'targetRate':
      return number(percentText(curveOf(row)))
    case 'progress':
      return text(progressText(row, place.period))
    case 'overallPercent':
      return number(row.overallPercent)
    case 'openProblems':
      return number(String(row.openProblems))
    case 'problemLevel':
      return text(row.problemLevel === null ? null : levelName(row.problemLevel))
    case 'plate':
      return text(place.plate)
    default:
      return permitValue(field, row)
  }
}

/** Fields that stand in the row as they are written; undefined for all others. */
function plainValue(field: string, row: LedgerRow): CellValue | null | undefined {
  const textField = TEXTS.find((name) => name === field)
  if (textField !== undefined) return text(row[textField])
  const dayField = DAYS.find((name) => name === field)
  if (dayField !== undefined) return day(row[dayField])
  const amountField = AMOUNTS.find((name) => name === field)
  return amountField === undefined ? undefined : number(row[amountField])
}

function permitValue(field: string, { permits }: LedgerRow): CellValue | null {
  if (permits === null) return null
  switch (field) {
    case 'permitsDue':
      return number(String(permits.due))
    case 'permitsDone':
      return number(String(permits.done))
    case 'permitsOverdue':
      return number(String(permits.overdue))
    default:
      return null
  }
}

function sinceStart(row: LedgerRow, { row: line, placeOf }: RowPlace): CellValue {
  const cached = moneyText(add(money(row.investedBefore), money(row.yearToDate)))
  return {
    kind: 'formula',
    formula: `${cellName(placeOf('investedBefore'), line)}+${cellName(placeOf('yearToDate'), line)}`,
    cached,
  }
}

function completion(row: LedgerRow, { row: line, placeOf }: RowPlace): CellValue {
  const rate = completionRate(money(row.yearToDate), money(row.annualPlan))
  return {
    kind: 'formula',
    formula: rateFormula(cellName(placeOf('yearToDate'), line), cellName(placeOf('annualPlan'), line)),
    cached: rate === null ? '' : percentText(rate),
  }
}

/** 完成率 in per cent with two decimals; empty without a plan. */
export function rateFormula(done: string, plan: string): string {
  return `IF(${plan}=0,"",ROUND(${done}/${plan}*100,2))`
}

/** The last sentence, with its 旬 when it is an older one: what was not reported is not made to look new. */
function progressText({ progress, progressPeriod, reported }: LedgerRow, period: TenDay): string {
  if (progress === null) return reported ? '' : '未报'
  if (progressPeriod === null || progressPeriod === period) return progress
  return `${progress}（${showTenDayShort(progressPeriod)}报）`
}

function text(value: string | null): CellValue | null {
  return value === null || value === '' ? null : { kind: 'text', text: value }
}

function number(value: string | null): CellValue | null {
  return value === null ? null : { kind: 'number', text: value }
}

function day(value: Day | null): CellValue | null {
  return value === null ? null : { kind: 'day', day: value }
}
