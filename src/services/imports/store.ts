/** Imports as they are kept: found by their number, or the newest of a district. */
import { z } from 'zod'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { tableKinds } from '../../documents/tables/kinds.ts'
import { parseTenDay } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { type Import, ImportState } from '../../generated/prisma/client.ts'
import { type Choice, type Counts, countsSchema, type Draft, itemSchema } from './draft.ts'
import { packed, unpacked } from './journal.ts'

/** A preview counts for a day of business time; then it is made anew. */
export const PREVIEW_LASTS = 24 * 60 * 60_000

const previewSchema = z.object({ items: z.array(itemSchema), notes: z.array(z.string()) })
export type Preview = z.infer<typeof previewSchema>

const choiceSchema = z.object({ kind: z.enum(tableKinds).nullable(), period: z.string().nullable() })

/** The import of a number, or without one the newest that is in one of the states. @throws UserError */
export async function importNumbered(
  tx: Tx,
  district: DistrictRef,
  number: number | null,
  states: readonly ImportState[],
): Promise<Import> {
  const where = { districtId: district.id, ...(number === null ? { state: { in: [...states] } } : { id: number }) }
  const row = await tx.import.findFirst({ where, orderBy: { id: 'desc' } })
  if (row !== null) return row
  throw new UserError(
    number === null ? '没有等着办的导入。把表格发给我，或发“导入”看怎么做' : `没有 ${number} 号导入`,
    ['导入'],
  )
}

/** As importNumbered, locked until the end of the transaction: nobody else moves it on meanwhile. */
export async function holdNumbered(...of: Parameters<typeof importNumbered>): Promise<Import> {
  const found = await importNumbered(...of)
  return (await holdImport(of[0], found.id)) ?? found
}

/** The import as it stands once everybody else is done with it; locked until the end of the transaction. */
export async function holdImport(tx: Tx, id: number): Promise<Import | null> {
  await tx.$queryRaw`SELECT 1 FROM import WHERE id = ${id} FOR UPDATE`
  return await tx.import.findUnique({ where: { id } })
}

/** Keeps the draft as the import's preview. */
export async function keepPreview(tx: Tx, id: number, draft: Draft): Promise<Import> {
  const { items, notes, counts, digest } = draft
  return await tx.import.update({
    where: { id },
    data: { state: ImportState.PREVIEW, digest, counts, preview: packed({ items, notes }) },
  })
}

export function previewOf({ preview }: Import): Preview {
  return preview === null ? { items: [], notes: [] } : previewSchema.parse(unpacked(preview))
}

export function countsOf({ counts }: Import): Counts {
  return counts === null ? { created: 0, changed: 0, unchanged: 0, refused: 0 } : countsSchema.parse(counts)
}

export function choiceOf({ choice }: Import): Choice {
  const { kind, period } = choiceSchema.parse(choice)
  return { kind, period: period === null ? null : parseTenDay(period) }
}
