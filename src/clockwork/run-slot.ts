/** Runs one slot, once, whoever runs it. */
import type { Change, Push } from '../chat/command.ts'
import type { Clock } from '../clock.ts'
import type { Db, Tx } from '../database/client.ts'
import { AT_LENGTH_MS, transact } from '../database/transaction.ts'
import { JobState } from '../generated/prisma/enums.ts'
import type { Log } from '../log.ts'
import { owe } from '../outbox/owe.ts'
import { pushMoment } from '../outbox/push-moment.ts'
import { recordChange } from '../services/audit.ts'
import { isPast, type PlannedSlot } from './due.ts'
import type { JobContext } from './job.ts'
import { monthAt } from './plans.ts'

export interface RunOptions {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
}

/** `taken`: another copy of the program runs it or has run it. */
export type RunResult = 'done' | 'expired' | 'failed' | 'taken'

/** Milliseconds before a failed slot is tried again, by attempt; the last one repeats while the slot is of use. */
const WAITS = [15_000, 60_000, 300_000, 900_000] as const

/**
 * Runs the job's body in one transaction with the record of the run, so both are stored or neither. A slot whose use
 * has passed is only recorded. An error rolls everything back and is recorded apart, with a growing wait.
 */
export async function runSlot(planned: PlannedSlot, options: RunOptions): Promise<RunResult> {
  const { db, clock, log } = options
  const { name, job, slot } = planned
  try {
    return await transact(
      db,
      async (tx) => {
        const now = clock.now()
        const past = isPast(slot, now)
        const state = past ? JobState.EXPIRED : JobState.DONE
        if (!(await takeSlot(tx, planned, state, { now, wall: clock.wall() }))) return 'taken'
        if (past) return 'expired'
        await job.run(contextOf(tx, planned, now, options))
        return 'done'
        // The evaluation of a large district on a slow machine takes its time.
      },
      AT_LENGTH_MS,
    )
  } catch (error) {
    log.error({ err: error, slot: name }, 'a job failed')
    await recordFailure(planned, error, options)
    return 'failed'
  }
}

/**
 * Writes the record of the run: false when there is one already, or when somebody is at it. The lock is only tried, so
 * that twenty copies of the program do not queue up behind the one that runs the slot.
 */
async function takeSlot(
  tx: Tx,
  { name, plan, job, slot }: PlannedSlot,
  state: JobState,
  { now, wall }: { now: Date; wall: Date },
): Promise<boolean> {
  const [lock] = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 AS ours WHERE pg_try_advisory_xact_lock(hashtextextended(${name}, 0))`
  if (lock === undefined) return false
  const { count: again } = await tx.jobRun.updateMany({
    where: { slot: name, state: JobState.FAILED, OR: [{ nextAt: null }, { nextAt: { lte: wall } }] },
    data: { state, attempts: { increment: 1 }, nextAt: null, error: null, ranAt: now },
  })
  if (again > 0) return true
  const { count: first } = await tx.jobRun.createMany({
    data: [
      {
        slot: name,
        districtId: plan.district.id,
        job: job.id,
        period: slot.period,
        dueAt: slot.dueAt,
        state,
        ranAt: now,
      },
    ],
    skipDuplicates: true,
  })
  return first > 0
}

async function recordFailure(planned: PlannedSlot, error: unknown, { db, clock }: RunOptions): Promise<void> {
  const { name, plan, job, slot } = planned
  const wall = clock.wall().getTime()
  await transact(db, async (tx) => {
    const before = await tx.jobRun.findUnique({ where: { slot: name } })
    if (before !== null && before.state !== JobState.FAILED) return
    const attempts = (before?.attempts ?? 0) + 1
    const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0]
    const failed = {
      state: JobState.FAILED,
      attempts,
      nextAt: new Date(wall + wait),
      error: error instanceof Error ? error.name : typeof error,
      ranAt: clock.now(),
    }
    await tx.jobRun.upsert({
      where: { slot: name },
      create: {
        slot: name,
        districtId: plan.district.id,
        job: job.id,
        period: slot.period,
        dueAt: slot.dueAt,
        ...failed,
      },
      update: failed,
    })
  })
}

function contextOf(tx: Tx, { name, plan, job, slot }: PlannedSlot, now: Date, { clock, log }: RunOptions): JobContext {
  const { district, calendar, rulesFor } = plan
  return {
    tx,
    clock,
    now,
    district,
    rules: rulesFor(monthAt(slot.dueAt)),
    rulesFor,
    calendar,
    period: slot.period,
    slot,
    log: log.child({ slot: name }),
    owe: (push: Push) =>
      owe(tx, {
        ...push,
        kind: 'push',
        notBefore: pushMoment({ at: now, calendar, rules: rulesFor(monthAt(now)) }),
        jobSlot: name,
      }),
    audit: (change: Change) =>
      recordChange(tx, {
        districtId: district.id,
        at: now,
        personId: null,
        identityId: null,
        chatId: null,
        command: job.id,
        requestId: `job:${name}`,
        change,
      }),
  }
}
