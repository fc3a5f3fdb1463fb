/** What a liaison of the demonstration reports for a 旬 after the history: believable, made up, the same every time. */
import { targetCurve } from '../src/domain/curve.ts'
import { month, previousTenDay, type TenDay, tenDaysOfYear, yearOf } from '../src/domain/period.ts'
import { defaultRules } from '../src/domain/rules.ts'
import { ownTargets, wan } from './figures.ts'
import { builtOf } from './history.ts'
import { projects } from './projects/index.ts'
import type { ArticleRow, DemoProject, InventedRow } from './projects/row.ts'
import { type Random, randomFrom, wholeFrom } from './random.ts'
import { articleSentences, forgetful, MARK, newProblems, silent, slow } from './rehearsal-tables.ts'
import { sentence, unlike } from './sentences.ts'

/** Where a project stands before the report. */
export interface Before {
  readonly shortName: string
  /** 年度累计, whole 万元. */
  readonly done: number
  /** The last sentence of 形象进度. */
  readonly said: string | null
}

export interface Rehearsed {
  /** 本旬完成, whole 万元. */
  readonly amount: number
  readonly sentence: string
  readonly problem: string | null
  /** When it comes in: 0 with the reminder, 1 at the deadline. */
  readonly when: number
}

/** Null: nobody reports it this time, or it is no project of the demonstration. */
export function rehearsed(before: Before, period: TenDay): Rehearsed | null {
  const project = projects.find(({ shortName }) => shortName === before.shortName)
  if (project === undefined || staysOut(project, period)) return null
  const turn = turnOf(period)
  const random = randomFrom(project.number * 6271 + turn * 977)
  const amount = project.of === 'article' ? quietly(project, random) : inStep(project, period, random)
  const most = project.total - project.before - before.done
  if (most <= 0) return null
  // What is left of the total investment is never used up: the end of a project is not for a rehearsal to report.
  const kept = Math.min(amount, Math.ceil(most / 3))
  const words = project.of === 'article' ? articleWords(project, turn) : inventedWords(project, before.done + kept)
  const said = before.said?.replace(MARK, '') ?? null
  const problem = newProblems[turn % newProblems.length]
  return {
    amount: kept,
    sentence: `${unlike(words, said, turn)}${MARK}`,
    problem: problem?.project === project.shortName ? `${problem.statement}${MARK}` : null,
    when: 0.02 + random() * 0.9,
  }
}

function staysOut({ of, shortName }: DemoProject, period: TenDay): boolean {
  if (of === 'article') return false
  const first = (turnOf(period) * 2) % forgetful.length
  return silent.includes(shortName) || forgetful.indexOf(shortName) === first || forgetful[first + 1] === shortName
}

/** The how many-th 旬 of its year, from 0; years go on counting. */
function turnOf(period: TenDay): number {
  return yearOf(period) * 36 + tenDaysOfYear(yearOf(period)).indexOf(period)
}

/** The article's projects are near their year's plan: a little more than one per cent of it keeps them above target. */
function quietly({ plan }: ArticleRow, random: Random): number {
  return Math.max(5, Math.round((plan * wholeFrom(random, 110, 140)) / 10_000 / 5) * 5)
}

/** About what the target curve asks for in the 旬. */
function inStep(project: InventedRow, period: TenDay, random: Random): number {
  const step = project.plan >= 10_000 ? 10 : 5
  const percent = slow.includes(project.shortName) ? wholeFrom(random, 85, 105) : wholeFrom(random, 92, 112)
  const share = shareAt(project, period) - shareAt(project, previousTenDay(period))
  return Math.max(step, Math.round((project.plan * share * percent) / 100 / step) * step)
}

/** The target as a share of the plan, for a believable amount; a new year begins at 0. */
function shareAt(project: InventedRow, period: TenDay): number {
  const curve = targetCurve(
    {
      plan: wan(project.plan),
      addedMonth: month(project.addedMonth),
      own: ownTargets(project).map((point) => ({ ...point, cumulative: wan(point.amount) })),
      unit: [],
      monthEnd: defaultRules.curve.monthEnd,
    },
    period,
  )
  return curve.valueOf()
}

function articleWords({ shortName }: ArticleRow, turn: number): string {
  const said = articleSentences[shortName] ?? []
  return said[turn % said.length] ?? '按计划推进'
}

function inventedWords(project: InventedRow, done: number): string {
  const [from, to] = project.built ?? builtOf(project)
  return sentence(project.kind, Math.min(0.98, from + ((to - from) * done) / project.done))
}
