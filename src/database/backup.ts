/** Writes a backup: one consistent state of the whole database in one file (backup-format.ts). */
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { type BackupHeader, lineDigest } from './backup-format.ts'
import type { Connection, Database } from './connection.ts'
import { syncFolder } from './durable-files.ts'
import { countRows, quoted, readSequences, readTables, type Table } from './tables.ts'

/** Rows fetched at a time. */
const BATCH = 1000

/** How values are written as text must not hang on the server's settings. The session is in UTC already. */
const SETTINGS = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL search_path = public`

/** Where backups lie, and the name of one made now: saima-20230908-085800.jsonl.gz (UTC+8). */
export function backupFile(dataDir: string, label = 'saima', wall: Date = new Date()): string {
  const stamp = new Date(wall.getTime() + 8 * 3_600_000)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace('T', '-')
    .slice(0, 15)
  return join(dataDir, 'backups', `${label}-${stamp}.jsonl.gz`)
}

/**
 * Writes the backup and gives its header. The file appears under its name only when it is whole and on the disk;
 * it holds personal data and is readable by its owner only.
 */
export async function writeBackup(database: Database, file: string): Promise<BackupHeader> {
  await mkdir(dirname(file), { recursive: true })
  const making = `${file}.making`
  try {
    const header = await database.transaction(async (connection) => {
      await connection.script(SETTINGS)
      const tables = await readTables(connection)
      const made = await makeHeader(connection, tables)
      await pipeline(
        Readable.from(backupLines(connection, tables, made)),
        createGzip(),
        createWriteStream(making, { mode: 0o600 }),
      )
      return made
    })
    await syncFile(making)
    await rename(making, file)
    syncFolder(dirname(file))
    return header
  } catch (error) {
    await rm(making, { force: true })
    throw error
  }
}

async function makeHeader(connection: Connection, tables: readonly Table[]): Promise<BackupHeader> {
  const described: BackupHeader['tables'] = []
  for (const { name, columns } of tables) {
    described.push({ name, columns: columns.map((column) => column.name), rows: await countRows(connection, name) })
  }
  const migrations = await connection.rows(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name COLLATE "C"`,
  )
  return {
    format: 'saima-backup',
    version: 1,
    madeAt: new Date().toISOString(),
    migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).parse(migrations),
    tables: described,
    sequences: await readSequences(connection),
  }
}

async function* backupLines(connection: Connection, tables: readonly Table[], header: BackupHeader) {
  const digest = lineDigest()
  const first = JSON.stringify(header)
  digest.add(first)
  yield `${first}\n`
  for (const table of tables) {
    for await (const line of rowLines(connection, table)) {
      digest.add(line)
      yield `${line}\n`
    }
  }
  yield `${JSON.stringify({ sha256: digest.hex() })}\n`
}

async function* rowLines(connection: Connection, table: Table): AsyncGenerator<string> {
  const values = table.columns.map((column) => `${quoted(column.name)}::text`).join(', ')
  const order = table.key.length === 0 ? '' : ` ORDER BY ${table.key.map(quoted).join(', ')}`
  await connection.script(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT json_build_array(${values})::text AS line FROM ${quoted(table.name)}${order}`,
  )
  for (;;) {
    const rows = await connection.rows(`FETCH ${BATCH} FROM backup_rows`)
    for (const row of z.array(z.object({ line: z.string() })).parse(rows)) yield row.line
    if (rows.length < BATCH) break
  }
  await connection.script('CLOSE backup_rows')
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
