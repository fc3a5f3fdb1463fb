/** Prisma's schema engine (WebAssembly) without its command line: what is missing in the migrations to make the schema. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import * as engineGlue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { migrationsFolder, readMigrations } from '../src/database/migration-files.ts'

const schemaFolder = fileURLToPath(new URL('../prisma/schema', import.meta.url))

/**
 * The SQL that leads from the migrations to prisma/schema/; a comment that it is empty when they agree.
 * What the schema language cannot say (triggers, functions) is not compared.
 */
export async function diffMigrationsToSchema(): Promise<string> {
  const shadow = await PGlite.create()
  try {
    return await withEngine(shadow, async (engine) => {
      const result = await engine.diff({
        from: { tag: 'migrations', ...(await migrationList()) },
        to: { tag: 'schemaDatamodel', files: await readSchema() },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      })
      return result.stdout ?? ''
    })
  } finally {
    await shadow.close()
  }
}

/** What `prisma migrate deploy` does: applies what it thinks is missing, and gives the names. */
export function deployAsPrismaDoes(pglite: PGlite): Promise<string[]> {
  return withEngine(pglite, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: await migrationList(), filters: NO_FILTERS })
    return result.appliedMigrationNames
  })
}

const NO_FILTERS = { externalTables: [], externalEnums: [] }

async function readSchema() {
  const names = (await readdir(schemaFolder)).sort()
  return await Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(schemaFolder, path), 'utf8') })),
  )
}

async function withEngine<T>(pglite: PGlite, use: (engine: engineGlue.SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine()
  await loaded
  const datamodels = (await readSchema()).map(({ path, content }): [string, string] => [path, content])
  const adapter = bindMigrationAwareSqlAdapterFactory(factoryFor(pglite))
  const engine = await engineGlue.SchemaEngine.new({ datamodels }, () => undefined, adapter)
  try {
    return await use(engine)
  } finally {
    engine.free()
  }
}

/** The part of the WebAssembly API used here; the compiler's library for Node does not describe it. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loaded: Promise<void> | undefined

/** Node 20 cannot import WebAssembly as a module, so the glue code gets its instance by hand. It holds only one. */
async function loadEngine(): Promise<void> {
  const file = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(
    /\.js$/,
    '.wasm',
  )
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': engineGlue })
  engineGlue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

function factoryFor(pglite: PGlite) {
  const adapter = new PrismaPGlite(pglite)
  const connect = async (): Promise<SqlDriverAdapter> => {
    const connection = await adapter.connect()
    return Object.assign(connection, {
      // The adapter's own does not wait for the script, so an error in it would go unseen.
      executeScript: async (script: string) => {
        await pglite.exec(script)
      },
    })
  }
  return { provider: 'postgres' as const, adapterName: adapter.adapterName, connect, connectToShadowDb: connect }
}

async function migrationList() {
  const migrations = await readMigrations()
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map((migration) => ({
      path: migration.name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: migration.sql } },
    })),
  }
}
