/** What the cells of one row say of each other: a completion that is still to come, dates and amounts at odds. */
import { addDays, type Day, dayFromParts } from '../../domain/calendar-day.ts'
import { money, showMoney } from '../../domain/money.ts'
import type { FoundTable } from './find-table.ts'
import { monthMark } from './month-mark.ts'

type Values = Readonly<Record<string, string>>

/** What is wrong, and the column of the cell that has to be corrected. */
export interface Contradiction {
  readonly place: number
  readonly reason: string
}

/** A 竣工时间 in the future is the planned one, unless its column says 实际 or the row has a planned one already. */
export function setPlannedCompletion(found: FoundTable, values: Record<string, string>, today: Day): void {
  const { completedOn } = values
  const header = found.columns.get('completedOn')?.header ?? ''
  if (completedOn === undefined || completedOn <= today || header.includes('实际')) return
  if (values.plannedCompletionOn !== undefined) return
  const ofMonth = values[monthMark('completedOn')]
  values.plannedCompletionOn = ofMonth === undefined ? completedOn : lastOfMonth(completedOn)
  if (ofMonth !== undefined) values[monthMark('plannedCompletionOn')] = ofMonth
  delete values.completedOn
  delete values[monthMark('completedOn')]
}

/** The first thing in a row that cannot be; null when all may be so. */
export function contradiction({ columns, year }: FoundTable, values: Values, today: Day): Contradiction | null {
  const { completedOn, startedOn, annualPlan } = values
  const completion = columns.get('completedOn')
  if (completion !== undefined && completedOn !== undefined) {
    if (completedOn > today) return { place: completion.place, reason: `实际竣工日期 ${completedOn} 还没有到` }
    if (startedOn !== undefined && endsBefore(values, completedOn, startedOn))
      return { place: completion.place, reason: `竣工日期 ${completedOn} 早于开工日期 ${startedOn}` }
  }
  if (annualPlan === undefined) return null
  const december = `target:${year ?? today.slice(0, 4)}-12`
  for (const [field, { place }] of columns) {
    const target = values[field]
    if (field !== december || target === undefined || money(target) <= money(annualPlan)) continue
    const [of, plan] = [showMoney(money(target)), showMoney(money(annualPlan))]
    return { place, reason: `12月累计目标 ${of} 超过年度计划 ${plan}，请核对是累计还是逐月` }
  }
  return null
}

/** Dates of which only the month is known are compared by their months. */
function endsBefore(values: Values, completed: string, started: string): boolean {
  const months = [monthMark('completedOn'), monthMark('startedOn')].some((mark) => values[mark] !== undefined)
  return months ? completed.slice(0, 7) < started.slice(0, 7) : completed < started
}

/** Of a month's first day. */
function lastOfMonth(first: string): string {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  const next = month === 12 ? dayFromParts(year + 1, 1, 1) : dayFromParts(year, month + 1, 1)
  return next === null ? first : addDays(next, -1)
}
