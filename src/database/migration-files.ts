/** The migrations that this program carries: prisma/migrations/<name>/migration.sql, in order of their names. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectPath } from '../root.ts'

export interface Migration {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, as Prisma records it. */
  readonly checksum: string
}

/** Where the program's own migrations are. */
export const migrationsFolder = projectPath('prisma', 'migrations')

/** Reads the migrations of a folder, oldest first. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: sha256(sql) }
    }),
  )
}

/** Whether a recorded checksum is this file's; as with Prisma, the kind of line ends makes no difference. */
export function matchesChecksum(migration: Migration, recorded: string): boolean {
  const unix = migration.sql.replaceAll('\r\n', '\n')
  return [migration.checksum, sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))].includes(recorded)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
