/** A job for the clockwork's tests: once on every working day, at a time of day. */
import { onTestFinished } from 'vitest'
import type { DemoClock } from '../../src/clock.ts'
import { type Clockwork, makeClockwork } from '../../src/clockwork/clockwork.ts'
import type { Job, JobContext, Slot } from '../../src/clockwork/job.ts'
import type { Db } from '../../src/database/client.ts'
import { addDays, dayOf, instantAt } from '../../src/domain/calendar-day.ts'
import { makeLog } from '../../src/log.ts'

export interface DailyOptions {
  readonly id?: string
  /** 'HH:mm', default 09:00 */
  readonly time?: string
  /** Useful until this time of the same day; absent: for ever. */
  readonly until?: string
  readonly run?: (ctx: JobContext) => Promise<void>
}

export function dailyJob({ id = 'daily', time = '09:00', until, run }: DailyOptions = {}): Job {
  return {
    id,
    title: `每日 ${id}`,
    slots({ calendar, from, to }) {
      const slots: Slot[] = []
      for (let on = dayOf(from); on <= dayOf(to); on = addDays(on, 1)) {
        if (!calendar.isWorkday(on)) continue
        slots.push({
          period: on,
          dueAt: instantAt(on, time),
          usefulUntil: until === undefined ? null : instantAt(on, until),
        })
      }
      return slots
    },
    run: run ?? leaveTrace,
  }
}

/** One row for each run, in the run's own transaction: what ran twice shows twice. */
export async function leaveTrace({ audit, slot, district }: JobContext): Promise<void> {
  await audit({ subject: district.name, subjectId: slot.period, before: null, after: null })
}

/** "district period" of every run that was committed, in order. */
export async function traces(db: Db): Promise<string[]> {
  const rows = await db.auditEntry.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ subject, subjectId }) => `${subject} ${subjectId}`)
}

/** A district in operation since `activatedAt` (Shanghai time, without zone). */
export async function makeDistrict(db: Db, name: string, activatedAt: string): Promise<number> {
  const { id } = await db.district.create({
    data: { name, isDemo: true, activatedAt: new Date(`${activatedAt}+08:00`) },
  })
  return id
}

export function startClockwork(db: Db, clock: DemoClock, jobs: readonly Job[]): Clockwork {
  const clockwork = makeClockwork({ db, clock, jobs, log: makeLog('silent') })
  onTestFinished(() => clockwork.alone(() => Promise.resolve()))
  return clockwork
}
