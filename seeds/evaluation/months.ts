/** P, plates and U of the months that the demonstration has published: April to August, so that the quarter has its U's. */
import { addDays, day, daysBetween } from '../../src/domain/calendar-day.ts'
import { Exact, fixed, NOUGHT } from '../../src/domain/fraction.ts'
import { type Month, month, tenDay } from '../../src/domain/period.ts'
import { PlateColour } from '../../src/generated/prisma/client.ts'
import { isListed } from '../figures.ts'
import type { ProjectHistory } from '../history.ts'
import { lateness } from '../milestones.ts'
import { exemption, problems } from '../problems.ts'
import { unitOf } from '../projects/index.ts'
import { groupOf, type UnitName, units } from '../units.ts'
import { bonusOf, closedOnTime, type Item, itemsOf, type MonthFacts, monthFacts } from './items.ts'

export const EVALUATED: readonly Month[] = ['2023-04', '2023-05', '2023-06', '2023-07', '2023-08'].map(month)

export interface ProjectMonth {
  readonly facts: MonthFacts
  /** Null: exempt, not in the assessment. */
  readonly result: { readonly items: readonly Item[]; readonly bonus: Exact; readonly score: string } | null
  readonly colour: PlateColour
  readonly reasons: readonly string[]
}

export interface UnitResult {
  readonly unit: UnitName
  /** Null: nothing to score this month. */
  readonly score: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** The evaluation of every listed project, month by month. */
export function projectMonths(histories: readonly ProjectHistory[]): ReadonlyMap<Month, readonly ProjectMonth[]> {
  const notGreen = new Map<number, number>()
  return new Map(
    EVALUATED.map((of) => {
      const listed = histories.filter(({ project }) => isListed(project, tenDay(`${of}-3`)))
      return [of, listed.map((history) => projectMonth(monthFacts(history, of), notGreen))]
    }),
  )
}

/** @param notGreen for each project the months in a row that were not 绿; brought up to date here */
function projectMonth(facts: MonthFacts, notGreen: Map<number, number>): ProjectMonth {
  const { number, shortName } = facts.history.project
  if (
    shortName === exemption.project &&
    exemption.since <= `${facts.month}-28` &&
    `${facts.month}-28` < exemption.until
  ) {
    return { facts, result: null, colour: PlateColour.GREY, reasons: [`豁免：${exemption.reason}`] }
  }
  const items = itemsOf(facts)
  const whole = items.reduce((total, { of }) => total + of, 0)
  const base = items
    .reduce((total, { points }) => total.add(points), NOUGHT)
    .mul(100)
    .div(whole)
  const bonus = bonusOf(facts)
  const score = fixed(base.add(bonus), 2)
  const inRow = notGreen.get(number) ?? 0
  const { colour, reasons } = plate(facts, inRow)
  notGreen.set(number, colour === PlateColour.GREEN ? 0 : inRow + 1)
  return { facts, result: { items, bonus, score }, colour, reasons }
}

function plate(facts: MonthFacts, inRow: number): Pick<ProjectMonth, 'colour' | 'reasons'> {
  const { r, g } = facts.figures
  const behind = `年度累计为目标的 ${fixed(r.mul(100), 2)}%，欠 ${fixed(g, 2)} 个百分点`
  if (r.lt(new Exact(7n, 10n)) && g.gte(10)) return { colour: PlateColour.RED, reasons: [behind] }
  const reasons = [
    ...(r.lt(new Exact(9n, 10n)) && g.gte(3) ? [behind] : []),
    ...facts.milestones
      .filter((milestone) => isOverdue(milestone, facts.month))
      .map(({ name }) => `${name}超期 10 天以上`),
  ]
  if (reasons.length === 0) return { colour: PlateColour.GREEN, reasons: [] }
  if (inRow < 2) return { colour: PlateColour.YELLOW, reasons }
  return { colour: PlateColour.RED, reasons: [...reasons, `连续第 ${inRow + 1} 个月未达绿牌`] }
}

/** Not done and due more than 10 days before the month's end, or done this month more than 10 days late. */
function isOverdue({ due, done }: MonthFacts['milestones'][number], of: Month): boolean {
  if (done !== null) return done.startsWith(of) && lateness({ due, done }) > 10
  return daysBetween(due, monthEnd(of)) > 10
}

function monthEnd(of: Month) {
  const next = Number(of.slice(5)) + 1
  return addDays(day(`${of.slice(0, 4)}-${String(next).padStart(2, '0')}-01`), -1)
}

/** U of every unit: of its projects, or for 审批要素部门 of the problems that it leads. */
export function unitResults(of: Month, results: readonly ProjectMonth[]): UnitResult[] {
  return units.map(({ shortName }) =>
    groupOf(shortName) === 'APPROVAL' ? approvalUnit(shortName, of) : projectUnit(shortName, results),
  )
}

function projectUnit(unit: UnitName, results: readonly ProjectMonth[]): UnitResult {
  const scored = results.flatMap(({ facts, result }) => {
    const { project } = facts.history
    return result !== null && unitOf(project) === unit ? [{ project, score: result.score }] : []
  })
  const weighed = scored.map(({ project, score }) => ({
    project: project.number,
    score,
    weight: weightOf(project.plan),
  }))
  const weights = weighed.reduce((total, { weight }) => total.add(new Exact(weight)), NOUGHT)
  if (weights.equals(NOUGHT)) return { unit, score: null, detail: { projects: [] } }
  const points = weighed.reduce(
    (total, { score, weight }) => total.add(new Exact(score).mul(new Exact(weight))),
    NOUGHT,
  )
  return { unit, score: fixed(points.div(weights), 2), detail: { projects: weighed } }
}

/** By the annual plan in 万元. */
function weightOf(plan: number): string {
  if (plan >= 100_000) return '2.0'
  if (plan >= 50_000) return '1.6'
  return plan >= 10_000 ? '1.3' : '1.0'
}

function approvalUnit(unit: UnitName, of: Month): UnitResult {
  const due = problems.filter(({ lead, due: by, open }) => lead === unit && by?.startsWith(of) && open !== 'SUSPENDED')
  if (due.length === 0) return { unit, score: null, detail: { problems: { due: 0, onTime: 0 } } }
  const onTime = due.filter(closedOnTime).length
  return {
    unit,
    score: fixed(new Exact(onTime, due.length).mul(100), 2),
    detail: { problems: { due: due.length, onTime } },
  }
}
