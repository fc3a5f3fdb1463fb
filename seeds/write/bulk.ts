/**
 * Many rows in one statement with one parameter. Prisma's createMany binds every value of every row, which for the
 * history's thousands takes longer than all the rest of the demonstration together.
 */
import type { Tx } from '../../src/database/client.ts'

/** A row by the column names and enum values of the database; every row of a call has the same columns. */
type Row = Readonly<Record<string, string | number | boolean | null | Date | object>>

/** The tables that are large enough to need it. */
type Table =
  | 'report'
  | 'ledger_entry'
  | 'evaluation'
  | 'plate'
  | 'unit_month'
  | 'promotion_step'
  | 'promotion_funds'
  | 'reserve_step'

export async function insertRows(tx: Tx, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((column) => `"${column}"`)
    .join(', ')
  const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`
  await tx.$executeRawUnsafe(sql, JSON.stringify(rows))
}
