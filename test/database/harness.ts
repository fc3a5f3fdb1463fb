/**
 * Databases for tests, empty and migrated. Each `open` gives a fresh one; what a test opened is closed after it,
 * what was opened in beforeAll after the block.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { describe, inject, onTestFinished, TestRunner } from 'vitest'
import type { Database } from '../../src/database/connection.ts'
import { embeddedDatabase, startParameters } from '../../src/database/embedded.ts'
import { openServer } from '../../src/database/server.ts'
import { makeLog } from '../../src/log.ts'
import { undoneLater } from '../support/undone-later.ts'
import { TEMPLATE } from './postgres-server.ts'
import { remember, restore } from './resettable.ts'

export type Open = () => Promise<Database>

/** Runs a block of tests twice: on PGlite and on a real PostgreSQL server. A test may find a database used again. */
export function forEachDatabase(name: string, block: (open: Open, kind: Database['kind']) => void): void {
  onEach(name, block, { embedded: () => reusable('embedded'), server: () => reusable('server') })
}

/** The same for tests that change more than rows: each opening makes a new database. */
export function forEachNewDatabase(name: string, block: (open: Open, kind: Database['kind']) => void): void {
  onEach(name, block, { embedded: openEmbeddedCopy, server: () => openServerClone() })
}

function onEach(
  name: string,
  block: (open: Open, kind: Database['kind']) => void,
  by: Readonly<Record<Database['kind'], Open>>,
): void {
  describe.each([
    { kind: 'embedded' as const, open: by.embedded },
    { kind: 'server' as const, open: by.server },
  ])(`${name} ($kind)`, ({ kind, open }) => block(open, kind))
}

/** Put back and waiting for the next test of this process, which goes through many files. */
const free: Record<Database['kind'], Database[]> = { embedded: [], server: [] }

/** One that is put back when it is closed, for the next who opens one. */
async function reusable(kind: Database['kind']): Promise<Database> {
  const database = free[kind].pop() ?? (await keptOne(kind))
  return givenBack(database, free[kind])
}

/** The database under a `close` that puts it back; done with the test, or with the file, when nobody calls it. */
export function givenBack(database: Database, to: Database[]): Database {
  let given = true
  const close = async () => {
    if (!given) return
    given = false
    await restore(database)
    to.push(database)
  }
  undoneLater(close)
  return { ...database, close }
}

async function keptOne(kind: Database['kind']): Promise<Database> {
  const database =
    kind === 'embedded'
      ? embeddedDatabase(await copyOfTemplate())
      : await openServer(await newServerDatabase({ lasts: 'run' }), makeLog('silent'))
  await remember(database)
  return database
}

/** One PGlite in memory, closed after the test or after the file. */
export async function openTestDatabase(): Promise<Database> {
  return reusable('embedded')
}

/** One database on the test's PostgreSQL server, cheaper than a PGlite. Closed after the test, as above. */
export async function openClone(): Promise<Database> {
  return reusable('server')
}

interface NewDatabase {
  /** Without the migrations. */
  readonly empty?: boolean
  /** Default: migrated and empty. */
  readonly template?: string
  /** `run`: it goes with the server. */
  readonly lasts?: 'test' | 'run'
}

/** A new database on the test server and its address; dropped after the test. */
export async function newServerDatabase(options: NewDatabase = {}): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = options.template ?? TEMPLATE
  await asAdmin(`CREATE DATABASE ${name}${options.empty === true ? '' : ` TEMPLATE ${template}`}`)
  if (options.lasts !== 'run' && TestRunner.getCurrentTest() !== undefined)
    onTestFinished(() => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`))
  return `${inject('serverUrl')}${name}`
}

/** A database without the migrations, and without any table. */
export async function openEmpty(kind: Database['kind']): Promise<Database> {
  const database = kind === 'embedded' ? await openEmbeddedCopy() : await openServerClone({ empty: true })
  if (kind === 'embedded') {
    await database.transaction((connection) => connection.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
  }
  return database
}

/** A PGlite in memory with the migrations, for what needs the driver itself. Closed after the test. */
export async function openPGlite(): Promise<PGlite> {
  const pglite = await copyOfTemplate()
  onTestFinished(() => pglite.close())
  return pglite
}

let template: Promise<Buffer> | undefined

async function copyOfTemplate(): Promise<PGlite> {
  template ??= readFile(inject('embeddedTemplate'))
  const loadDataDir = new Blob([new Uint8Array(await template)])
  return PGlite.create({ startParams: [...startParameters], loadDataDir })
}

async function openEmbeddedCopy(): Promise<Database> {
  return closedOnce(embeddedDatabase(await copyOfTemplate()))
}

async function openServerClone(options: { readonly empty?: boolean } = {}): Promise<Database> {
  const url = await newServerDatabase(options)
  return closedOnce(await openServer(url, makeLog('silent')))
}

/** A test may close its database itself. */
function closedOnce(database: Database): Database {
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= database.close()
    return closing
  }
  undoneLater(close)
  return { ...database, close }
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client(`${inject('serverUrl')}postgres`)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
