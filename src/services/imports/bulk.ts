/** Many rows in one statement, and rows as the database itself writes them down. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { checkedColumns, type ImportedTable } from './operations.ts'

/** Rows a statement: some tens of milliseconds each, so that others get their turn in between. */
const AT_ONCE = 500

export type PlainRow = Readonly<Record<string, string | number | boolean | null>>

const quoted = (name: string): string => `"${name}"`
const listed = (names: readonly string[], before = ''): Prisma.Sql =>
  Prisma.raw(names.map((name) => `${before}${quoted(name)}`).join(', '))

const idsSchema = z.array(z.object({ id: z.number().int() }))

/** Ids for rows that will be made, so that their children can name them. */
export async function takeIds(tx: Tx, table: ImportedTable, count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await tx.$queryRaw`
    SELECT nextval(pg_get_serial_sequence(${quoted(table)}, 'id'))::int AS id FROM generate_series(1, ${count}::int)`
  return idsSchema.parse(rows).map(({ id }) => id)
}

/** Makes rows that have their ids. */
export async function insertRows(tx: Tx, table: ImportedTable, rows: readonly PlainRow[]): Promise<void> {
  for (const [columns, alike] of byColumns(table, rows)) {
    const names = ['id', ...columns]
    for (const some of chunks(alike)) {
      await tx.$executeRaw`
        INSERT INTO ${Prisma.raw(quoted(table))} (${listed(names)})
        SELECT ${listed(names)}
        FROM jsonb_populate_recordset(null::${Prisma.raw(quoted(table))}, ${JSON.stringify(some)}::jsonb)`
    }
  }
}

/** Changes rows by their ids, each row the columns that it has. */
export async function updateRows(tx: Tx, table: ImportedTable, rows: readonly PlainRow[]): Promise<void> {
  for (const [columns, alike] of byColumns(table, rows)) {
    for (const some of chunks(alike)) await setColumns(tx, table, columns, JSON.stringify(some))
  }
}

/** `json`: an array of rows with their ids. */
export async function setColumns(tx: Tx, table: ImportedTable, columns: readonly string[], json: string) {
  const set = Prisma.raw(
    checkedColumns(table, columns)
      .map((name) => `${quoted(name)} = r.${quoted(name)}`)
      .join(', '),
  )
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(quoted(table))} t SET ${set}
    FROM jsonb_populate_recordset(null::${Prisma.raw(quoted(table))}, ${json}::jsonb) r WHERE t."id" = r."id"`
}

export async function deleteRows(tx: Tx, table: ImportedTable, ids: readonly number[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${Prisma.raw(quoted(table))} WHERE "id" = ANY(${[...ids]}::int[])`
}

const snapshotsSchema = z.array(z.object({ id: z.number().int(), row: z.string() }))

/**
 * Rows as text, by id, locked until the end of the transaction. The text is the database's own canonical form: two
 * are equal exactly when the rows are, and no amount passes through a float.
 */
export async function snapshot(tx: Tx, table: ImportedTable, ids: readonly number[]): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  for (const some of chunks(ids)) {
    const rows = await tx.$queryRaw`
      SELECT t."id", (to_jsonb(t) - 'created_at')::text AS row FROM ${Prisma.raw(quoted(table))} t
      WHERE t."id" = ANY(${[...some]}::int[]) ORDER BY t."id" FOR UPDATE`
    for (const { id, row } of snapshotsSchema.parse(rows)) found.set(id, row)
  }
  return found
}

export function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE)
}

/** Rows that have the same columns, with these. */
function byColumns(table: ImportedTable, rows: readonly PlainRow[]): [readonly string[], PlainRow[]][] {
  const groups = new Map<string, PlainRow[]>()
  for (const row of rows) {
    const key = Object.keys(row)
      .filter((name) => name !== 'id')
      .toSorted()
      .join(',')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups].map(([key, alike]) => [checkedColumns(table, key.split(',')), alike])
}
