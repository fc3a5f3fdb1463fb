/**
 * What a PostgreSQL server does in the background and the embedded one, having no background, does not:
 * checkpoints (else its log grows and a start after a crash repeats all of it) and vacuum (else dead rows pile up).
 */
import type { PGlite } from '@electric-sql/pglite'
import { z } from 'zod'

const EVERY_MS = 60_000
/** Some 0.2 s of repeating at the next start. */
const LOG_BYTES = 16 * 1024 * 1024

/** As autovacuum decides, by its default thresholds. */
const WORN_TABLES = `SELECT format('%I', relname) AS name FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup`

/** Tidies now, as far as there is need. */
export async function tidy(pglite: PGlite): Promise<void> {
  const worn = await pglite.query(WORN_TABLES)
  for (const { name } of z.array(z.object({ name: z.string() })).parse(worn.rows)) {
    await pglite.exec(`VACUUM (ANALYZE) ${name}`)
  }
  const log = await pglite.query(
    'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
  )
  const [{ bytes }] = z.tuple([z.object({ bytes: z.number() })]).parse(log.rows)
  if (bytes > LOG_BYTES) await pglite.exec('CHECKPOINT')
}

/** Tidies once a minute until the function that it gives is called, which waits for a run that is going on. */
export function startHousekeeping(pglite: PGlite, onError: (error: unknown) => void): () => Promise<void> {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => tidy(pglite)).catch(onError)
  }, EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
