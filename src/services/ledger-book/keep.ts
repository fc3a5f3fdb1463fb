/** The 台账 of each 旬 is kept when it is locked, and read from there ever after. */
import { z } from 'zod'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { TenDay } from '../../domain/period.ts'
import type { Acting } from '../acting.ts'
import { gatherLedger } from './gather.ts'
import { type LedgerRow, ledgerRowSchema } from './row.ts'

/** Keeps the ledger of a 旬 as it stands: at the lock, and when its notice is made anew before it is published. */
export async function keepLedger({ tx, district, now }: Acting, period: TenDay): Promise<void> {
  const rows = await gatherLedger(tx, district, period, now)
  const where = { districtId_period: { districtId: district.id, period } }
  const kept = { rows, keptAt: now }
  await tx.ledgerSnapshot.upsert({ where, create: { districtId: district.id, period, ...kept }, update: kept })
}

export interface KeptLedger {
  readonly period: TenDay
  readonly rows: readonly LedgerRow[]
  /** Business time as of which it stands; null: the 旬 is not locked, the figures are of this moment. */
  readonly lockedAt: Date | null
}

/**
 * The ledger of a 旬: as kept at its lock; of one that was locked before ledgers were kept, or that was passed over and
 * closed by a later lock, gathered as of that lock; of an open one as it stands now.
 */
export async function ledgerOf(tx: Tx, district: DistrictRef, period: TenDay, now: Date): Promise<KeptLedger> {
  const districtId = district.id
  const kept = await tx.ledgerSnapshot.findUnique({ where: { districtId_period: { districtId, period } } })
  if (kept !== null) return { period, rows: z.array(ledgerRowSchema).parse(kept.rows), lockedAt: kept.keptAt }
  const lock = await tx.period.findFirst({
    where: { districtId, lockedAt: { not: null }, code: { gte: period } },
    orderBy: { code: 'asc' },
    select: { lockedAt: true },
  })
  const lockedAt = lock?.lockedAt ?? null
  return { period, rows: await gatherLedger(tx, district, period, lockedAt ?? now), lockedAt }
}
