/** What was corrected in a ledger's year after it was locked. */
import type { Tx } from '../../database/client.ts'
import { yearOf } from '../../domain/period.ts'
import { RequestState } from '../../generated/prisma/client.ts'
import { lastTenDayOf, type Span } from './span.ts'

/** How many corrections of 旬 in the ledger were agreed since; they are in the sums of later 旬 only. */
export async function correctedSince(tx: Tx, districtId: number, span: Span, lockedAt: Date | null): Promise<number> {
  if (lockedAt === null) return 0
  const period = lastTenDayOf(span)
  return await tx.correction.count({
    where: {
      districtId,
      state: RequestState.APPROVED,
      period: { gte: `${yearOf(period)}-01-1`, lte: period },
      decidedAt: { gt: lockedAt },
    },
  })
}
