/** The 包联日报 as a leader reads it (voice.md). */
import type { Card } from '../chat/card.ts'
import { shortened } from '../chat/standard-cards.ts'
import { showDay } from '../domain/calendar-day.ts'
import { completionRate } from '../domain/figures.ts'
import { showPercent } from '../domain/fraction.ts'
import { lastDay, type TenDay } from '../domain/period.ts'
import { showGap } from '../domain/points.ts'
import type { Leader } from './leader-digest-audience.ts'
import { changeLines } from './leader-digest-changes.ts'
import type { DigestProject } from './leader-digest-facts.ts'
import { handsOf, STATEMENT_LENGTH } from './leader-digest-hands.ts'
import { digestCard, needed } from './leader-digest-layout.ts'
import { showPlate } from './plate-words.ts'

/** The digest of a 旬. */
export function leaderDigestCard(leader: Leader, period: TenDay): Card {
  const { address, projects, changes } = leader
  const hands = handsOf(projects)
  return digestCard({
    title: `${address}，您包联的 ${projects.length} 个项目，${needed(hands)}`,
    hands,
    projects: projects.map(projectLine),
    changes: changeLines(projects, changes),
    note: asOfNote(period),
  })
}

/** '截至 9月10日，调度口径，非统计数据' */
export function asOfNote(period: TenDay): string {
  return `截至 ${showDay(lastDay(period))}，调度口径，非统计数据`
}

function projectLine({ standing, plate, problems }: DigestProject): string {
  const [problem] = problems
  const reason = problem === undefined ? '' : `：${shortened(problem.statement, STATEMENT_LENGTH)}`
  return `${standing.shortName}${plate === null ? '' : ` ${showPlate(plate.colour)}`} ${figuresOf(standing)}${reason}`
}

/** '完成率 57.00%，欠目标 10.00 个百分点' */
export function figuresOf({ yearToDate, plan, g }: DigestProject['standing']): string {
  const completion = completionRate(yearToDate, plan)
  if (completion === null) return '本年没有投资计划'
  return `完成率 ${showPercent(completion)}，${showGap(g).replace(/^([超欠]) /, '$1目标 ')}`
}
