/**
 * Development: writes the next migration, as the difference between prisma/migrations and prisma/schema/.
 * Run: node --import tsx scripts/migration-diff.ts a_name_for_it
 * Read what it wrote before you commit it; the engine does not know of hand-written triggers and functions.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationsFolder } from '../src/database/migration-files.ts'
import { diffMigrationsToSchema } from './schema-engine.ts'

const name = process.argv[2]
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write(
    'Give the migration a name in small letters: node --import tsx scripts/migration-diff.ts add_x\n',
  )
  process.exit(2)
}
const difference = await diffMigrationsToSchema()
// The schema "public" is there; to ask for it again needs a right that a managed server does not always give.
const sql = difference.replace(/^-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/, '').trim()
if (sql === '' || sql === '-- This is an empty migration.') {
  process.stdout.write('The migrations already make the schema; nothing was written.\n')
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), `${sql}\n`)
  process.stdout.write(`Written: prisma/migrations/${stamp}_${name}/migration.sql\n`)
}
