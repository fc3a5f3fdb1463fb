/**
 * The form of a ten-day report: three fields a project. It never shows how much is missing to a target and never
 * proposes a figure (rules.md §4).
 */
import type { Block, FormField } from '../chat/card.ts'
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import type { Money } from '../domain/money.ts'
import { showTenDay, showTenDayShort, type TenDay } from '../domain/period.ts'
import { missedBefore } from './reports-missed.ts'
import type { Standing } from './standing.ts'

/** What a liaison is asked about one project. */
export interface AskedProject {
  readonly projectId: number
  /** On the district's list; it names the form's fields. */
  readonly number: number
  readonly shortName: string
  readonly yearToDate: Money
  readonly progress: string | null
  /** 旬 left out before: the year's total is asked for instead of the 旬's amount. */
  readonly missed: readonly TenDay[]
}

/** What is asked about each of the projects. */
export async function askedProjects(
  tx: Tx,
  district: DistrictRef,
  period: TenDay,
  standings: readonly Standing[],
): Promise<AskedProject[]> {
  const missed = await missedBefore(
    tx,
    district.id,
    period,
    standings.map(({ id }) => id),
  )
  return standings.map(({ id, number, shortName, yearToDate, progress }) => ({
    projectId: id,
    number,
    shortName,
    yearToDate,
    progress,
    missed: missed.get(id) ?? [],
  }))
}

/** The names of a project's fields in the form. */
export function formFields(number: number): { amount: string; total: string; progress: string; problem: string } {
  return {
    amount: `amount_${number}`,
    total: `total_${number}`,
    progress: `progress_${number}`,
    problem: `problem_${number}`,
  }
}

/** The form for some projects of a 旬; `typed` is the line for where there are no forms. */
export function reportForm(period: TenDay, projects: readonly AskedProject[], typed: string): Block {
  return {
    kind: 'form',
    name: 'report',
    fields: projects.flatMap(fieldsOf),
    submit: { label: '提交', action: `旬报 ${showTenDay(period)} 填表` },
    typed,
  }
}

function fieldsOf({ number, shortName, missed }: AskedProject): FormField[] {
  const names = formFields(number)
  const since = missed.map(showTenDayShort).join('、')
  const amount: FormField =
    missed.length === 0
      ? { name: names.amount, label: `${shortName} 本旬完成投资（万元）`, type: 'text' }
      : { name: names.total, label: `${shortName} 年度累计完成投资（万元，${since}未报）`, type: 'text' }
  return [
    amount,
    { name: names.progress, label: `${shortName} 形象进度`, type: 'text', placeholder: '一句话' },
    { name: names.problem, label: `${shortName} 有无新问题`, type: 'text', placeholder: '没有就不填' },
  ]
}
