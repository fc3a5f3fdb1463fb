/** Keeps the ledger of every 旬 of the history as the lock would have: 总览, 台账 and 通报 read it from there. */
import type { Tx } from '../../src/database/client.ts'
import { keepLedger } from '../../src/services/ledger-book/keep.ts'
import { momentsOf } from '../history.ts'
import { DISTRICT, HISTORY } from '../moment.ts'

/** After everything that a ledger tells of was written. */
export async function writeLedgers(tx: Tx, districtId: number): Promise<void> {
  const district = { id: districtId, name: DISTRICT, isDemo: true }
  for (const period of HISTORY) await keepLedger({ tx, district, now: momentsOf(period).lockAt }, period)
}
