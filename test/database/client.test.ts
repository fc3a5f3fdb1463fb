import { expect, test } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { forEachNewDatabase } from './harness.ts'

forEachNewDatabase('an instant and a day', (open) => {
  test('come back as they were stored, whatever the zone of the server', async () => {
    const { db } = await open()
    const activatedAt = new Date('2023-09-08T16:30:00.123Z')
    const { id } = await db.district.create({ data: { name: '示例区', activatedAt } })
    await db.localHoliday.create({
      data: { districtId: id, date: new Date('2023-09-12T00:00:00Z'), isWorkday: false, name: '示例假日' },
    })

    expect((await db.district.findUniqueOrThrow({ where: { id } })).activatedAt).toEqual(activatedAt)
    expect((await db.localHoliday.findFirstOrThrow()).date).toEqual(new Date('2023-09-12T00:00:00Z'))
    const [row] = await db.$queryRaw<{ text: string }[]>`
      SELECT to_char(activated_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') AS text FROM district`
    expect(row).toEqual({ text: '2023-09-09 00:30:00' })
  })
})

forEachNewDatabase('a long row of queries', (open) => {
  test('lets timers and sockets have their turn in between', async () => {
    const { db } = await open()
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    for (let query = 0; query < 100; query += 1) await db.setting.count()
    const outside = turns
    await transact(db, async (tx) => {
      for (let query = 0; query < 100; query += 1) await tx.setting.count()
    })
    clearInterval(timer)
    expect(outside).toBeGreaterThan(5)
    expect(turns - outside).toBeGreaterThan(5)
  })
})
