/** What the record of runs lacks: slots that are due and not done, runs that failed, slots whose use had passed. */
import { dayOf, showDayTime } from '../domain/calendar-day.ts'
import type { JobState } from '../generated/prisma/enums.ts'
import { type Fault, showRun } from '../services/self-audit-fault.ts'
import { type OnFault, slotsBetween } from './due.ts'
import type { Job } from './job.ts'
import { type DistrictPlan, monthAt } from './plans.ts'

export interface Run {
  readonly slot: string
  readonly job: string
  readonly period: string
  readonly state: JobState
  readonly attempts: number
  readonly ranAt: Date
}

export interface RunQuestion {
  readonly plan: DistrictPlan
  readonly jobs: readonly Job[]
  /** Of the district, since `from`. */
  readonly runs: readonly Run[]
  readonly from: Date
  /** Business time. */
  readonly now: Date
  /** A slot due by then and without a record is late. */
  readonly dueBefore: Date
}

/** Longer ago the administrator has heard of it, or it does not matter any more. */
const EXPIRED_TOLD_MS = 3 * 24 * 3_600_000

export function runFaults(question: RunQuestion): Fault[] {
  return [...missing(question), ...failed(question), ...expired(question)]
}

/** Due, and nobody did it; and one fault for all jobs whose slots could not even be computed. */
function missing({ plan, jobs, runs, from, dueBefore }: RunQuestion): Fault[] {
  const broken: string[] = []
  const onFault: OnFault = (_, job) => broken.push(job.title)
  const known = new Set(runs.map(({ slot }) => slot))
  const late = slotsBetween([plan], jobs, { from, to: dueBefore }, onFault).filter(({ name }) => !known.has(name))
  // A quiet job's next run does what the missed ones would have done: of them the newest is the fault.
  const newest = late.filter(
    ({ job }, i) => job.quiet !== true || !late.slice(i + 1).some((later) => later.job.id === job.id),
  )
  const faults: Fault[] = newest.map(({ name, job, slot }) => ({
    kind: 'slot',
    id: `slot:${name}`,
    title: `自查：${showRun(job.title, slot.period)}应在 ${showDayTime(slot.dueAt)} 做，到现在没有做`,
    remedy: `请看程序日志里的“${name}”，再重启程序。补做只做一次，不会重复`,
  }))
  if (broken.length === 0) return faults
  return [
    ...faults,
    {
      kind: 'calendar',
      id: `calendar:${monthAt(dueBefore)}`,
      title: `自查：有 ${broken.length} 件到点的事排不出时间：${broken.join('、')}`,
      remedy: '多半是某条规则的值读不出来，请发“规则”核对最近的改动，再看程序日志',
    },
  ]
}

function failed({ jobs, runs }: RunQuestion): Fault[] {
  return runs
    .filter(({ state }) => state === 'FAILED')
    .map(({ slot, job, period, attempts }) => ({
      kind: 'failed',
      id: `failed:${slot}`,
      title: `自查：${showRun(titleOf(jobs, job), period)}做了 ${attempts} 次没有成`,
      remedy: `程序会隔一会儿再试。请看程序日志里的“${slot}”：多半是数据库或数据有误，改好后不用重启`,
    }))
}

/** What fell into a downtime that was too long. */
function expired({ jobs, runs, now }: RunQuestion): Fault[] {
  const days = new Map<string, Run[]>()
  for (const run of runs) {
    if (run.state !== 'EXPIRED' || now.getTime() - run.ranAt.getTime() > EXPIRED_TOLD_MS) continue
    const day = dayOf(run.ranAt)
    days.set(day, [...(days.get(day) ?? []), run])
  }
  return [...days].map(([day, of]) => ({
    kind: 'expired',
    id: `expired:${day}`,
    title: `自查：停机太久，有 ${of.length} 件事过了用处没有补做`,
    remedy: `${of.map(({ job, period }) => showRun(titleOf(jobs, job), period)).join('、')}。请告诉项目办：没报的发“未报”查看，可以“催报”`,
  }))
}

function titleOf(jobs: readonly Job[], id: string): string {
  return jobs.find((job) => job.id === id)?.title ?? id
}
