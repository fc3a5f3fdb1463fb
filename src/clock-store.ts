/** The demo clock's offset, kept over restarts; it never goes back. */
import { z } from 'zod'
import { type DemoClock, demoClock } from './clock.ts'
import type { Db } from './database/client.ts'

const KEY = 'demo-clock'
const valueSchema = z.object({ offsetMs: z.number() })

/**
 * The demo clock: where it was left, running on since then; at first, or when `startAt` lies ahead of that, at `startAt`.
 *
 * @param startAt business time
 * @param wall source of wall time
 */
export async function openDemoClock(db: Db, startAt: Date, wall: () => Date = () => new Date()): Promise<DemoClock> {
  const row = await db.setting.findUnique({ where: { key: KEY } })
  const asked = startAt.getTime() - wall().getTime()
  const clock = demoClock(row === null ? asked : Math.max(asked, valueSchema.parse(row.value).offsetMs), wall)
  await saveDemoClock(db, clock)
  return clock
}

/** Stores the offset, unless a later one is stored already. */
export async function saveDemoClock(db: Db, clock: DemoClock): Promise<void> {
  const offsetMs = clock.offset
  await db.$executeRaw`
    INSERT INTO setting (key, value) VALUES (${KEY}, jsonb_build_object('offsetMs', ${offsetMs}::float8))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
    WHERE (setting.value ->> 'offsetMs')::float8 < ${offsetMs}::float8`
}
