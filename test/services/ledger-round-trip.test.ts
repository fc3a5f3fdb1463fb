/** What goes out as 台账 comes back in unchanged. */
import { expect, it } from 'vitest'
import { demoStart, seedDemo } from '../../seeds/index.ts'
import { transact } from '../../src/database/transaction.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { dayOf } from '../../src/domain/calendar-day.ts'
import { planImport } from '../../src/services/imports/plan.ts'
import { runExport } from '../../src/services/run-export.ts'
import { openClone } from '../database/harness.ts'

it('the demo district’s ledger of 8月下旬, sent back as it went out, changes nothing', async () => {
  const { db } = await openClone()
  await seedDemo(db)
  const { content } = await runExport(db, { what: 'ledger', period: '2023-08-3', district: null, now: demoStart })
  const today = dayOf(demoStart)
  const district = await db.district.findFirstOrThrow({ where: { projects: { some: {} } } })
  const read = readTables(Buffer.from(content), { kind: null, today })
  const draft = await transact(db, (tx) =>
    planImport(tx, read, { district, today, choice: { kind: null, period: null }, by: new Set() }),
  )
  expect(draft).toMatchObject({ items: [], operations: [], counts: { created: 0, changed: 0, refused: 0 } })
  expect('counts' in draft && draft.counts.unchanged).toBeGreaterThanOrEqual(53)
})
