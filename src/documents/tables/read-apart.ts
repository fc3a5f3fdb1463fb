/**
 * Reads a workbook beside the rest of the program: a large one in a thread of its own, with a limit on its memory and
 * its time, so that neither 10,000 rows nor a hostile file holds up anybody else.
 */
import { Worker } from 'node:worker_threads'
import { UserError, type Way } from '../../errors.ts'
import { inflatedSize } from '../xlsx/book.ts'
import { type ReadOptions, readTables } from './read-tables.ts'
import type { ReadTables } from './table.ts'

/** What is read in a blink: below this a thread of its own takes longer to start than the work takes. */
const SMALL = 3 * 1024 * 1024

const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 }
const MAY_TAKE_MS = 60_000

/** What the thread answers (workbook-worker.ts). */
export type WorkerAnswer =
  | { readonly is: 'read'; readonly tables: ReadTables }
  | { readonly is: 'refused'; readonly sentence: string; readonly ways: readonly Way[] }

/** Whether the file is worth a word before it is read. @throws UserError for what is no workbook */
export function isLarge(bytes: Buffer): boolean {
  return inflatedSize(bytes) > SMALL
}

/** As readTables. @throws UserError also when the file needs more time or memory than any ledger */
export async function readTablesApart(bytes: Buffer, options: ReadOptions): Promise<ReadTables> {
  if (!isLarge(bytes)) return readTables(bytes, options)
  const answer = await inThread(bytes, options)
  if (answer.is === 'read') return answer.tables
  throw new UserError(answer.sentence, answer.ways)
}

function inThread(bytes: Buffer, options: ReadOptions): Promise<WorkerAnswer> {
  // Both the sources and the bundle in build/ have the entry; the sources are TypeScript.
  const entry = import.meta.url.endsWith('.ts') ? './workbook-worker-from-sources.mjs' : './workbook-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: { bytes, options }, resourceLimits: LIMITS })
  return new Promise<WorkerAnswer>((resolve, reject) => {
    const tooMuch = new UserError('这个文件太大，读不下来。请只留要导入的表，或分成几个文件再发')
    const timer = setTimeout(() => reject(tooMuch), MAY_TAKE_MS)
    worker.once('message', (answer: WorkerAnswer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      reject('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : error)
    })
  }).finally(() => worker.terminate())
}
