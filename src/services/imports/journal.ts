/** What an import did to each row, as it is kept for the way back. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { isImportedTable } from './operations.ts'

const entrySchema = z.object({
  table: z.string().refine(isImportedTable),
  id: z.number().int(),
  label: z.string(),
  /** The row as the database writes it; null: the import made it. */
  before: z.string().nullable(),
  after: z.string(),
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
