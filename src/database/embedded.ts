/** A Database over a PGlite: the embedded PostgreSQL, wherever its files are. */
import { PGlite } from '@electric-sql/pglite'
import { createClient } from './client.ts'
import type { Database } from './connection.ts'
import { TurnTakingPGlite } from './turn-taking.ts'

/**
 * Start parameters of every PGlite we run. The adapter writes and reads instants without an offset, so the session
 * must be in UTC; the memory is for a program with some hundred users.
 */
export const startParameters: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'TimeZone=UTC', '-c', 'shared_buffers=32MB', '-c', 'jit=off'],
]

/** Wraps a ready PGlite. */
export function embeddedDatabase(pglite: PGlite): Database {
  const db = createClient(new TurnTakingPGlite(pglite))
  return {
    db,
    kind: 'embedded',
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          rows: async (sql, parameters = []) => (await transaction.query(sql, [...parameters])).rows,
          script: async (sql) => {
            await transaction.exec(sql)
          },
        }),
      ),
    async close() {
      await db.$disconnect()
      await pglite.close()
    },
  }
}
