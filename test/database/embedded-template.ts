/** A migrated PGlite in a file: to start a test from it takes a fifth of a second instead of four. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { embeddedDatabase, startParameters } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migration-files.ts'

const cache = fileURLToPath(new URL('../.tmp', import.meta.url))

/** The tar file; made when the migrations have changed since the last time. */
export async function embeddedTemplate(): Promise<string> {
  const migrations = await readMigrations()
  const hash = createHash('sha256')
  for (const migration of migrations) hash.update(migration.checksum)
  const name = `embedded-${hash.digest('hex').slice(0, 16)}.tar`
  const file = join(cache, name)
  if (existsSync(file)) return file
  await mkdir(cache, { recursive: true })
  // Two runs may make it at once: each writes aside, the last one wins, both are the same.
  const aside = join(cache, `${name}.${randomUUID()}`)
  await writeFile(aside, await makeTemplate())
  await rename(aside, file)
  for (const old of await readdir(cache)) {
    if (old.startsWith('embedded-') && old.endsWith('.tar') && old !== name) await rm(join(cache, old), { force: true })
  }
  return file
}

/** Small on purpose (short log segments, no second empty database): most of the time of a start is copying it. */
async function makeTemplate(): Promise<Uint8Array> {
  const pglite = await PGlite.create({ startParams: [...startParameters], initDbStartParams: ['--wal-segsize=1'] })
  const database = embeddedDatabase(pglite)
  await migrate(database)
  for (const name of ['template0', 'template1']) {
    await pglite.exec(`ALTER DATABASE ${name} IS_TEMPLATE false`)
    await pglite.exec(`DROP DATABASE ${name}`)
  }
  await pglite.exec('VACUUM FULL')
  await pglite.exec('CHECKPOINT')
  const tar = await pglite.dumpDataDir('none')
  await database.close()
  return new Uint8Array(await tar.arrayBuffer())
}
