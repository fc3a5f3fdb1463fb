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

/** Ids for rows that will be made, so that their children can name them. */
export async function takeIds(tx: Tx, table: ImportedTable, count: number): Promise<number[]> {
  if (count === 0) return []
  const [taken] = wordsSchema.parse(
    await tx.$queryRaw`
      SELECT string_agg(nextval(pg_get_serial_sequence(${quoted(table)}, 'id'))::text, ' ') AS words
      FROM generate_series(1, ${count}::int)`,
  )
  return (taken?.words ?? '').split(' ').map(Number)
}

/** One value for thousands of rows: a row of its own for each takes the client longer than the database. */
const wordsSchema = z.array(z.object({ words: z.string().nullable() }))

/**
 * What a row is, short: two prints are equal exactly when the rows are, as far as a hash tells. `created_at` is no part
 * of what a row says.
 */
const PRINT = Prisma.raw(`md5((to_jsonb(t) - 'created_at')::text)`)

/** Prints by id. */
export type Prints = Map<number, string>

/** Makes rows that have their ids. */
export async function insertRows(tx: Tx, table: ImportedTable, rows: readonly PlainRow[]): Promise<Prints> {
  const prints: Prints = new Map()
  for (const [columns, alike] of byColumns(table, rows)) {
    const names = ['id', ...columns]
    for (const some of chunks(alike)) {
      const found = await tx.$queryRaw`
        WITH made AS (
          INSERT INTO ${Prisma.raw(quoted(table))} AS t (${listed(names)})
          SELECT ${listed(names)}
          FROM json_populate_recordset(null::${Prisma.raw(quoted(table))}, ${JSON.stringify(some)}::json)
          RETURNING t."id", ${PRINT} AS print
        ) SELECT string_agg("id" || ':' || print, ' ') AS words FROM made`
      takeDown(prints, found)
    }
  }
  return prints
}

/** Changes rows by their ids, each row the columns that it has. */
export async function updateRows(tx: Tx, table: ImportedTable, rows: readonly PlainRow[]): Promise<Prints> {
  for (const [columns, alike] of byColumns(table, rows)) {
    for (const some of chunks(alike)) await setColumns(tx, table, columns, JSON.stringify(some))
  }
  return await printsOf(
    tx,
    table,
    rows.map(({ id }) => Number(id)),
  )
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
    FROM json_populate_recordset(null::${Prisma.raw(quoted(table))}, ${json}::json) r WHERE t."id" = r."id"`
}

/** Rows as they are now, locked until the end of the transaction. */
export async function printsOf(tx: Tx, table: ImportedTable, ids: readonly number[]): Promise<Prints> {
  const prints: Prints = new Map()
  for (const some of chunks(ids)) {
    const found = await tx.$queryRaw`
      WITH held AS (
        SELECT t."id", ${PRINT} AS print FROM ${Prisma.raw(quoted(table))} t
        WHERE t."id" = ANY(${[...some]}::int[]) ORDER BY t."id" FOR UPDATE
      ) SELECT string_agg("id" || ':' || print, ' ') AS words FROM held`
    takeDown(prints, found)
  }
  return prints
}

function takeDown(prints: Prints, found: unknown): void {
  for (const { words } of wordsSchema.parse(found)) {
    for (const word of words === null ? [] : words.split(' ')) {
      const colon = word.indexOf(':')
      prints.set(Number(word.slice(0, colon)), word.slice(colon + 1))
    }
  }
}

export async function deleteRows(tx: Tx, table: ImportedTable, ids: readonly number[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${Prisma.raw(quoted(table))} WHERE "id" = ANY(${[...ids]}::int[])`
}

const snapshotsSchema = z.array(z.object({ id: z.number().int(), row: z.string() }))

/**
 * Rows as text, by id, locked until the end of the transaction. The text is the database's own canonical form, in which
 * no amount passes through a float: what puts a row back.
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
