/**
 * Applies the program's migrations at start: in order, one transaction each, under a lock, and recorded in
 * `_prisma_migrations` exactly as Prisma does it, so that `prisma migrate deploy` and the program agree.
 * A migration therefore must be able to run inside a transaction (no CREATE INDEX CONCURRENTLY).
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'
import type { Connection, Database } from './connection.ts'
import { type Migration, matchesChecksum, readMigrations } from './migration-files.ts'

/** Prisma's own lock number: its `migrate deploy` and several copies of the program wait for each other. */
const LOCK = 72707369

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`

const recordSchema = z.array(z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() }))

export interface MigrateOptions {
  /** Default: the program's own. */
  readonly migrations?: readonly Migration[]
  /** Runs once, before the first migration that changes a database which already had some. */
  readonly beforeChange?: () => Promise<void>
}

/**
 * Brings the database to the program's version and gives the names of the migrations applied now.
 * @throws ConfigError (one Chinese line) when the database is newer than the program, a migration's file was
 * changed after it had been applied, or one was left half done by another tool.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = options.migrations ?? (await readMigrations())
  const done = await database.transaction((connection) => readHistory(connection, migrations))
  if (done === migrations.length) return []
  if (done > 0) await options.beforeChange?.()
  const applied: string[] = []
  for (;;) {
    const name = await database.transaction((connection) => applyNext(connection, migrations))
    if (name === null) return applied
    applied.push(name)
  }
}

/** Held to the end of the transaction: whoever comes second sees what the first one has written. */
export async function lockMigrations(connection: Connection): Promise<void> {
  await connection.script(`SELECT pg_advisory_xact_lock(${LOCK})`)
}

/** How many migrations the database has, ours or not; 0 when it is new. */
export async function appliedMigrations(connection: Connection): Promise<number> {
  await connection.script(CREATE_TABLE)
  const rows = await connection.rows(
    `SELECT count(*)::int AS count FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  )
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count
}

/** How many of the migrations are in the database, after checking that its history is the beginning of ours. */
async function readHistory(connection: Connection, migrations: readonly Migration[]): Promise<number> {
  await lockMigrations(connection)
  await connection.script(CREATE_TABLE)
  const records = recordSchema.parse(
    await connection.rows(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
         FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
    ),
  )
  for (const [index, record] of records.entries()) checkRecord(record, migrations[index])
  return records.length
}

function checkRecord(record: z.output<typeof recordSchema>[number], expected: Migration | undefined): void {
  if (!record.finished) {
    throw new ConfigError(`数据库的升级步骤 ${record.name} 没有做完：请用 prisma migrate resolve 处理后再启动`)
  }
  if (expected === undefined || expected.name !== record.name) {
    throw new ConfigError(
      `数据库比程序新（有程序不认识的升级步骤 ${record.name}）：请换用更新的程序，或换一个空库恢复旧备份`,
    )
  }
  if (!matchesChecksum(expected, record.checksum)) {
    throw new ConfigError(`升级步骤 ${record.name} 的文件在执行之后被改过：请恢复 prisma/migrations 里的原文件再启动`)
  }
}

async function applyNext(connection: Connection, migrations: readonly Migration[]): Promise<string | null> {
  const next = migrations[await readHistory(connection, migrations)]
  if (next === undefined) return null
  await connection.script(next.sql)
  await connection.rows(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), next.checksum, next.name],
  )
  return next.name
}
