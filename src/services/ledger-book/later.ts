/** What became of a ledger's year after it was locked. */
import type { Tx } from '../../database/client.ts'
import { type TenDay, yearOf } from '../../domain/period.ts'
import { ProjectStage, RequestState } from '../../generated/prisma/client.ts'
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

export interface SinceLock {
  /** Corrections agreed since. */
  readonly corrections: number
  /** Projects of the year's list that the locked one does not have. */
  readonly projects: number
}

/** What is not in the locked figures of a 旬 and will be in those of the next. `listed`: the projects that it has. */
export async function sinceLock(
  tx: Tx,
  districtId: number,
  period: TenDay,
  listed: readonly { readonly id: number }[],
): Promise<SinceLock> {
  const of = { districtId_period: { districtId, period } }
  const kept = await tx.ledgerSnapshot.findUnique({ where: of, select: { keptAt: true } })
  if (kept === null) return { corrections: 0, projects: 0 }
  const known = new Set(listed.map(({ id }) => id))
  const now = await tx.project.findMany({
    where: { districtId, stage: { not: ProjectStage.WITHDRAWN }, plans: { some: { year: yearOf(period) } } },
    select: { id: true },
  })
  return {
    corrections: await correctedSince(tx, districtId, { kind: 'tenDay', code: period }, kept.keptAt),
    projects: now.filter(({ id }) => !known.has(id)).length,
  }
}
