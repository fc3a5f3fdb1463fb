/** Whether a 旬's cycle began before the district came into operation: then it is not the program's to finish. */

import type { TenDay } from '../domain/period.ts'
import type { Acting } from './acting.ts'
import { momentsOf, periodState } from './periods.ts'

/**
 * True for a 旬 whose first reminder lies before the district's activation, that nobody was asked for and nobody
 * reported: locking it would list a whole district as 未报 that was never asked.
 */
export async function beganBeforeActivation(
  { tx, district, calendar }: Pick<Acting, 'tx' | 'district' | 'calendar'>,
  period: TenDay,
): Promise<boolean> {
  const { activatedAt } = await tx.district.findUniqueOrThrow({
    where: { id: district.id },
    select: { activatedAt: true },
  })
  const { reminderAt } = await momentsOf(tx, district.id, calendar, period)
  if (activatedAt === null || activatedAt <= reminderAt) return false
  const { askedAt } = await periodState(tx, district.id, period)
  if (askedAt !== null) return false
  return (await tx.report.count({ where: { districtId: district.id, period } })) === 0
}

/**
 * Whether the bulletin and the digests of a 旬 can go out: it is locked. False when it is not the program's to finish.
 * Throws when the lock is still to come, so that the job is tried again after it.
 */
export async function lockedForNotices(acting: Acting, period: TenDay): Promise<boolean> {
  const { lockedAt } = await periodState(acting.tx, acting.district.id, period)
  if (lockedAt !== null) return true
  if (await beganBeforeActivation(acting, period)) return false
  throw new Error(`${period} is not locked yet`)
}
