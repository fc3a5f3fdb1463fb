/**
 * The demo district: 乌海市海南区, 2023, 53 key projects, with a history up to 2023年8月下旬.
 * Where each number comes from is told in README.md beside this file.
 */
import type { Db, Tx } from '../src/database/client.ts'
import { AT_LENGTH_MS, transact } from '../src/database/transaction.ts'
import { historyOf } from './history.ts'
import { activatedAt, CITY, DISTRICT } from './moment.ts'
import { projects } from './projects/index.ts'
import { writeEnterprises } from './write/enterprises.ts'
import { writeLedgers } from './write/ledgers.ts'
import { writeOrders } from './write/orders.ts'
import { writePermits } from './write/permits.ts'
import { writePipeline } from './write/pipeline.ts'
import { writeProjects } from './write/projects.ts'
import { writeReports } from './write/reports.ts'
import { writeResults } from './write/results.ts'
import { writeRoster } from './write/roster.ts'

export { demoStart } from './moment.ts'

export interface SeedOptions {
  /** Told in one line what was loaded. */
  readonly log?: { info(facts: object, message: string): void }
}

/** Loads the demo district, all of it or nothing. It must not be there yet: its name is unique. */
export async function seedDemo(db: Db, options: SeedOptions = {}): Promise<void> {
  await transact(db, writeDemo, AT_LENGTH_MS)
  options.log?.info({ district: DISTRICT, projects: projects.length }, 'demo district loaded')
}

async function writeDemo(tx: Tx): Promise<void> {
  // The district before its city: whoever asks for the first district means the one where things happen.
  const { id: districtId } = await tx.district.create({ data: { name: DISTRICT, isDemo: true, activatedAt } })
  const city = await tx.district.create({ data: { name: CITY, isDemo: true } })
  await tx.district.update({ where: { id: districtId }, data: { parentId: city.id } })
  const roster = await writeRoster(tx, districtId)
  const project = await writeProjects(tx, districtId, roster)
  await writePermits(tx, { districtId, roster, project })
  await writePipeline(tx, { districtId, roster, project })
  const histories = projects.map(historyOf)
  const place = { districtId, roster, project }
  await writeEnterprises(tx, place)
  await writeReports(tx, place, histories)
  await writeResults(tx, place, histories)
  await writeOrders(tx, place)
  await writeLedgers(tx, districtId)
  await tx.auditEntry.create({
    data: {
      ...{ districtId, at: activatedAt, command: 'demo', subject: 'district' },
      subjectId: String(districtId),
      after: { projects: projects.length },
      requestId: 'demo',
    },
  })
}
