/** What needs the leader's hand, the most pressing first. A further kind is one more function in SOURCES. */
import { shortened } from '../chat/standard-cards.ts'
import { showDay } from '../domain/calendar-day.ts'
import { monthNumber } from '../domain/period.ts'
import type { DigestProblem, DigestProject } from './leader-digest-facts.ts'
import { showPlate } from './plate-words.ts'

/** Characters of a statement or reason that a line of a digest keeps. */
export const STATEMENT_LENGTH = 30

/** One thing for the leader to see to. */
export interface Hand {
  readonly project: string
  readonly line: string
}

const SOURCES: readonly ((projects: readonly DigestProject[]) => Hand[])[] = [
  permitHands,
  problemHands,
  orderHands,
  redPlateHands,
]

export function handsOf(projects: readonly DigestProject[]): readonly Hand[] {
  return SOURCES.flatMap((source) => source(projects))
}

/** Permits past their promised day, the longest first; what is due in 日 is counted in days. */
function permitHands(projects: readonly DigestProject[]): Hand[] {
  return projects
    .flatMap(({ overduePermits }) => overduePermits)
    .toSorted((a, b) => a.left - b.left)
    .map(({ project, permit, unit, shown }) => ({
      project,
      line: `▶ ${project} 手续“${shortened(permit, STATEMENT_LENGTH)}”${shown.replace(/（.*/, '')}（主管：${unit}）`,
    }))
}

/** Problems at the leader's level or past their day, the longest overdue first. */
function problemHands(projects: readonly DigestProject[]): Hand[] {
  return projects
    .flatMap(({ standing: { shortName }, problems }) =>
      problems.filter(({ needsHand }) => needsHand).map((problem) => ({ shortName, problem })),
    )
    .sort((a, b) => b.problem.daysOver - a.problem.daysOver)
    .map(({ shortName, problem }) => ({ project: shortName, line: problemLine(shortName, problem) }))
}

function problemLine(project: string, { statement, daysOver, dueOn, leadUnit }: DigestProblem): string {
  const when =
    daysOver > 0
      ? `已超期 ${daysOver} 天，建议本周现场协调`
      : `已提级${dueOn === null ? '' : `，${showDay(dueOn)}到期`}，请您协调`
  const lead = leadUnit === null ? '' : `（原牵头：${leadUnit}）`
  return `▶ ${project} ${shortened(statement, STATEMENT_LENGTH)}，${when}${lead}`
}

/** Orders past their due day: the leader of the project hears of it, not the group. */
function orderHands(projects: readonly DigestProject[]): Hand[] {
  return projects.flatMap(({ standing: { shortName }, orders }) =>
    orders
      .filter(({ daysOver }) => daysOver > 0)
      .map(({ name, matter, daysOver, leadUnit }) => {
        const lead = leadUnit === null ? '' : `（主办：${leadUnit}）`
        const what = shortened(matter, STATEMENT_LENGTH)
        return { project: shortName, line: `▶ ${shortName} ${name}已超期 ${daysOver} 天：${what}${lead}` }
      }),
  )
}

/** Projects whose last published plate is red. */
function redPlateHands(projects: readonly DigestProject[]): Hand[] {
  return projects.flatMap(({ standing: { shortName }, plate }) => {
    if (plate?.colour !== 'RED') return []
    const [reason] = plate.reasons
    const why = reason === undefined ? '' : `：${shortened(reason, STATEMENT_LENGTH)}`
    return [{ project: shortName, line: `▶ ${shortName} ${monthNumber(plate.month)}月${showPlate('RED')}${why}` }]
  })
}
