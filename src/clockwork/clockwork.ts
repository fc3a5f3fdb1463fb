/** The calendar's engine: runs what is due, one thing after the other. */
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { CATCH_UP_MS, dueSlots, type OnFault } from './due.ts'
import type { Job } from './job.ts'
import { nextMoment, type Upcoming, upcoming } from './next.ts'
import { loadPlans } from './plans.ts'
import { runSlot } from './run-slot.ts'

export interface ClockworkOptions {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: readonly Job[]
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'jobs'>
  /** After each slot that ran: the outbox may have something to send. */
  readonly onRan?: () => void
}

/** A slot that was run now. */
export interface Ran {
  readonly job: string
  readonly title: string
  readonly period: string
  readonly district: string
}

export interface Clockwork {
  /** Runs every slot that is due and not done, in order; a failing one stops neither other jobs nor other districts. */
  runDue(): Promise<Ran[]>
  /** Runs `work` while nothing else runs slots in this process; it gets a `runDue` of its own. */
  alone<T>(work: (runDue: () => Promise<Ran[]>) => Promise<T>): Promise<T>
  /** The next business moment at which something happens; null: none in sight. */
  nextMoment(): Promise<Date | null>
  /** The next one that a person would wait for: a quiet job is none. */
  nextEvent(): Promise<Date | null>
  /** The next `n` things that will happen, soonest first, without quiet jobs. */
  upcoming(n: number): Promise<Upcoming[]>
}

export function makeClockwork({ db, clock, jobs, log, metrics, onRan }: ClockworkOptions): Clockwork {
  let last: Promise<unknown> = Promise.resolve()

  function alone<T>(work: (runDue: () => Promise<Ran[]>) => Promise<T>): Promise<T> {
    const mine = last.then(() => work(pass))
    last = mine.catch(() => undefined)
    return mine
  }

  const onFault: OnFault = (plan, job, error) =>
    log.error({ err: error, district: plan.district.id, job: job.id }, 'the slots of a job could not be computed')

  async function pass(): Promise<Ran[]> {
    const now = clock.now()
    const plans = await loadPlans(db)
    const runs = await db.jobRun.findMany({
      where: { dueAt: { gte: new Date(now.getTime() - CATCH_UP_MS) } },
      select: { slot: true, state: true, nextAt: true },
    })
    const ran: Ran[] = []
    for (const planned of dueSlots({ plans, jobs, runs, now, wall: clock.wall(), onFault })) {
      const outcome = await runSlot(planned, { db, clock, log })
      if (outcome === 'taken') continue
      const { job, plan, slot } = planned
      metrics?.jobs.inc({ job: job.id, outcome })
      if (outcome !== 'done') continue
      ran.push({ job: job.id, title: job.title, period: slot.period, district: plan.district.name })
      onRan?.()
    }
    return ran
  }

  const loud = jobs.filter(({ quiet }) => quiet !== true)
  const question = (of: readonly Job[]) => ({ db, jobs: of, now: clock.now(), onFault })
  return {
    runDue: () => alone((runDue) => runDue()),
    alone,
    nextMoment: () => nextMoment(question(jobs)),
    nextEvent: () => nextMoment(question(loud)),
    upcoming: (n) => upcoming(question(loud), n),
  }
}
