import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deployAsPrismaDoes, diffMigrationsToSchema } from '../../scripts/schema-engine.ts'
import type { Database } from '../../src/database/connection.ts'
import { embeddedDatabase } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type Migration, migrationsFolder, readMigrations } from '../../src/database/migration-files.ts'
import { openServer } from '../../src/database/server.ts'
import { makeLog } from '../../src/log.ts'
import { forEachNewDatabase, newServerDatabase, openEmpty, openPGlite } from './harness.ts'

const all = await readMigrations()
const names = all.map((migration) => migration.name)

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

function records(database: Database): Promise<readonly unknown[]> {
  return database.transaction((connection) =>
    connection.rows(
      `SELECT migration_name, checksum, finished_at >= started_at AS finished, rolled_back_at, logs, applied_steps_count,
              length(id) AS id FROM _prisma_migrations ORDER BY migration_name`,
    ),
  )
}

function execute(database: Database, sql: string): Promise<void> {
  return database.transaction((connection) => connection.script(sql))
}

forEachNewDatabase('the migrations', (open, kind) => {
  test('make an empty database ready, are recorded as Prisma records them, and are not repeated', async () => {
    const database = await openEmpty(kind)
    expect(await migrate(database)).toEqual(names)
    expect(await migrate(database)).toEqual([])
    expect(await database.db.district.count()).toBe(0)
    const expected = await Promise.all(
      names.map(async (name) => ({
        migration_name: name,
        checksum: createHash('sha256')
          .update(await readFile(join(migrationsFolder, name, 'migration.sql')))
          .digest('hex'),
        finished: true,
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
        id: 36,
      })),
    )
    expect(await records(database)).toEqual(expected)
  })

  test('are each all or nothing: what failed leaves no trace and can be tried again', async () => {
    const database = await open()
    const broken = [...all, migration('99990101000000_broken', 'CREATE TABLE half (id int); SELECT 1/0')]
    await expect(migrate(database, { migrations: broken })).rejects.toThrow('division by zero')
    expect(await records(database)).toHaveLength(all.length)
    const mended = [...all, migration('99990101000000_broken', 'CREATE TABLE half (id int)')]
    expect(await migrate(database, { migrations: mended })).toEqual(['99990101000000_broken'])
  })

  test('announce a change to a database that is in use, and only that', async () => {
    let announced = 0
    const beforeChange = () => {
      announced += 1
      return Promise.resolve()
    }
    const empty = await openEmpty(kind)
    await migrate(empty, { beforeChange })
    await migrate(empty, { beforeChange })
    expect(announced).toBe(0)
    const next = [...all, migration('99990101000000_a', 'SELECT 1'), migration('99990102000000_b', 'SELECT 1')]
    await migrate(empty, { beforeChange, migrations: next })
    expect(announced).toBe(1)
  })

  test('stop the start when the database is newer than the program', async () => {
    const database = await open()
    await migrate(database, { migrations: [...all, migration('99990101000000_later', 'SELECT 1')] })
    await expect(migrate(database)).rejects.toThrow('数据库比程序新（有程序不认识的升级步骤 99990101000000_later）')
  })

  test('stop the start when a file was changed after it had been applied', async () => {
    const database = await open()
    const changed = all.map((each, index) => (index === 1 ? migration(each.name, `${each.sql}\n-- changed`) : each))
    await expect(migrate(database, { migrations: changed })).rejects.toThrow(
      `升级步骤 ${names[1]} 的文件在执行之后被改过`,
    )
  })

  test('take a file with the line ends of Windows for the same', async () => {
    const database = await open()
    const windows = all.map((each) => migration(each.name, each.sql.replaceAll('\n', '\r\n')))
    expect(await migrate(database, { migrations: windows })).toEqual([])
  })

  test('stop the start when another tool left one half done', async () => {
    const database = await open()
    await execute(database, `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${names[1]}'`)
    await expect(migrate(database)).rejects.toThrow(`${names[1]} 没有做完`)
  })
})

describe('the migrations', () => {
  test('make what the schema says', async () => {
    expect((await diffMigrationsToSchema()).trim()).toBe('-- This is an empty migration.')
  })

  test('are recorded so that prisma migrate deploy finds nothing to do', async () => {
    expect(await deployAsPrismaDoes(await openPGlite())).toEqual([])
  })

  test('applied by prisma migrate deploy are known to the program', async () => {
    const pglite = await openPGlite()
    await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    expect(await deployAsPrismaDoes(pglite)).toEqual(names)
    expect(await migrate(embeddedDatabase(pglite))).toEqual([])
  })

  test('are applied once when twenty copies start at the same time', async () => {
    const url = await newServerDatabase({ empty: true })
    const copies = await Promise.all(Array.from({ length: 20 }, () => openServer(url, makeLog('silent'))))
    try {
      const applied = await Promise.all(copies.map((database) => migrate(database)))
      expect(applied.flat().sort()).toEqual(names)
      const [first] = copies
      expect(first === undefined ? [] : await records(first)).toHaveLength(names.length)
    } finally {
      await Promise.all(copies.map((database) => database.close()))
    }
  })
})
