/** Restores a backup into an empty database, embedded or server: also the way to grow from one to the other. */
import { z } from 'zod'
import { ConfigError } from '../errors.ts'
import { type BackupHeader, checkBackup, readBackupLines } from './backup-format.ts'
import type { Connection, Database } from './connection.ts'
import { appliedMigrations, lockMigrations, migrate } from './migrate.ts'
import { type Migration, matchesChecksum, readMigrations } from './migration-files.ts'
import { countRows, quoted, readTables, type Table } from './tables.ts'

/** Rows put in at a time. */
const BATCH = 500

/**
 * Restores the whole backup in one transaction and brings the database to the program's version.
 * @throws ConfigError (one Chinese line) when the file is damaged or from a newer program, or the database is not
 * empty; then nothing was changed.
 */
export async function restoreBackup(database: Database, file: string): Promise<BackupHeader> {
  const header = await checkBackup(file)
  const migrations = migrationsOf(header, await readMigrations())
  await database.transaction((connection) => refuseUnlessEmpty(connection, migrations.length))
  // The tables as they were when the backup was made; later migrations then change its rows as they did elsewhere.
  await migrate(database, { migrations })
  await database.transaction(async (connection) => {
    await lockMigrations(connection)
    await refuseUnlessEmpty(connection, migrations.length)
    await loadRows(connection, header, file)
    await restoreSequences(connection, header)
  })
  await migrate(database)
  return header
}

function migrationsOf(header: BackupHeader, known: readonly Migration[]): Migration[] {
  return header.migrations.map((recorded, index) => {
    const migration = known[index]
    if (migration === undefined || migration.name !== recorded.name || !matchesChecksum(migration, recorded.checksum)) {
      throw new ConfigError(`备份来自更新的程序（升级步骤 ${recorded.name}）：请用同样新或更新的程序恢复`)
    }
    return migration
  })
}

async function refuseUnlessEmpty(connection: Connection, migrations: number): Promise<void> {
  for (const { name } of await readTables(connection)) {
    const rows = await countRows(connection, name)
    if (rows > 0) {
      throw new ConfigError(`目标数据库不是空的（${name} 有 ${rows} 行）：请换一个空的 DATA_DIR 或 DATABASE_URL 再恢复`)
    }
  }
  if ((await appliedMigrations(connection)) > migrations) {
    throw new ConfigError('目标数据库的版本比备份新：请换一个从未启动过的 DATA_DIR 或 DATABASE_URL 再恢复')
  }
}

async function loadRows(connection: Connection, header: BackupHeader, file: string): Promise<void> {
  const tables = new Map((await readTables(connection)).map((table) => [table.name, table]))
  const lines = readBackupLines(file)
  // The header, read already.
  await lines.next()
  for (const { name, columns, rows } of header.tables) {
    const table = tables.get(name)
    if (table === undefined || table.columns.map((column) => column.name).join() !== columns.join()) {
      throw new ConfigError(`备份里的表 ${name} 与程序的不同：请用做备份的程序恢复`)
    }
    await loadTable(connection, table, rows, lines)
    const found = await countRows(connection, name)
    if (found !== rows) throw new Error(`table ${name}: ${rows} rows in the backup, ${found} in the database`)
  }
  // Drains to the last line, which is checked as it passes.
  for await (const line of lines) throw new Error(`a row too many in the backup: ${line.length} characters`)
}

async function loadTable(connection: Connection, table: Table, rows: number, lines: AsyncGenerator<string>) {
  const names = table.columns.map((column) => quoted(column.name)).join(', ')
  const values = table.columns.map((column, index) => `(r.value->>${index})::${column.type}`).join(', ')
  const insert = `INSERT INTO ${quoted(table.name)} (${names})
    SELECT ${values} FROM json_array_elements($1::json) WITH ORDINALITY AS r(value, place) ORDER BY r.place`
  // Rows that refer to each other go in with one statement: only at its end are the references looked at.
  const size = table.refersToItself ? rows : BATCH
  for (let done = 0; done < rows; ) {
    const batch: string[] = []
    while (batch.length < size && done + batch.length < rows) {
      const line = await lines.next()
      if (line.done === true) throw new Error(`table ${table.name}: rows are missing in the backup`)
      batch.push(line.value)
    }
    await connection.rows(insert, [`[${batch.join(',')}]`])
    done += batch.length
  }
}

async function restoreSequences(connection: Connection, header: BackupHeader): Promise<void> {
  for (const { name, last, called } of header.sequences) {
    const rows = await connection.rows('SELECT setval($1::regclass, $2::bigint, $3::boolean)::text AS value', [
      quoted(name),
      last,
      called,
    ])
    z.tuple([z.object({ value: z.literal(last) })]).parse(rows)
  }
}
