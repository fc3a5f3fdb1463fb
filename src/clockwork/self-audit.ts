/**
 * The program looks after itself: every few minutes it checks that what was due was done and sent, and tells the
 * administrator when it was not. What is being caught up with right now (after a downtime, by another copy) is no
 * fault: one is told of only after it has been there for a while.
 */
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { isOpen } from '../domain/quiet-hours.ts'
import { defaultRules, type Rules } from '../domain/rules.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { pushMoment } from '../outbox/push-moment.ts'
import { type Fault, faultKinds } from '../services/self-audit-fault.ts'
import { messageFaults } from '../services/self-audit-messages.ts'
import { noticeFaults } from '../services/self-audit-notices.ts'
import { tellFaults } from '../services/self-audit-told.ts'
import { CATCH_UP_MS } from './due.ts'
import type { Job } from './job.ts'
import { type DistrictPlan, loadPlans, monthAt } from './plans.ts'
import { runFaults } from './run-faults.ts'

export interface SelfAuditOptions {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: readonly Job[]
  readonly log: Log
  readonly metrics?: Pick<Metrics, 'faults'>
  /** Something was owed to the administrator. */
  readonly onTold?: () => void
}

export interface SelfAudit {
  /** Looks once; gives how many faults were told of now. */
  look(): Promise<number>
}

/** Business time after which what was due is late. */
const LATE_MS = 10 * 60_000
/** Wall time for which a fault has to last before anybody hears of it. */
export const LASTS_MS = 5 * 60_000

export function selfAudit({ db, clock, jobs, log, metrics, onTold }: SelfAuditOptions): SelfAudit {
  /** Wall time at which each fault was seen first, without a break since. */
  let seen: ReadonlyMap<string, number> = new Map()
  const titles = new Map(jobs.map(({ id, title }) => [id, title]))

  async function faultsOf(plan: DistrictPlan, now: Date): Promise<Fault[]> {
    const { district, calendar } = plan
    const from = new Date(now.getTime() - CATCH_UP_MS)
    const dueBefore = new Date(now.getTime() - LATE_MS)
    const open = isOpen(calendar, now, rulesAt(plan, now).calendar)
    return await transact(db, async (tx) => [
      ...runFaults({
        ...{ plan, jobs, from, now, dueBefore },
        runs: await tx.jobRun.findMany({ where: { districtId: district.id, dueAt: { gte: from } } }),
      }),
      ...(await noticeFaults(tx, district.id, dueBefore)),
      ...(open ? await messageFaults(tx, { districtId: district.id, now, dueBefore, titles }) : []),
    ])
  }

  async function tell(plan: DistrictPlan, faults: readonly Fault[], now: Date): Promise<number> {
    if (faults.length === 0) return 0
    const { district, calendar } = plan
    const notBefore = pushMoment({ at: now, calendar, rules: rulesAt(plan, now) })
    return await transact(db, (tx) => tellFaults(tx, faults, { districtId: district.id, today: dayOf(now), notBefore }))
  }

  return {
    async look() {
      const now = clock.now()
      const wall = clock.wall().getTime()
      const still = new Map<string, number>()
      const counts = new Map<string, number>()
      let told = 0
      for (const plan of await loadPlans(db)) {
        const nameOf = ({ id }: Fault): string => `${plan.district.id}:${id}`
        const faults = await faultsOf(plan, now)
        for (const fault of faults) {
          still.set(nameOf(fault), seen.get(nameOf(fault)) ?? wall)
          counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1)
        }
        const lasting = faults.filter((fault) => wall - (still.get(nameOf(fault)) ?? wall) >= LASTS_MS)
        for (const { kind, id } of lasting) log.warn({ district: plan.district.id, kind, fault: id }, 'a fault lasts')
        told += await tell(plan, lasting, now)
      }
      seen = still
      for (const kind of faultKinds) metrics?.faults.set({ kind }, counts.get(kind) ?? 0)
      if (told > 0) onTold?.()
      return told
    },
  }
}

/** Where a stored rule cannot be read, which is a fault to be told of itself, the usual hours hold. */
function rulesAt(plan: DistrictPlan, now: Date): Rules {
  try {
    return plan.rulesFor(monthAt(now))
  } catch {
    return defaultRules
  }
}
