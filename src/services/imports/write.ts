/** Writes an import's operations, all in the caller's transaction, and keeps how to take them back. */
import { auditMany } from '../../database/audit.ts'
import type { Tx } from '../../database/client.ts'
import { insertRows, type PlainRow, snapshot, takeIds, updateRows } from './bulk.ts'
import type { JournalEntry } from './journal.ts'
import { type Columns, type ImportedTable, type Operation, tableOrder } from './operations.ts'

/** Who writes, for the audit. */
export interface Writer {
  readonly districtId: number
  /** Business time. */
  readonly now: Date
  readonly personId: number | null
  readonly identityId: number | null
  readonly chatId: number | null
  readonly requestId: string
}

type Made = Operation & { readonly id: number }

/** Writes everything and gives the journal. */
export async function writeOperations(
  tx: Tx,
  operations: readonly Operation[],
  writer: Writer,
): Promise<JournalEntry[]> {
  const made = await withIds(tx, operations)
  const ids = new Map(made.flatMap((one) => (one.does === 'create' ? [[one.ref, one.id] as const] : [])))
  const plain = (id: number, columns: Columns): PlainRow => ({ id, ...resolved(columns, ids) })
  const journal: JournalEntry[] = []
  for (const table of tableOrder) {
    const own = made.filter((one) => one.table === table)
    const [created, updated] = [
      own.filter(({ does }) => does === 'create'),
      own.filter(({ does }) => does === 'update'),
    ]
    const before = await snapshot(
      tx,
      table,
      updated.map(({ id }) => id),
    )
    await insertRows(
      tx,
      table,
      created.map(({ id, columns }) => plain(id, columns)),
    )
    await updateRows(
      tx,
      table,
      updated.map(({ id, columns }) => plain(id, columns)),
    )
    const after = await snapshot(
      tx,
      table,
      own.map(({ id }) => id),
    )
    for (const { id, label } of own)
      journal.push({ table, id, label, before: before.get(id) ?? null, after: after.get(id) ?? '' })
  }
  const { now, ...who } = writer
  await auditMany(
    tx,
    { ...who, at: now, command: 'import' },
    made.flatMap(({ id, audit }) => (audit === undefined ? [] : [{ ...audit, subjectId: id }])),
  )
  return journal
}

async function withIds(tx: Tx, operations: readonly Operation[]): Promise<Made[]> {
  const taken = new Map<ImportedTable, number[]>()
  for (const table of tableOrder) {
    const count = operations.filter((one) => one.table === table && one.does === 'create').length
    taken.set(table, await takeIds(tx, table, count))
  }
  return operations.map((one) => {
    if (one.does === 'update') return one
    const id = taken.get(one.table)?.shift()
    if (id === undefined) throw new Error('the database gave too few ids')
    return { ...one, id }
  })
}

function resolved(columns: Columns, ids: ReadonlyMap<string, number>): PlainRow {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => {
      if (value === null || typeof value !== 'object') return [name, value]
      const id = ids.get(value.ref)
      if (id === undefined) throw new Error(`an import names ${value.ref}, which it does not make`)
      return [name, id]
    }),
  )
}
