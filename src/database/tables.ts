/** The tables of the database as they are, in an order in which rows can be put in: the referred ones first. */
import { z } from 'zod'
import type { Connection } from './connection.ts'

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  key: z.array(z.string()),
  /** The other tables that its rows refer to. */
  refersTo: z.array(z.string()),
  /** Its rows refer to each other (a district to its city). */
  refersToItself: z.boolean(),
})
export type Table = z.output<typeof tableSchema>

const sequenceSchema = z.object({ name: z.string(), last: z.string(), called: z.boolean() })
/** The state of a counter; `last` as text, it may pass what a JavaScript number holds. */
export type Sequence = z.output<typeof sequenceSchema>

const TABLES = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text AS columns,
    (SELECT coalesce(json_agg(a.attname ORDER BY array_position(i.indkey, a.attnum)), '[]')
       FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = c.oid AND i.indisprimary)::text AS key,
    (SELECT coalesce(json_agg(DISTINCT f.confrelid::regclass::text), '[]')
       FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid)::text AS refers_to,
    EXISTS (SELECT 1 FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid = c.oid) AS itself
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
  ORDER BY c.relname COLLATE "C"`

const tableRows = z.array(
  z
    .object({ name: z.string(), columns: z.string(), key: z.string(), refers_to: z.string(), itself: z.boolean() })
    .transform((row) =>
      tableSchema.parse({
        name: row.name,
        columns: JSON.parse(row.columns),
        key: JSON.parse(row.key),
        refersTo: JSON.parse(row.refers_to),
        refersToItself: row.itself,
      }),
    ),
)

/** All tables but Prisma's own, each after the tables that it refers to. */
export async function readTables(connection: Connection): Promise<Table[]> {
  const waiting = tableRows.parse(await connection.rows(TABLES))
  const ordered: Table[] = []
  const placed = new Set<string>()
  while (waiting.length > 0) {
    const index = waiting.findIndex((table) => table.refersTo.every((name) => placed.has(name)))
    const [next] = waiting.splice(index, index === -1 ? 0 : 1)
    if (next === undefined) throw new Error(`tables refer to each other in a circle: ${waiting.map((t) => t.name)}`)
    ordered.push(next)
    placed.add(next.name)
  }
  return ordered
}

export async function countRows(connection: Connection, table: string): Promise<number> {
  const rows = await connection.rows(`SELECT count(*)::int AS count FROM ${quoted(table)}`)
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count
}

/** The counters behind the ids, so that a restored database does not give an id a second time. */
export async function readSequences(connection: Connection): Promise<Sequence[]> {
  const names = z.array(z.object({ name: z.string() })).parse(
    await connection.rows(
      `SELECT relname AS name FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname COLLATE "C"`,
    ),
  )
  const sequences: Sequence[] = []
  for (const { name } of names) {
    const rows = await connection.rows(`SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`)
    sequences.push({ name, ...z.tuple([sequenceSchema.omit({ name: true })]).parse(rows)[0] })
  }
  return sequences
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
