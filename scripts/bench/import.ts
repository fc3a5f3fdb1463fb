/** A large ledger from its bytes to written rows: read, compared, written, in a district of its own. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Db } from '../../src/database/client.ts'
import { AT_LENGTH_MS, transact } from '../../src/database/transaction.ts'
import { readTablesApart } from '../../src/documents/tables/read-apart.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { planImport } from '../../src/services/imports/plan.ts'
import { writeOperations } from '../../src/services/imports/write.ts'
import type { Measure } from './measure.ts'

const TODAY = day('2023-09-08')
interface Imported {
  /** Milliseconds on the wall, and of processor time: the second says the same on a busy machine. */
  readonly wall: number
  readonly cpu: number
  /** Megabytes before, and at the most while it ran. */
  readonly before: number
  readonly most: number
}

/** 10,000 rows against a tenth of them, and what the process holds at the most; the files are made elsewhere. */
export async function measureImport(db: Db): Promise<Record<string, Measure>> {
  const some = await importRows(db, 1_000)
  const many = await importRows(db, 10_000)
  const versus = 'a tenth of the rows'
  return {
    'import-10000-rows': { value: many.wall, unit: 'ms', ratio: many.wall / some.wall, versus },
    'import-10000-rows-cpu': { value: many.cpu, unit: 'ms', ratio: many.cpu / some.cpu, versus },
    'import-memory': { value: many.most, unit: 'MB', ratio: many.most / many.before, versus: 'before it' },
  }
}

const megabytes = (): number => process.memoryUsage.rss() / 1024 / 1024

/** What writing the file takes is no part of what reading it does: a process of its own makes it. */
function ledger(rows: number): Buffer {
  const script = fileURLToPath(new URL('ledger-file.ts', import.meta.url))
  return execFileSync(process.execPath, ['--import', 'tsx', script, String(rows)], { maxBuffer: 64 * 1024 * 1024 })
}

async function importRows(db: Db, rows: number): Promise<Imported> {
  const district = await db.district.create({ data: { name: `测速区${rows}`, isDemo: true } })
  await db.unit.create({ data: { districtId: district.id, name: '示例镇', shortName: '示例镇', group: 'TOWN' } })
  const bytes = ledger(rows)
  const before = megabytes()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, megabytes())
  }, 50)
  const [start, used] = [performance.now(), process.cpuUsage()]
  const read = await readTablesApart(bytes, { kind: null, today: TODAY })
  await transact(
    db,
    async (tx) => {
      const draft = await planImport(tx, read, {
        district,
        today: TODAY,
        choice: { kind: null, period: null },
        by: new Set(),
      })
      if ('asks' in draft || draft.counts.created !== rows) throw new Error('the ledger was not understood')
      const who = { personId: null, identityId: null, chatId: null, requestId: 'bench' }
      await writeOperations(tx, draft.operations, { districtId: district.id, now: new Date(), ...who })
    },
    AT_LENGTH_MS,
  )
  clearInterval(watch)
  const { user, system } = process.cpuUsage(used)
  return {
    wall: performance.now() - start,
    cpu: (user + system) / 1_000,
    before,
    most: Math.max(most, megabytes()),
  }
}
