/**
 * What lies beneath the Prisma client, for the few things that Prisma does not do:
 * migrations, backups, locks of the whole database.
 */
import type { Db } from './client.ts'

/** One transaction on one connection, in plain SQL. */
export interface Connection {
  /** Runs one statement and gives its rows, as the driver reads them: cast to text or integer what must be exact. */
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly unknown[]>
  /** Runs a script of any number of statements. */
  script(sql: string): Promise<void>
}

export interface Database {
  readonly db: Db
  /** Embedded: PGlite in this process, one connection. Server: a PostgreSQL, any number of copies of the program. */
  readonly kind: 'embedded' | 'server'
  /** Runs `work` in one transaction of plain SQL; rolled back when it throws. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Closes the client and what is beneath it. Waits for a running transaction of the embedded database. */
  close(): Promise<void>
}
