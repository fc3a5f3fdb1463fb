/**
 * `npm run bench [-- --json]`: how fast the program is, as ratios within one run, so that a busy machine does not
 * change the verdict.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../commands/index.ts'
import { seedDemo } from '../seeds/index.ts'
import { demoStart } from '../seeds/moment.ts'
import type { Incoming } from '../src/chat/message.ts'
import { makeRouter } from '../src/chat/router.ts'
import { demoClock } from '../src/clock.ts'
import type { Db } from '../src/database/client.ts'
import { openDatabase } from '../src/database/open.ts'
import { transact } from '../src/database/transaction.ts'
import { buildNameIndex, lookUp } from '../src/domain/name-match.ts'
import { storeEvent } from '../src/inbox/store.ts'
import { inboxWorker } from '../src/inbox/worker.ts'
import { makeLog } from '../src/log.ts'
import { measureAssessment } from './bench/assessment.ts'
import { measureImport } from './bench/import.ts'
import type { Measure } from './bench/measure.ts'

const ROUNDS = 30

/** Median milliseconds of `work` over some rounds, after one that does not count. */
async function median(work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    await work(round)
    if (round > 0) times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

function text(key: string, words: string): Incoming {
  return {
    platform: 'console',
    kind: 'text',
    key,
    at: new Date().toISOString(),
    sender: { id: 'u-observer' },
    place: { id: 'group:dispatch', kind: 'group' },
    messageId: key,
    text: words,
    mentionsBot: true,
    mentions: [],
  }
}

async function measureAll(db: Db): Promise<Record<string, Measure>> {
  const clock = demoClock(demoStart.getTime() - Date.now())
  const empty = await median(() => transact(db, (tx) => tx.$queryRaw`SELECT 1`))
  const stored = await median((round) => storeEvent(db, text(`store-${round}`, '总览'), clock.wall()))
  const worker = inboxWorker({
    db,
    clock,
    handle: makeRouter({ commands, clock }),
    log: makeLog('silent'),
    tickMs: null,
  })
  await worker.drain()
  const answer = (words: string) =>
    median(async (round) => {
      const event = await storeEvent(db, text(`${words}-${round}`, words), clock.wall())
      worker.poke()
      if (event !== null) await worker.whenDone(event.id, 10_000)
    })
  const overview = await answer('总览')
  const project = await answer('绿邦到哪一步了？')
  await worker.stop()
  const versus = 'an empty transaction on the same database'
  return {
    'store-event': { value: stored, unit: 'ms', ratio: stored / empty, versus },
    'answer-overview': { value: overview, unit: 'ms', ratio: overview / empty, versus },
    'answer-project': { value: project, unit: 'ms', ratio: project / empty, versus },
    'look-up-name': await lookUpNames(),
  }
}

/** Ten times the names should not cost more than about ten times the time, also for a misspelt one. */
async function lookUpNames(): Promise<Measure> {
  const index = (size: number) =>
    buildNameIndex(Array.from({ length: size }, (_, i) => ({ key: `${i}`, names: [`示例项目${i}号`] })))
  const [small, large] = [index(1_000), index(10_000)]
  const some = await median(async () => lookUp(small, '示列项目77号'))
  const many = await median(async () => lookUp(large, '示列项目77号'))
  return { value: many, unit: 'ms', ratio: many / some, versus: 'a tenth of the 10,000 names' }
}

const folder = await mkdtemp(join(tmpdir(), 'saima-bench-'))
const database = await openDatabase({ dataDir: folder, log: makeLog('silent') })
try {
  await seedDemo(database.db)
  const measures = { ...(await measureAll(database.db)), ...measureAssessment(), ...(await measureImport(database.db)) }
  for (const [name, { value, unit, ratio, versus }] of Object.entries(measures)) {
    const compared = ratio === null ? '' : `, ${ratio.toFixed(1)} × ${versus}`
    process.stdout.write(`${name}: ${value.toFixed(2)} ${unit}${compared}\n`)
  }
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(measures)}\n`)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
