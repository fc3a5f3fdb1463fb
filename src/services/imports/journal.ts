/** What an import did to each row, as it is kept for the way back. */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { isImportedTable } from './operations.ts'

const entrySchema = z.object({
  table: z.string().refine(isImportedTable),
  id: z.number().int(),
  label: z.string(),
  /** The row as the database writes it; null: the import made it. */
  before: z.string().nullable(),
  /** What it became, as a print (bulk.ts); older journals have the row itself. */
  after: z.string().transform((kept) => (kept.startsWith('{') ? createHash('md5').update(kept).digest('hex') : kept)),
})
export type JournalEntry = z.infer<typeof entrySchema>

/** For a Bytes column. */
export function packed(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(JSON.stringify(value)))
}

export function unpacked(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes).toString('utf8'))
}

export function readJournal(bytes: Uint8Array): JournalEntry[] {
  return z.array(entrySchema).parse(unpacked(bytes))
}
