/** The number of an order, given at its signing: gapless per district, kind and year (rules.md §7). */
import type { Tx } from '../../database/client.ts'
import type { OrderKind } from '../../generated/prisma/client.ts'

/**
 * The next number. The counter's row stays locked until the transaction ends, so that of two copies of the program one
 * waits for the other; a signing that fails takes the number back with it.
 */
export async function nextOrderNumber(
  tx: Tx,
  of: { districtId: number; kind: OrderKind; year: number },
): Promise<number> {
  await tx.orderCounter.createMany({ data: [of], skipDuplicates: true })
  const { last } = await tx.orderCounter.update({
    where: { districtId_kind_year: of },
    data: { last: { increment: 1 } },
    select: { last: true },
  })
  return last
}
