import { expect, test } from 'vitest'
import { z } from 'zod'
import { tidy } from '../../src/database/housekeeping.ts'
import { openPGlite } from './harness.ts'

const figuresSchema = z.tuple([z.object({ log: z.number(), dead: z.number() })])

test('the embedded database is rid of dead rows and of a long log, and left alone when there is no need', async () => {
  const pglite = await openPGlite()
  const figures = async () => {
    // The counters are written down at most once a second, unless one asks.
    await pglite.exec('SELECT pg_stat_force_next_flush()')
    const { rows } = await pglite.query(
      `SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS log,
              (SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'setting')::float8 AS dead
         FROM pg_control_checkpoint()`,
    )
    return figuresSchema.parse(rows)[0]
  }
  await pglite.exec(`INSERT INTO setting SELECT n::text, to_jsonb(repeat('x', 1000)) FROM generate_series(1, 12000) n`)
  await pglite.exec(`UPDATE setting SET value = value || '1'`)
  const before = await figures()
  expect(before.dead).toBeGreaterThan(10_000)
  expect(before.log).toBeGreaterThan(16 * 1024 * 1024)

  await tidy(pglite)
  const after = await figures()
  expect(after.dead).toBe(0)
  expect(after.log).toBeLessThan(1024 * 1024)

  await pglite.exec(`UPDATE setting SET value = '2' WHERE key = '1'`)
  await tidy(pglite)
  expect((await figures()).dead).toBe(1)
})
