/** The 旬 of a district: when each was asked for and locked, and the moments of its cycle. */
import type { Tx } from '../database/client.ts'
import { dayOf, instantAt, timeOf } from '../domain/calendar-day.ts'
import { type CycleMoments, cycleMoments } from '../domain/cycle.ts'
import { monthOf, type TenDay, tenDay } from '../domain/period.ts'
import { addWorkdays, type WorkCalendar } from '../domain/workday.ts'
import { rulesOfMonth } from './district-rules.ts'

export interface PeriodState {
  readonly period: TenDay
  readonly askedAt: Date | null
  readonly lockedAt: Date | null
}

/** The 旬 that were asked for and are still open, the oldest first. */
export async function askedUnlocked(tx: Tx, districtId: number): Promise<TenDay[]> {
  const rows = await tx.period.findMany({
    where: { districtId, askedAt: { not: null }, lockedAt: null },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  return rows.map(({ code }) => tenDay(code))
}

/** The 旬 that the program itself asked for, the newest first, at most `most` of them. */
export async function lastAsked(tx: Tx, districtId: number, most: number): Promise<TenDay[]> {
  const { activatedAt } = await tx.district.findUniqueOrThrow({
    where: { id: districtId },
    select: { activatedAt: true },
  })
  if (activatedAt === null) return []
  const rows = await tx.period.findMany({
    where: { districtId, askedAt: { gte: activatedAt } },
    orderBy: { code: 'desc' },
    take: most,
    select: { code: true },
  })
  return rows.map(({ code }) => tenDay(code))
}

/** The newest locked 旬: what 总览, digests and bulletins show. */
export async function lastLocked(tx: Tx, districtId: number): Promise<TenDay | null> {
  const row = await tx.period.findFirst({
    where: { districtId, lockedAt: { not: null } },
    orderBy: { code: 'desc' },
    select: { code: true },
  })
  return row === null ? null : tenDay(row.code)
}

/** What the record says of a 旬; one without a row was neither asked nor locked. */
export async function periodState(tx: Tx, districtId: number, period: TenDay): Promise<PeriodState> {
  const row = await tx.period.findUnique({ where: { districtId_code: { districtId, code: period } } })
  return { period, askedAt: row?.askedAt ?? null, lockedAt: row?.lockedAt ?? null }
}

/** Whether a 旬 is closed: locked itself, or older than one that is. */
export async function isLocked(tx: Tx, districtId: number, period: TenDay): Promise<boolean> {
  const locked = await tx.period.findFirst({
    where: { districtId, lockedAt: { not: null }, code: { gte: period } },
    select: { code: true },
  })
  return locked !== null
}

/**
 * Keeps a 旬 from being locked until this transaction ends: what is written under an open 旬 is in its figures.
 * Several may hold it at once; a lock under way is waited for.
 */
export async function holdOpen(tx: Tx, districtId: number, period: TenDay): Promise<void> {
  await tx.period.createMany({ data: [{ districtId, code: period }], skipDuplicates: true })
  await tx.$queryRaw`SELECT 1 FROM "period" WHERE "district_id" = ${districtId} AND "code" = ${period} FOR SHARE`
}

/** Records that a 旬 was asked for; the first time counts. */
export async function markAsked(tx: Tx, districtId: number, period: TenDay, at: Date): Promise<void> {
  await tx.period.upsert({
    where: { districtId_code: { districtId, code: period } },
    create: { districtId, code: period, askedAt: at },
    update: {},
  })
  await tx.period.updateMany({ where: { districtId, code: period, askedAt: null }, data: { askedAt: at } })
}

/** The moments of a 旬, by the rules of its own month. */
export async function momentsOf(
  tx: Tx,
  districtId: number,
  calendar: WorkCalendar,
  period: TenDay,
): Promise<CycleMoments> {
  return cycleMoments(calendar, await rulesOfMonth(tx, districtId, monthOf(period)), period)
}

/** The same time of day on the next working day: how much longer a returned report stays open after the lock. */
export function workdayLater(calendar: WorkCalendar, moment: Date): Date {
  return instantAt(addWorkdays(calendar, dayOf(moment), 1), timeOf(moment))
}
