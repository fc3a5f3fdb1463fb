/** A Database over a PostgreSQL server. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'
import type { Log } from '../log.ts'
import { createClient } from './client.ts'
import type { Connection, Database } from './connection.ts'

/** PostgreSQL 14, as server_version_num gives it. */
const OLDEST = 140000

/**
 * Connects to the server of DATABASE_URL.
 * @throws ConfigError when the address is wrong, nobody answers, or the server is older than 14.
 */
export async function openServer(databaseUrl: string, log: Log): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'saima',
    max: 10,
    connectionTimeoutMillis: 10_000,
    // The adapter writes and reads instants without an offset: the session must be in UTC whatever the server's zone.
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'")
    },
  })
  // A connection that breaks while nobody uses it; the pool opens another one.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'))
  try {
    await checkVersion(pool)
  } catch (error) {
    await pool.end()
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`DATABASE_URL 连不上数据库（${whereOf(databaseUrl)}）：${messageOf(error)}`, { cause: error })
  }
  const db = createClient(new PrismaPg(pool, { disposeExternalPool: false }))
  return {
    db,
    kind: 'server',
    transaction: (work) => inTransaction(pool, work),
    async close() {
      await db.$disconnect()
      await pool.end()
    },
  }
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("SELECT current_setting('server_version_num')::int AS version")
  const [row] = z.tuple([z.object({ version: z.number() })]).parse(rows)
  if (row.version < OLDEST) {
    throw new ConfigError(
      `DATABASE_URL 的 PostgreSQL 版本太旧（${Math.floor(row.version / 10_000)}），要 14 或更新的版本`,
    )
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('BEGIN')
    const result = await work({
      rows: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows,
      script: async (sql) => {
        await client.query(sql)
      },
    })
    await client.query('COMMIT')
    return result
  } catch (error) {
    // When even the rollback fails the connection is gone, and must not go back into the pool.
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Host, port and database of the address, without the password. */
function whereOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return '地址写法不对'
  const url = new URL(databaseUrl)
  return `${url.host}${url.pathname}`
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : '没有回应'
}
