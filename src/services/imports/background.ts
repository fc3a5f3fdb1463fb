/** Large imports, one step after the other in the background: reading, writing, taking back. Each tells its outcome. */
import { type Card, say } from '../../chat/card.ts'
import type { Clock } from '../../clock.ts'
import type { Db, Tx } from '../../database/client.ts'
import { AT_LENGTH_MS, transact } from '../../database/transaction.ts'
import { readTablesApart } from '../../documents/tables/read-apart.ts'
import type { ReadTables } from '../../documents/tables/table.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Import, ImportState } from '../../generated/prisma/client.ts'
import type { Log } from '../../log.ts'
import { owe } from '../../outbox/owe.ts'
import { type Pump, startPump } from '../../pump.ts'
import { withSparingHeap } from '../../sparing-heap.ts'
import { readFile } from '../files.ts'
import { waitCard } from './cards.ts'
import { dropImport, previewImport, undoImport, writeImport } from './steps.ts'
import { choiceOf, holdImport } from './store.ts'
import type { Writer } from './write.ts'

export interface ImporterOptions {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** After each commit that owes a message. */
  readonly onTold: () => void
  /** Milliseconds between looks at the database (default 2000); null: only when poked. */
  readonly tickMs?: number | null
}

const WAITING = [ImportState.READING, ImportState.WRITING, ImportState.UNDOING]

/**
 * Starts the importer. A file is read before the transaction, so nobody waits for it; whoever then finds the import in
 * the same state under its lock carries the step out. A crash leaves the state as it was, and the step begins again.
 */
export function startImporter(options: ImporterOptions): Pump {
  const { db, clock, log, onTold, tickMs = 2000 } = options

  async function step(): Promise<boolean> {
    const row = await db.import.findFirst({ where: { state: { in: WAITING } }, orderBy: { id: 'asc' } })
    if (row === null) return false
    try {
      await withSparingHeap(() => readAndCarryOut(row))
    } catch (error) {
      if (!(error instanceof UserError)) log.error({ err: error, import: row.id }, 'an import step failed')
      await transact(db, (tx) => fail(tx, row, error, clock.now()))
    }
    onTold()
    return true
  }

  async function readAndCarryOut(row: Import): Promise<void> {
    const read = row.state === ImportState.UNDOING ? null : await readKept(db, row)
    if (read !== null) await tellProgress(db, row, read, clock.now())
    onTold()
    await transact(db, (tx) => carryOut(tx, row, read, clock.now()), AT_LENGTH_MS)
  }

  return startPump({
    step,
    width: 1,
    tickMs,
    onError: (error) => log.error({ err: error }, 'imports could not be read'),
  })
}

async function readKept(db: Db, row: Import): Promise<ReadTables> {
  const kept = row.fileId === null ? null : await readFile(db, row.fileId)
  if (kept === null) throw new UserError('文件已经过期，请把表格再发一次')
  const options = { kind: choiceOf(row).kind, today: dayOf(row.createdAt) }
  return await readTablesApart(Buffer.from(kept.content), options)
}

/** One short message between “收到” and the preview. */
async function tellProgress(db: Db, row: Import, { tables }: ReadTables, now: Date): Promise<void> {
  if (row.state !== ImportState.READING) return
  const rows = tables.reduce((total, table) => total + table.rows.length, 0)
  await transact(db, (tx) => tell(tx, row, 'read', waitCard(`“${row.fileName}”已读 ${rows} 行，正在与库里核对`), now))
}

async function carryOut(tx: Tx, row: Import, read: ReadTables | null, now: Date): Promise<void> {
  const current = await holdImport(tx, row.id)
  if (current === null || current.state !== row.state) return
  const district = await tx.district.findUniqueOrThrow({ where: { id: current.districtId } })
  const writer = writerOf(current, now)
  if (current.state === ImportState.UNDOING)
    await tell(tx, current, 'undone', await undoImport(tx, current, writer), now)
  else if (read !== null && current.state === ImportState.READING)
    await tell(tx, current, 'preview', await previewImport(tx, current, district, read), now)
  else if (read !== null)
    await tell(tx, current, 'written', await writeImport(tx, current, district, read, writer), now)
}

/**
 * A step that cannot be done is told; what was written stays written, what was not is dropped. When somebody else has
 * carried it out meanwhile there is nothing to tell.
 */
async function fail(tx: Tx, { id, state }: Import, error: unknown, now: Date): Promise<void> {
  const current = await holdImport(tx, id)
  if (current === null || current.state !== state) return
  if (state === ImportState.UNDOING) await tx.import.update({ where: { id }, data: { state: ImportState.DONE } })
  else await dropImport(tx, id)
  const sentence = error instanceof UserError ? error.message : `${id} 号导入出错了，没有写入，请联系管理员`
  await tell(tx, current, `failed:${state}`, say(sentence, { tone: 'warning' }), now)
}

async function tell(
  tx: Tx,
  { id, requestedBy, chatId, createdAt }: Import,
  what: string,
  card: Card,
  now: Date,
): Promise<void> {
  // In private, also when it was asked for in a group (order.ts): a ledger has names and amounts.
  const to = requestedBy !== null ? { personId: requestedBy } : chatId === null ? null : { chatId }
  if (to === null) return
  // Steps may be repeated (the preview after a change of the data): the moment keeps their keys apart.
  const key = `import:${id}:${what}:${now.getTime() - createdAt.getTime()}`
  await owe(tx, { key, to, kind: 'answer', card, notBefore: now })
}

function writerOf(row: Import, now: Date): Writer {
  const { districtId, requestedBy, identityId, chatId, id } = row
  return { districtId, now, personId: requestedBy, identityId, chatId, requestId: `import:${id}` }
}
