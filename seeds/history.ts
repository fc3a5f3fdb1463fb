/** The ten-day reports since January: what was filed for each project and 旬, when, and what it came to. Whole 万元. */
import { addDays, type Day, dayOf, instantAt } from '../src/domain/calendar-day.ts'
import { type CycleMoments, cycleMoments } from '../src/domain/cycle.ts'
import { monthOf, type TenDay } from '../src/domain/period.ts'
import { defaultRules } from '../src/domain/rules.ts'
import { stateCalendar } from '../src/domain/workday.ts'
import { corrections, incidentAt, lateReports, missedReports, replacedReports, returnedReports } from './incidents.ts'
import { HISTORY } from './moment.ts'
import { cumulativeOf, firstWorking, stoppedInWinter } from './pace.ts'
import type { ArticleRow, DemoProject, InventedRow } from './projects/row.ts'
import { randomFrom, wholeFrom } from './random.ts'
import { sentence, sentenceBeforeStart, unlike } from './sentences.ts'

export interface FiledReport {
  readonly period: TenDay
  /** 本旬, as it was filed: a later 更正 is not in it. */
  readonly amount: number
  readonly backfill: number
  readonly progress: string | null
  readonly overallPercent: number | null
  readonly noChange: boolean
  readonly onTime: boolean
  readonly submittedAt: Date
  /** What this filing replaced before the lock. */
  readonly replaced: { readonly amount: number; readonly returnReason: string | null; readonly at: Date } | null
}

export interface ProjectHistory {
  readonly project: DemoProject
  readonly reports: readonly FiledReport[]
  /** 年度累计 at the end of each 旬 of the history, as it was locked. */
  readonly locked: readonly number[]
}

const calendar = stateCalendar()

/** When each 旬 of the history was asked for, due, locked and published: the program's own rules give it. */
export const moments: ReadonlyMap<TenDay, CycleMoments> = new Map(
  HISTORY.map((period) => [period, cycleMoments(calendar, defaultRules, period)]),
)

export function momentsOf(period: TenDay): CycleMoments {
  const found = moments.get(period)
  if (found === undefined) throw new RangeError(`not in the history: ${period}`)
  return found
}

/** The history of one project; the same every time. */
export function historyOf(project: DemoProject): ProjectHistory {
  const cumulative = project.of === 'article' ? runningSum(project) : cumulativeOf(project)
  const random = randomFrom(project.number * 104_729)
  const said = project.of === 'article' ? articleSentences(project) : inventedSentences(project, cumulative)
  const reports: FiledReport[] = []
  const locked: number[] = []
  HISTORY.forEach((period, i) => {
    const before = locked[i - 1] ?? 0
    if (monthOf(period) < project.addedMonth || missed(project, period)) {
      locked.push(before)
      return
    }
    const real = (cumulative[i] ?? 0) - (cumulative[i - 1] ?? 0)
    const previous = HISTORY[i - 1]
    const late = previous !== undefined && missed(project, previous)
    const correction = incidentAt(corrections, project.shortName, period)
    const amount = real + (correction?.excess ?? 0)
    const words = said[i] ?? { progress: null, overallPercent: null }
    reports.push({
      period,
      amount,
      backfill: late ? (cumulative[i - 1] ?? 0) - (cumulative[i - 2] ?? 0) : 0,
      ...words,
      noChange: words.progress === null,
      ...filing(project, period, amount, random),
    })
    locked.push((cumulative[i] ?? 0) + (correction?.excess ?? 0))
  })
  return { project, reports, locked }
}

function missed(project: DemoProject, period: TenDay): boolean {
  return incidentAt(missedReports, project.shortName, period) !== undefined
}

function runningSum(project: ArticleRow): number[] {
  const first = HISTORY.length - project.amounts.length
  let sum = 0
  return HISTORY.map((_, i) => {
    sum += project.amounts[i - first] ?? 0
    return sum
  })
}

interface Words {
  readonly progress: string | null
  readonly overallPercent: number | null
}

/** The sentences of the table, spread evenly over the 旬 that the project was on the list. */
function articleSentences(project: ArticleRow): Words[] {
  const { amounts, progress } = project
  const first = HISTORY.length - amounts.length
  let previous: string | null = null
  return HISTORY.map((_, i) => {
    const text = progress[Math.floor(((i - first) * progress.length) / amounts.length)] ?? null
    const said: string | null = text === previous && text !== null ? `${text}，按计划推进` : text
    previous = said
    return { progress: said, overallPercent: null }
  })
}

function inventedSentences(project: InventedRow, cumulative: readonly number[]): Words[] {
  const first = firstWorking(project)
  const [from, to] = project.built ?? builtOf(project)
  let previous: string | null = null
  return HISTORY.map((_, i) => {
    if (i < first && stoppedInWinter(project)) return { progress: null, overallPercent: null }
    if (i < first) return { progress: sentenceBeforeStart(i), overallPercent: null }
    const done = cumulative[i] ?? 0
    const last = i === HISTORY.length - 1 ? project.lastProgress : null
    const part = last ?? sentence(project.kind, from + ((to - from) * done) / project.done)
    const text = unlike(part, previous, i)
    previous = text
    const percent = Math.floor(((project.before + done) / project.total) * 100)
    const says = last === null && project.number % 3 === 0 && percent > 0
    return { progress: says ? `${text}，总体形象进度 ${percent}%` : text, overallPercent: says ? percent : null }
  })
}

/** Where the work stands by money; over a year some parts are passed even where the total is large. */
export function builtOf({ before, done, total }: InventedRow): readonly [number, number] {
  const from = before / total
  return [from, Math.min(0.97, Math.max(from + 0.35, (before + done) / total))]
}

/** When the report came in, and what it replaced: on time but for the incidents. */
function filing(project: DemoProject, period: TenDay, amount: number, random: () => number) {
  const { reminderAt, deadlineAt } = momentsOf(period)
  const late = incidentAt(lateReports, project.shortName, period) !== undefined
  const replaced = incidentAt(replacedReports, project.shortName, period)
  const returned = incidentAt(returnedReports, project.shortName, period)
  const earlier = replaced ?? returned
  const submittedAt = late
    ? minutesAfter(deadlineAt, wholeFrom(random, 15, 110))
    : earlier
      ? minutesAfter(deadlineAt, -wholeFrom(random, 20, 90))
      : workingMinute(reminderAt, deadlineAt, random)
  return {
    onTime: !late,
    submittedAt,
    replaced: earlier
      ? {
          amount: amount + (replaced?.excess ?? 0),
          returnReason: returned?.reason ?? null,
          at: minutesAfter(reminderAt, wholeFrom(random, 10, 200)),
        }
      : null,
  }
}

/** A minute of office hours on a working day from the reminder to the deadline. */
function workingMinute(from: Date, to: Date, random: () => number): Date {
  const days: Day[] = []
  for (let on = dayOf(from); on <= dayOf(to); on = addDays(on, 1)) if (calendar.isWorkday(on)) days.push(on)
  const on = days[wholeFrom(random, 0, days.length - 1)] ?? dayOf(from)
  return minutesAfter(instantAt(on, '09:00'), wholeFrom(random, 4, 470))
}

function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000)
}
