/** A setting that is made once for a deployment: it outlives a restart and is the same for every copy of the program. */
import type { z } from 'zod'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from './client.ts'

export async function lastingValue<T extends Prisma.InputJsonObject>(
  tx: Tx | Db,
  { key, schema, make }: { readonly key: string; readonly schema: z.ZodType<T>; readonly make: () => T },
): Promise<T> {
  const kept = await tx.setting.findUnique({ where: { key } })
  if (kept !== null) return schema.parse(kept.value)
  await tx.setting.createMany({ data: [{ key, value: make() }], skipDuplicates: true })
  // Another copy may have been quicker: what is kept is what counts.
  return schema.parse((await tx.setting.findUniqueOrThrow({ where: { key } })).value)
}
