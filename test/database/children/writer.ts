/** A program that writes: one row after the other, each number printed once its transaction is acknowledged. */
import { openDatabase } from '../../../src/database/open.ts'
import { transact } from '../../../src/database/transaction.ts'
import { makeLog } from '../../../src/log.ts'

const [dataDir = '', from = '0'] = process.argv.slice(2)
const { db } = await openDatabase({ dataDir, log: makeLog('silent') })
for (let number = Number(from); ; number += 1) {
  await transact(db, async (tx) => {
    await tx.setting.create({ data: { key: `first ${number}`, value: number } })
    await tx.setting.create({ data: { key: `second ${number}`, value: '工'.repeat(300) } })
  })
  process.stdout.write(`${number}\n`)
}
