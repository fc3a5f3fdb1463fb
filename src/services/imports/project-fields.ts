/** The fields of a project that a ledger may set: the column of the database, and how a value is shown. */

import { ledgerColumns } from '../../documents/ledger-columns.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { money, moneyFromDb, moneyText, showMoney } from '../../domain/money.ts'
import { showNature, showStage } from '../../domain/stage.ts'
import { type Project, ProjectNature, ProjectStage } from '../../generated/prisma/client.ts'

interface Field {
  readonly field: string
  readonly column: string
  readonly stored: (project: Project) => string | null
  /** Besides: 项目办's list is the verification of a date (the same as at the first set-up). */
  readonly verified?: string
}

const text = (field: keyof Project & string, column: string): Field => ({
  field,
  column,
  stored: (project) => {
    const value = project[field]
    return typeof value === 'string' ? value : null
  },
})
const amount = (field: 'totalInvestment' | 'phaseOneInvestment' | 'investedBefore', column: string): Field => ({
  field,
  column,
  stored: (project) => (project[field] === null ? null : moneyText(moneyFromDb(project[field]))),
})
const on = (field: keyof Project & string, column: string, verified?: string): Field => ({
  field,
  column,
  stored: (project) => {
    const value = project[field]
    return value instanceof Date ? dayFromDb(value) : null
  },
  ...(verified === undefined ? {} : { verified }),
})

export const projectFields: readonly Field[] = [
  text('code', 'code'),
  text('name', 'name'),
  text('shortName', 'short_name'),
  text('nature', 'nature'),
  text('stage', 'stage'),
  text('level', 'level'),
  text('chain', 'chain'),
  text('industry', 'industry'),
  text('owner', 'owner'),
  text('contactName', 'contact_name'),
  text('location', 'location'),
  text('content', 'content'),
  amount('totalInvestment', 'total_investment'),
  amount('phaseOneInvestment', 'phase_one_investment'),
  amount('investedBefore', 'invested_before'),
  on('plannedStartOn', 'planned_start_on'),
  on('startedOn', 'started_on', 'verified_start_on'),
  on('plannedResumeOn', 'planned_resume_on'),
  on('resumedOn', 'resumed_on', 'verified_resume_on'),
  on('plannedCompletionOn', 'planned_completion_on'),
  on('completedOn', 'completed_on', 'verified_completion_on'),
  text('note', 'note'),
]

const TITLES = new Map(ledgerColumns.map((column) => [column.field, column]))

/** '总投资 3.00 亿元 → 3.20 亿元' */
export function showFieldChange(field: string, before: string | null, after: string): string {
  return `${TITLES.get(field)?.title ?? field} ${before === null ? '空' : showField(field, before)} → ${showField(field, after)}`
}

function showField(field: string, value: string): string {
  if (TITLES.get(field)?.kind === 'money') return showMoney(money(value))
  const nature = Object.values(ProjectNature).find((one) => one === value)
  if (field === 'nature' && nature !== undefined) return showNature(nature)
  const stage = Object.values(ProjectStage).find((one) => one === value)
  if (field === 'stage' && stage !== undefined) return showStage(stage)
  return value.length > 30 ? `${value.slice(0, 30)}…` : value
}

/** As the database writes the value: enums in small letters. */
export function inDatabase(field: string, value: string): string {
  return field === 'nature' || field === 'stage' ? value.toLowerCase() : value
}
