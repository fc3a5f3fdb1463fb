/** Keeps the ledgers of the running quarter as the lock would have: 总览, 台账 and 通报 read them from there. */
import type { Tx } from '../../src/database/client.ts'
import { monthOf, quarterOfMonth } from '../../src/domain/period.ts'
import { keepLedger } from '../../src/services/ledger-book/keep.ts'
import { momentsOf } from '../history.ts'
import { AS_OF, DISTRICT, HISTORY } from '../moment.ts'

/** Older ones are gathered as of their lock when somebody asks: to keep all 24 would double the time of a first start. */
const KEPT = HISTORY.filter((period) => quarterOfMonth(monthOf(period)) === quarterOfMonth(monthOf(AS_OF)))

/** After everything that a ledger tells of was written. */
export async function writeLedgers(tx: Tx, districtId: number): Promise<void> {
  const district = { id: districtId, name: DISTRICT, isDemo: true }
  for (const period of KEPT) await keepLedger({ tx, district, now: momentsOf(period).lockAt }, period)
}
