/** A workbook that somebody has sent to the bot of a desk. */
import { transact } from '../../src/database/transaction.ts'
import { keepFile } from '../../src/services/files.ts'
import type { Desk } from '../chat/kit.ts'
import { type MadeSheet, makeBook } from './book-maker.ts'

/** Keeps it; gives the number of the file, for `导入 12`. */
export async function sendBook({ db, district, clock }: Desk, sheets: MadeSheet[]): Promise<number> {
  const content = makeBook(sheets)
  const file = { districtId: district.id, name: '台账.xlsx', mime: 'application/octet-stream', content }
  return (await transact(db, (tx) => keepFile(tx, { ...file, now: clock.now() }))).id
}
