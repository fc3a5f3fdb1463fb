/** The way back from an import: every row as it was, unless somebody has built on it since. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { chunks, deleteRows, setColumns, snapshot } from './bulk.ts'
import type { JournalEntry } from './journal.ts'
import { type ImportedTable, importedTables, tableOrder } from './operations.ts'
import { showTable } from './table-words.ts'

/** Something that came after the import and stands on it: "示例甲：后来又改过", "示例乙：已有旬报 2 条". */
export type Obstacle = string

/** Puts everything back; with obstacles nothing is touched and they are given. */
export async function takeBack(tx: Tx, journal: readonly JournalEntry[]): Promise<Obstacle[]> {
  const obstacles = [
    ...(await changedSince(tx, journal)),
    ...(await plansSince(tx, journal)),
    ...(await builtUpon(tx, journal)),
  ]
  if (obstacles.length > 0) return obstacles
  for (const table of tableOrder.toReversed()) {
    const own = journal.filter((entry) => entry.table === table)
    await deleteRows(
      tx,
      table,
      own.filter(({ before }) => before === null).map(({ id }) => id),
    )
    const rows = own.flatMap(({ before }) => (before === null ? [] : [before]))
    for (const some of chunks(rows)) await setColumns(tx, table, importedTables[table], `[${some.join(',')}]`)
  }
  return []
}

async function changedSince(tx: Tx, journal: readonly JournalEntry[]): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  for (const table of tableOrder) {
    const own = journal.filter((entry) => entry.table === table)
    const now = await snapshot(
      tx,
      table,
      own.map(({ id }) => id),
    )
    for (const { id, label, after } of own)
      if (now.get(id) !== after) obstacles.push(`${label}：${showTable(table)}后来又改过`)
  }
  return obstacles
}

/** A plan of the year that was set later has a row of its own, which would stay in force when the import's goes. */
async function plansSince(tx: Tx, journal: readonly JournalEntry[]): Promise<Obstacle[]> {
  const own = new Map(journal.filter(({ table }) => table === 'annual_plan').map(({ id, label }) => [id, label]))
  if (own.size === 0) return []
  const ids = [...own.keys()]
  const rows = await tx.$queryRaw`
    SELECT DISTINCT own."id" FROM "annual_plan" own
    JOIN "annual_plan" later ON later."project_id" = own."project_id" AND later."year" = own."year"
    WHERE own."id" = ANY(${ids}::int[]) AND later."id" > own."id" AND NOT (later."id" = ANY(${ids}::int[]))
    ORDER BY 1`
  return idsSchema.parse(rows).map(({ id }) => `${own.get(id) ?? ''}：后来又调整过`)
}

const idsSchema = z.array(z.object({ id: z.number().int() }))
const referencesSchema = z.array(z.object({ child: z.string(), column: z.string() }))
const countsSchema = z.array(z.object({ id: z.number().int(), count: z.number().int() }))

/** Rows of any table that point at what the import made, without those that it made itself. */
async function builtUpon(tx: Tx, journal: readonly JournalEntry[]): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  const madeIn = (table: string): JournalEntry[] =>
    journal.filter((entry) => entry.table === table && entry.before === null)
  for (const table of tableOrder) {
    const made = madeIn(table)
    if (made.length === 0) continue
    const labels = new Map(made.map(({ id, label }) => [id, label]))
    for (const { child, column } of await referencesTo(tx, table)) {
      const own = madeIn(child).map(({ id }) => id)
      const counts = await countReferences(tx, { child, column }, [...labels.keys()], own)
      for (const { id, count } of counts) obstacles.push(`${labels.get(id) ?? ''}：已有${showTable(child)} ${count} 条`)
    }
  }
  return obstacles
}

/** The database knows who refers to a table, also tables that come later than this file. */
async function referencesTo(tx: Tx, table: ImportedTable) {
  const rows = await tx.$queryRaw`
    SELECT c.conrelid::regclass::text AS child, a.attname::text AS column
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = ${`"${table}"`}::regclass ORDER BY 1, 2`
  return referencesSchema.parse(rows)
}

async function countReferences(
  tx: Tx,
  { child, column }: { child: string; column: string },
  ids: readonly number[],
  without: readonly number[],
) {
  // Both names come from the database's own catalogue; a table without an id of its own cannot be ours.
  const at = Prisma.raw(`"${column}"`)
  const others = without.length === 0 ? Prisma.empty : Prisma.sql`AND NOT ("id" = ANY(${[...without]}::int[]))`
  const rows = await tx.$queryRaw`
    SELECT ${at} AS id, count(*)::int AS count FROM ${Prisma.raw(child)}
    WHERE ${at} = ANY(${[...ids]}::int[]) ${others} GROUP BY 1 ORDER BY 1`
  return countsSchema.parse(rows)
}
