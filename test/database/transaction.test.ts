import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Tx } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { forEachNewDatabase } from './harness.ts'

/** The first so many who come wait for each other; who comes later goes on at once. */
function meeting(size: number): () => Promise<void> {
  let here = 0
  let open = () => {}
  const full = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    here += 1
    if (here >= size) open()
    return full
  }
}

forEachNewDatabase('a transaction', (open, kind) => {
  test('keeps everything or nothing', async () => {
    const { db } = await open()
    const failed = transact(db, async (tx) => {
      await tx.setting.create({ data: { key: 'a', value: 1 } })
      throw new Error('after the first half')
    })
    await expect(failed).rejects.toThrow('after the first half')
    expect(await db.setting.count()).toBe(0)
    expect(await transact(db, (tx) => tx.setting.create({ data: { key: 'a', value: 1 } }))).toEqual({
      key: 'a',
      value: 1,
    })
  })

  test('lasts as long as it may, and no longer', async () => {
    const { db } = await open()
    const slow = async (tx: Tx) => {
      await wait(100)
      return await tx.setting.count()
    }
    await expect(transact(db, slow, 20)).rejects.toThrow()
    expect(await transact(db, slow, 60_000)).toBe(0)
  })

  test('does not lose an update when many add to the same row', async () => {
    const { db } = await open()
    await db.setting.create({ data: { key: 'counter', value: 0 } })
    const add = (tx: Tx) =>
      tx.$executeRaw`UPDATE setting SET value = to_jsonb((value::text)::int + 1) WHERE key = 'counter'`
    await Promise.all(Array.from({ length: 40 }, () => transact(db, add)))
    expect((await db.setting.findUniqueOrThrow({ where: { key: 'counter' } })).value).toBe(40)
  })

  test('that waited too long for its turn leaves the way free for the next', async () => {
    const { db } = await open()
    let finish = () => {}
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const held = db.$transaction(
      async (tx) => {
        await tx.setting.create({ data: { key: 'a', value: 1 } })
        await new Promise<void>((resolve) => {
          finish = resolve
          begin()
        })
      },
      { timeout: 60_000 },
    )
    await begun
    const add = (maxWait: number) =>
      db.$transaction((tx) => tx.setting.create({ data: { key: 'b', value: 1 } }), { maxWait })
    // A server gives a second connection; the embedded database has none.
    if (kind === 'embedded') await expect(add(100)).rejects.toMatchObject({ code: 'P2028' })
    else await add(60_000)
    finish()
    await held
    await transact(db, (tx) => tx.setting.create({ data: { key: 'c', value: 1 } }))
    expect(await db.setting.count()).toBe(kind === 'embedded' ? 2 : 3)
  })

  test('runs again after a deadlock, and both sides get through', async () => {
    const { db } = await open()
    await db.setting.createMany({
      data: [
        { key: 'a', value: 0 },
        { key: 'b', value: 0 },
      ],
    })
    let started = 0
    const bothHoldOne = meeting(kind === 'embedded' ? 1 : 2)
    const cross = (first: string, second: string) =>
      transact(db, async (tx) => {
        started += 1
        await tx.$executeRaw`UPDATE setting SET value = to_jsonb((value::text)::int + 1) WHERE key = ${first}`
        await bothHoldOne()
        await tx.$executeRaw`UPDATE setting SET value = to_jsonb((value::text)::int + 1) WHERE key = ${second}`
      })
    await Promise.all([cross('a', 'b'), cross('b', 'a')])
    expect(await db.setting.findMany({ orderBy: { key: 'asc' } })).toEqual([
      { key: 'a', value: 2 },
      { key: 'b', value: 2 },
    ])
    expect(started).toBe(kind === 'embedded' ? 2 : 3)
  })

  test('runs again when another one made the same row first, and finds it', async () => {
    const { db } = await open()
    let started = 0
    const allHaveLooked = meeting(kind === 'embedded' ? 1 : 4)
    const meet = () =>
      transact(db, async (tx) => {
        started += 1
        const known = await tx.setting.findUnique({ where: { key: 'a' } })
        await allHaveLooked()
        return known ?? (await tx.setting.create({ data: { key: 'a', value: started } }))
      })
    const rows = await Promise.all([meet(), meet(), meet(), meet()])
    expect(new Set(rows.map(({ value }) => value)).size).toBe(1)
    expect(started).toBe(kind === 'embedded' ? 4 : 7)
  })

  test('runs again after a serialization failure', async () => {
    const { db } = await open()
    let runs = 0
    const result = transact(db, async (tx) => {
      runs += 1
      if (runs < 3) await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`
      return runs
    })
    expect(await result).toBe(3)
  })
})
