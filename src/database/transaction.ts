/** The one way to change the database: a transaction that is tried again when another one got in its way. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Db, Tx } from './client.ts'

const ATTEMPTS = 5

/** serialization_failure, deadlock_detected. */
const SQL_STATES = ['40001', '40P01']

/** Prisma's own words: lost against another one; the row that was to be made is there. */
const CODES = ['P2034', 'P2002', ...SQL_STATES]

/** For what writes thousands of rows at once (the demo district, an import): a slow machine takes a while over it. */
export const AT_LENGTH_MS = 10 * 60_000

/**
 * Runs `work` in one interactive transaction and gives its result. After a conflict with another transaction (deadlock,
 * serialization failure, a row that both wanted to make) it runs again from the start, so `work` must do nothing but use
 * `tx`. A row that can never be made fails after the last attempt as it would at the first.
 * `mayTakeMs` overrides how long it may last (client.ts).
 * Inside, use only `tx`: the embedded database has no second connection, and `db` would wait for ever.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>, mayTakeMs?: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(work, mayTakeMs === undefined ? {} : { timeout: mayTakeMs })
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error
      // Apart from each other, so that the same two do not meet again.
      await wait(Math.random() * 20 * 2 ** attempt)
    }
  }
}

const prismaErrorSchema = z.object({ code: z.string() })
/** What the driver adapters hand through, either at the top or as Prisma's cause. */
const driverErrorSchema = z.object({
  cause: z.union([
    z.object({ kind: z.literal('TransactionWriteConflict') }),
    z.object({ originalCode: z.enum(['40001', '40P01']) }),
    z.object({ code: z.enum(['40001', '40P01']) }),
  ]),
})

/** Whether the transaction lost against another one and may simply be run again. */
export function isConflict(error: unknown): boolean {
  const known = prismaErrorSchema.safeParse(error)
  if (known.success && CODES.includes(known.data.code)) return true
  if (driverErrorSchema.safeParse(error).success) return true
  const nested = z.object({ meta: z.object({ driverAdapterError: z.unknown() }) }).safeParse(error)
  return nested.success && driverErrorSchema.safeParse(nested.data.meta.driverAdapterError).success
}
