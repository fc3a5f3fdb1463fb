/** What is due and not done: a pure function of the calendar and the record of runs. */
import type { JobState } from '../generated/prisma/enums.ts'
import { type Job, type Slot, slotName } from './job.ts'
import { type DistrictPlan, monthAt } from './plans.ts'

/** How far back a downtime is caught up with. */
export const CATCH_UP_MS = 45 * 24 * 3_600_000

export interface PlannedSlot {
  /** The slot's name in the record of runs. */
  readonly name: string
  readonly plan: DistrictPlan
  readonly job: Job
  readonly slot: Slot
}

export interface RunRecord {
  readonly slot: string
  readonly state: JobState
  /** Wall time before which a failed run is not tried again. */
  readonly nextAt: Date | null
}

/** Hears of a district's job whose slots could not be computed; the others are not touched by it. */
export type OnFault = (plan: DistrictPlan, job: Job, error: unknown) => void

/** All slots with from ≤ dueAt ≤ to since each district's activation, by moment, then district, then order of jobs. */
export function slotsBetween(
  plans: readonly DistrictPlan[],
  jobs: readonly Job[],
  range: { readonly from: Date; readonly to: Date },
  onFault: OnFault,
): PlannedSlot[] {
  const found = plans.flatMap((plan) => jobs.flatMap((job) => slotsOf(plan, job, range, onFault)))
  return found.sort((a, b) => a.slot.dueAt.getTime() - b.slot.dueAt.getTime())
}

function slotsOf(
  plan: DistrictPlan,
  job: Job,
  range: { readonly from: Date; readonly to: Date },
  onFault: OnFault,
): PlannedSlot[] {
  const { district, activatedAt, calendar, rulesFor } = plan
  const from = new Date(Math.max(activatedAt.getTime(), range.from.getTime()))
  const { to } = range
  if (from > to) return []
  try {
    return job
      .slots({ district, calendar, rules: rulesFor(monthAt(to)), rulesFor, from, to })
      .filter(({ dueAt }) => from <= dueAt && dueAt <= to)
      .map((slot) => ({ name: slotName(district.id, job.id, slot.period), plan, job, slot }))
  } catch (error) {
    onFault(plan, job, error)
    return []
  }
}

export interface DueQuestion {
  readonly plans: readonly DistrictPlan[]
  readonly jobs: readonly Job[]
  readonly runs: readonly RunRecord[]
  /** Business time. */
  readonly now: Date
  /** Wall time: when failed runs are tried again. */
  readonly wall: Date
  readonly onFault: OnFault
}

/** The slots to run now: fallen due in the last 45 days, without a run, or with a failed one whose wait is over. */
export function dueSlots({ plans, jobs, runs, now, wall, onFault }: DueQuestion): PlannedSlot[] {
  const records = new Map(runs.map((run) => [run.slot, run]))
  const range = { from: new Date(now.getTime() - CATCH_UP_MS), to: now }
  return slotsBetween(plans, jobs, range, onFault).filter(({ name }) => {
    const run = records.get(name)
    if (run === undefined) return true
    return run.state === 'FAILED' && (run.nextAt === null || run.nextAt <= wall)
  })
}

/** Whether a slot's use has passed: it is recorded as expired instead of run. */
export function isPast({ usefulUntil }: Slot, now: Date): boolean {
  return usefulUntil !== null && usefulUntil <= now
}
