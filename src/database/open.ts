/** Opens the database that the configuration names and brings it to the program's version. */
import type { Log } from '../log.ts'
import { backupFile, writeBackup } from './backup.ts'
import type { Database } from './connection.ts'
import { openEmbedded } from './embedded-folder.ts'
import { migrate } from './migrate.ts'

export type { Database } from './connection.ts'

export interface OpenOptions {
  /** A PostgreSQL server (≥ 14). Empty: the embedded database in `dataDir`/pg. */
  readonly databaseUrl?: string | null
  readonly dataDir: string
  readonly log: Log
}

/**
 * Opens the database, ready to use: all migrations applied.
 * @throws ConfigError (one Chinese line) when it cannot be used as it is.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { dataDir, log } = options
  const database = await openUnmigrated(options)
  try {
    const applied = await migrate(database, {
      // A server has its own backups, and perhaps more rows than should be copied at a start.
      beforeChange: database.kind === 'embedded' ? () => backUp(database, dataDir, log) : () => Promise.resolve(),
    })
    if (applied.length > 0) log.info({ applied }, 'migrations applied')
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Opens the database as it is: for a restore, which wants it empty. */
export async function openUnmigrated(options: OpenOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options
  if (databaseUrl === undefined || databaseUrl === null || databaseUrl === '') return openEmbedded({ dataDir, log })
  // Loaded only when wanted, as the platforms are: what nobody uses must not lengthen every start.
  const { openServer } = await import('./server.ts')
  return openServer(databaseUrl, log)
}

async function backUp(database: Database, dataDir: string, log: Log): Promise<void> {
  const file = backupFile(dataDir, 'before-upgrade')
  await writeBackup(database, file)
  log.info({ file }, 'backup before migrations')
}
