/** Writes an import's operations, all in the caller's transaction, and keeps how to take them back. */
import { type AuditedChange, auditMany } from '../../database/audit.ts'
import type { Tx } from '../../database/client.ts'
import { chunks, insertRows, type PlainRow, snapshot, takeIds, updateRows } from './bulk.ts'
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

/** An operation with the id of its row. */
interface Made {
  readonly id: number
  readonly operation: Operation
}

/** Writes everything and gives the journal. */
export async function writeOperations(
  tx: Tx,
  operations: readonly Operation[],
  writer: Writer,
): Promise<JournalEntry[]> {
  const made = await withIds(tx, operations)
  const ids = new Map(operations.flatMap((one, i) => (one.does === 'create' ? [[one.ref, made[i] ?? 0] as const] : [])))
  const journal: JournalEntry[] = []
  for (const [table, own] of byTable(operations, made)) {
    const row = ({ id, operation }: Made): PlainRow => resolved(id, operation.columns, ids)
    const updated = own.filter(({ operation }) => operation.does === 'update')
    const before = await snapshot(
      tx,
      table,
      updated.map(({ id }) => id),
    )
    const prints = await updateRows(tx, table, updated.map(row))
    // A few at a time: all rows of a large ledger beside their operations would be a hundred megabytes more.
    for (const some of chunks(own.filter(({ operation }) => operation.does === 'create')))
      for (const [id, print] of await insertRows(tx, table, some.map(row))) prints.set(id, print)
    for (const { id, operation } of own)
      journal.push({ table, id, label: operation.label, before: before.get(id) ?? null, after: prints.get(id) ?? '' })
  }
  const { now, ...who } = writer
  await auditMany(tx, { ...who, at: now, command: 'import' }, audited(operations, made))
  return journal
}

function* audited(operations: readonly Operation[], ids: readonly number[]): Generator<AuditedChange> {
  for (const [i, { audit }] of operations.entries()) if (audit !== undefined) yield { ...audit, subjectId: ids[i] ?? 0 }
}

/** The id of each operation's row. */
async function withIds(tx: Tx, operations: readonly Operation[]): Promise<number[]> {
  const counts = new Map<ImportedTable, number>()
  for (const { does, table } of operations) if (does === 'create') counts.set(table, (counts.get(table) ?? 0) + 1)
  const taken = new Map<ImportedTable, Iterator<number>>()
  for (const [table, count] of counts) taken.set(table, (await takeIds(tx, table, count)).values())
  return operations.map((one) => {
    if (one.does === 'update') return one.id
    const next = taken.get(one.table)?.next()
    if (next === undefined || next.done) throw new Error('the database gave too few ids')
    return next.value
  })
}

/** Parents first. */
function byTable(operations: readonly Operation[], ids: readonly number[]): [ImportedTable, Made[]][] {
  const groups = new Map<ImportedTable, Made[]>(tableOrder.map((table) => [table, []]))
  for (const [i, operation] of operations.entries()) groups.get(operation.table)?.push({ id: ids[i] ?? 0, operation })
  return [...groups].filter(([, own]) => own.length > 0)
}

function resolved(id: number, columns: Columns, ids: ReadonlyMap<string, number>): PlainRow {
  const row: Record<string, PlainRow[string]> = { id }
  for (const [name, value] of Object.entries(columns)) {
    if (value === null || typeof value !== 'object') row[name] = value
    else {
      const made = ids.get(value.ref)
      if (made === undefined) throw new Error(`an import names ${value.ref}, which it does not make`)
      row[name] = made
    }
  }
  return row
}
