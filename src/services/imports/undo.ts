/** The way back from an import: every row as it was, unless somebody has built on it since. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { showTenDay, tenDay } from '../../domain/period.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { chunks, deleteRows, printsOf, setColumns } from './bulk.ts'
import type { JournalEntry } from './journal.ts'
import { type ImportedTable, importedTables, tableOrder } from './operations.ts'
import { showTable } from './table-words.ts'

/** Something that came after the import and stands on it: "示例甲：后来又改过", "示例乙：已有旬报 2 条". */
export type Obstacle = string

/** Puts everything back; with obstacles nothing is touched and they are given. */
export async function takeBack(tx: Tx, journal: readonly JournalEntry[], writtenAt: Date): Promise<Obstacle[]> {
  const obstacles = [
    ...(await lockedSince(tx, journal, writtenAt)),
    ...(await changedSince(tx, journal)),
    ...(await setSince(tx, journal)),
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
    const now = await printsOf(
      tx,
      table,
      own.map(({ id }) => id),
    )
    for (const { id, label, after } of own)
      if (now.get(id) !== after) obstacles.push(`${label}：${showTable(table)}后来又改过`)
  }
  return obstacles
}

/** Rows that hold together: a later one of the same kind was set on top of the import's. */
const SERIES: ReadonlyMap<ImportedTable, { readonly same: readonly string[]; readonly words: string }> = new Map([
  ['annual_plan', { same: ['project_id', 'year'], words: '后来又调整过' }],
  ['target_point', { same: ['project_id', 'period'], words: '后来又定过' }],
  ['ledger_entry', { same: ['project_id', 'year'], words: '后来又报过或更正过' }],
  ['assignment', { same: ['project_id', 'kind'], words: '后来又换过' }],
])

/** What was set later has a row of its own: it would stand there without what it was reckoned from. */
async function setSince(tx: Tx, journal: readonly JournalEntry[]): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  for (const [table, { same, words }] of SERIES) {
    const own = new Map(journal.filter((entry) => entry.table === table).map(({ id, label }) => [id, label]))
    if (own.size === 0) continue
    const ids = [...own.keys()]
    const on = Prisma.raw(same.map((name) => `later."${name}" = own."${name}"`).join(' AND '))
    const name = Prisma.raw(`"${table}"`)
    const rows = await tx.$queryRaw`
      SELECT DISTINCT own."id" FROM ${name} own JOIN ${name} later ON ${on}
      WHERE own."id" = ANY(${ids}::int[]) AND later."id" > own."id" AND NOT (later."id" = ANY(${ids}::int[]))
      ORDER BY 1`
    obstacles.push(...idsSchema.parse(rows).map(({ id }) => `${own.get(id) ?? ''}：${words}`))
  }
  return obstacles
}

/** Figures that a 旬 has been locked with since stay as they were published (rules.md §4). */
async function lockedSince(tx: Tx, journal: readonly JournalEntry[], writtenAt: Date): Promise<Obstacle[]> {
  const ids = journal.flatMap(({ table, id }) => (table === 'ledger_entry' ? [id] : []))
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw`
    SELECT DISTINCT locked."code" FROM "ledger_entry" own JOIN "project" p ON p."id" = own."project_id"
    JOIN "period" locked ON locked."district_id" = p."district_id" AND locked."code" >= own."period"
    WHERE own."id" = ANY(${ids}::int[]) AND locked."locked_at" > ${writtenAt} ORDER BY 1`
  return z
    .array(z.object({ code: z.string() }))
    .parse(rows)
    .map(({ code }) => `年度累计：${showTenDay(tenDay(code))}已按它锁定`)
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
