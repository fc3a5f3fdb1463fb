/**
 * The file of a backup: gzip over lines of JSON.
 *   line 1: the header: which migrations, which tables with their columns and numbers of rows, the counters;
 *   then every row as an array of texts, as PostgreSQL itself writes and reads each value, table after table;
 *   last line: SHA-256 over all lines before it.
 * It holds no SQL and nothing of the database's inside, so it goes into an embedded database or a server alike.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'

export const headerSchema = z.object({
  format: z.literal('saima-backup'),
  version: z.literal(1),
  /** Wall time, ISO. */
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
})
export type BackupHeader = z.output<typeof headerSchema>

export const trailerSchema = z.object({ sha256: z.string() })

/** Adds up the lines of a backup as its last line proves them. */
export function lineDigest(): { add(line: string): void; hex(): string } {
  const hash = createHash('sha256')
  return { add: (line) => hash.update(line).update('\n'), hex: () => hash.digest('hex') }
}

/**
 * Reads the lines of a backup, without the last one, which it checks.
 * @throws ConfigError when the file cannot be read, is cut off or was changed.
 */
export async function* readBackupLines(file: string): AsyncGenerator<string> {
  const digest = lineDigest()
  let held: string | null = null
  for await (const line of readLines(file)) {
    if (held !== null) {
      digest.add(held)
      yield held
    }
    held = line
  }
  const trailer = trailerSchema.safeParse(parseJson(held ?? ''))
  if (!trailer.success) throw new ConfigError(`备份文件 ${file} 不完整（没有结尾）：请换一份备份`)
  if (trailer.data.sha256 !== digest.hex()) throw new ConfigError(`备份文件 ${file} 与它的校验值不符：请换一份备份`)
}

/** Checks the whole file and gives its header. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null
  let rows = 0
  for await (const line of readBackupLines(file)) {
    if (header === null) header = readHeader(file, line)
    else rows += 1
  }
  const expected = header?.tables.reduce((sum, table) => sum + table.rows, 0)
  if (header === null || rows !== expected) throw new ConfigError(`备份文件 ${file} 的行数不对：请换一份备份`)
  return header
}

function readHeader(file: string, line: string): BackupHeader {
  const header = headerSchema.safeParse(parseJson(line))
  if (!header.success) throw new ConfigError(`${file} 不是本程序能读的备份文件`)
  return header.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Splits at line feeds only: other line ends may stand inside a text. */
async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const text = createGunzip()
  source.once('error', (error) => text.destroy(error))
  let rest = ''
  try {
    for await (const chunk of source.pipe(text).setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    throw new ConfigError(`读不了备份文件 ${file}：请检查路径，或换一份备份`, { cause: error })
  } finally {
    source.destroy()
  }
  if (rest !== '') yield rest
}
