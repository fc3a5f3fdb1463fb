/** 开工, 复工 and 投产 of a project: which columns hold what was planned, reported and verified, and which days they can be. */
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb, daysBetween, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Project, ProjectStage, type Stoppage } from '../../generated/prisma/client.ts'
import { mustHaveHappened } from './reading.ts'

export type Fact = 'start' | 'resume' | 'completion'

export const facts: readonly Fact[] = ['start', 'resume', 'completion']

const NAMES: Readonly<Record<Fact, string>> = { start: '开工', resume: '复工', completion: '投产' }

/** Further before the plan than this is a slip of the year. */
const EARLIEST = 366

/** '开工' */
export function showFact(fact: Fact): string {
  return NAMES[fact]
}

export interface FactDays {
  readonly planned: Day | null
  readonly reported: Day | null
  readonly verified: Day | null
}

export function factDays(project: Project, fact: Fact): FactDays {
  const { plannedStartOn, startedOn, verifiedStartOn, plannedResumeOn, resumedOn, verifiedResumeOn } = project
  switch (fact) {
    case 'start':
      return days(plannedStartOn, startedOn, verifiedStartOn)
    case 'resume':
      return days(plannedResumeOn, resumedOn, verifiedResumeOn)
    case 'completion':
      return days(project.plannedCompletionOn, project.completedOn, project.verifiedCompletionOn)
  }
}

function days(planned: Date | null, reported: Date | null, verified: Date | null): FactDays {
  const dayOrNull = (date: Date | null) => (date === null ? null : dayFromDb(date))
  return { planned: dayOrNull(planned), reported: dayOrNull(reported), verified: dayOrNull(verified) }
}

/** Reported and not verified yet; a resumption that is newer than the verified one is the next year's. */
export function waits(fact: Fact, { reported, verified }: FactDays): boolean {
  if (reported === null) return false
  return verified === null || (fact === 'resume' && reported > verified)
}

/** The columns of a fact as reported, for an update. */
export function reportedColumn(fact: Fact, on: Date | null) {
  switch (fact) {
    case 'start':
      return { startedOn: on }
    case 'resume':
      return { resumedOn: on }
    case 'completion':
      return { completedOn: on }
  }
}

/** The columns of a fact as verified, and the stage that a project enters with it. */
export function verifiedColumns(project: Project, fact: Fact, on: Date) {
  switch (fact) {
    case 'start':
      return { verifiedStartOn: on, ...(isBeforeStart(project) ? { stage: ProjectStage.STARTED } : {}) }
    case 'resume':
      return { verifiedResumeOn: on }
    case 'completion':
      return { verifiedCompletionOn: on, stage: ProjectStage.COMPLETED }
  }
}

function isBeforeStart({ stage }: Project): boolean {
  return stage === ProjectStage.IDEA || stage === ProjectStage.RESERVE || stage === ProjectStage.PREPARATION
}

/** Throws the sentence when the fact cannot have been on that day. */
export async function mustBePossible(tx: Tx, project: Project, fact: Fact, on: Day, today: Day): Promise<void> {
  const name = showFact(fact)
  mustHaveHappened(on, today, name)
  const { planned } = factDays(project, fact)
  if (planned !== null && daysBetween(on, planned) > EARLIEST) {
    throw new UserError(`${showFullDay(on)}比计划${name} ${showFullDay(planned)} 早一年以上，请核对年份`)
  }
  if (fact === 'start') mustSuitNature(project, on, today)
  else await mustFollowStart(tx, project, fact, on)
}

/** A 新建 project has started in its year, a 续建 one before it (rules.md §4, check 6). */
function mustSuitNature({ shortName, nature }: Project, on: Day, today: Day): void {
  const newYear = `${today.slice(0, 4)}-01-01`
  if (nature === 'NEW' && on < newYear) {
    throw new UserError(`${shortName}是新建项目，开工日期不能早于今年；实际更早开工的，请项目办先改建设性质`)
  }
  if (nature === 'CONTINUED' && on >= newYear) {
    throw new UserError(`${shortName}是续建项目，开工应在今年以前；今年复工请发：停复工 ${shortName} 复工 日期`)
  }
}

async function mustFollowStart(tx: Tx, project: Project, fact: Fact, on: Day): Promise<void> {
  const { reported, verified } = factDays(project, 'start')
  const start = verified ?? reported
  if (start !== null && on < start) {
    throw new UserError(`${showFullDay(on)}早于${project.shortName}的开工日期 ${showFullDay(start)}，请核对`)
  }
  if (fact !== 'resume') return
  const stop = await lastStop(tx, project.id)
  if (stop === null || stop.until !== null) return
  const since = dayFromDb(stop.since)
  if (on <= since) throw new UserError(`复工日期要晚于停工日期 ${showFullDay(since)}，请核对`)
}

/** The newest stop that was not taken back. */
export async function lastStop(tx: Tx, projectId: number): Promise<Stoppage | null> {
  const stops = await tx.stoppage.findMany({ where: { projectId }, orderBy: [{ since: 'desc' }, { id: 'desc' }] })
  return stops.find(({ since, until }) => until === null || until > since) ?? null
}
