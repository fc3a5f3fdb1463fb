/** The 台账 of each 旬 is kept when it is locked, and read from there ever after. */
import { z } from 'zod'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { TenDay } from '../../domain/period.ts'
import type { Acting } from '../acting.ts'
import { gatherLedger } from './gather.ts'
import { type LedgerRow, ledgerRowSchema } from './row.ts'

/** Keeps the ledger of a 旬 as it stands: at the lock, and when its notice is made anew before it is published. */
export async function keepLedger(
  { tx, district, now }: Pick<Acting, 'tx' | 'district' | 'now'>,
  period: TenDay,
): Promise<void> {
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

/** A ledger that is settled. */
export type LockedLedger = KeptLedger & { readonly lockedAt: Date }

/** The ledger of a 旬: as it was locked, or of an open one as it stands now. */
export async function ledgerOf(tx: Tx, district: DistrictRef, period: TenDay, now: Date): Promise<KeptLedger> {
  return (
    (await lockedLedger(tx, district, period)) ?? {
      period,
      rows: await gatherLedger(tx, district, period, now),
      lockedAt: null,
    }
  )
}

/**
 * The ledger of a locked 旬: as kept at its lock; of one that was locked before ledgers were kept, that had no project
 * then (the list was imported later), or that was passed over and closed by a later lock, gathered as of that lock.
 * Null for an open 旬.
 */
export async function lockedLedger(tx: Tx, district: DistrictRef, period: TenDay): Promise<LockedLedger | null> {
  const districtId = district.id
  const kept = await tx.ledgerSnapshot.findUnique({ where: { districtId_period: { districtId, period } } })
  const rows = kept === null ? [] : z.array(ledgerRowSchema).parse(kept.rows)
  if (kept !== null && rows.length > 0) return { period, rows, lockedAt: kept.keptAt }
  const lock = await tx.period.findFirst({
    where: { districtId, lockedAt: { not: null }, code: { gte: period } },
    orderBy: { code: 'asc' },
    select: { lockedAt: true },
  })
  if (lock === null || lock.lockedAt === null) return null
  return { period, rows: await gatherLedger(tx, district, period, lock.lockedAt), lockedAt: lock.lockedAt }
}

const keptRowsSchema = z.array(z.object({ row: ledgerRowSchema }))

/** What was kept of these projects at the lock of a 旬; those that it did not list are not there. */
export async function keptRows(
  tx: Tx,
  district: DistrictRef,
  period: TenDay,
  projectIds: readonly number[],
): Promise<LedgerRow[]> {
  // Picked by the database: a list of thousands is not read for the card of one project.
  const found = await tx.$queryRaw`
    SELECT row FROM ledger_snapshot, jsonb_array_elements(rows) AS row
    WHERE district_id = ${district.id} AND period = ${period} AND (row->>'projectId')::int = ANY(${[...projectIds]}::int[])`
  return keptRowsSchema.parse(found).map(({ row }) => row)
}
