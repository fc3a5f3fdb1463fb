import { expect, it, onTestFinished } from 'vitest'
import type { Incoming } from '../../src/chat/message.ts'
import type { Db, Tx } from '../../src/database/client.ts'
import type { Delivery, Handle, Handled } from '../../src/inbox/handle.ts'
import { storeEvent } from '../../src/inbox/store.ts'
import { type InboxWorker, inboxWorker } from '../../src/inbox/worker.ts'
import { makeLog } from '../../src/log.ts'
import { forEachDatabase } from '../database/harness.ts'
import { type StandingClock, standingClock } from '../support/standing-clock.ts'
import { groupText, privateText, type TextEvent } from './events.ts'

const MINUTE = 60_000
const nothing: Handled = { command: null, args: null }

/** Writes one row for each handling, in the handling's own transaction: what was handled twice shows twice. */
async function leaveTrace(tx: Tx, event: Incoming, { requestId }: Delivery): Promise<void> {
  const text = event.kind === 'text' ? event.text : event.kind
  await tx.auditEntry.create({
    data: { at: new Date(), command: 'test', subject: event.key, subjectId: text, requestId },
  })
}

async function traces(db: Db): Promise<string[]> {
  return (await db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ subjectId }) => subjectId)
}

function start(db: Db, clock: StandingClock, handle: Handle, width = 4): InboxWorker {
  const worker = inboxWorker({ db, clock, handle, log: makeLog('silent'), width, tickMs: null })
  onTestFinished(() => worker.stop())
  return worker
}

const traced: Handle = async (tx, event, delivery) => {
  await leaveTrace(tx, event, delivery)
  return nothing
}

/** Handles everything but the events with this text, which always throw. */
const poisoned =
  (text: string): Handle =>
  async (tx, event, delivery) => {
    await leaveTrace(tx, event, delivery)
    if (event.kind === 'text' && event.text === text) throw new Error(`cannot handle ${event.text}`)
    return nothing
  }

forEachDatabase('the inbox', (open, kind) => {
  it('handles an event once that is delivered four times', async () => {
    const { db } = await open()
    const clock = standingClock()
    const worker = start(db, clock, traced)
    for (const wait of [0, 15_000, 5 * MINUTE, 60 * MINUTE]) {
      clock.pass(wait)
      await storeEvent(db, privateText('ou_1', 1, '总览'), clock.wall())
      await worker.drain()
    }
    expect(await traces(db)).toEqual(['总览'])
  })

  it('gives a repeated delivery the outcome of the first', async () => {
    const { db } = await open()
    const clock = standingClock()
    const worker = start(db, clock, () =>
      Promise.resolve({
        command: 'publish',
        args: { notice: 3 },
        answer: { toast: { tone: 'good' as const, text: '已发布' } },
      }),
    )
    const stored = await storeEvent(db, privateText('ou_1', 1, '发布 3'), clock.wall())
    worker.poke()
    const first = await worker.whenDone(stored?.id ?? 0, 10_000)
    const again = await storeEvent(db, privateText('ou_1', 1, '发布 3'), clock.wall())
    expect(await worker.whenDone(again?.id ?? 0, 0)).toEqual(first)
    expect(first).toEqual({
      state: 'done',
      command: 'publish',
      args: { notice: 3 },
      answer: { toast: { tone: 'good', text: '已发布' } },
    })
  })

  it('tells a waiter in another copy of the program', async () => {
    const { db } = await open()
    const clock = standingClock()
    const stored = await storeEvent(db, privateText('ou_1', 1), clock.wall())
    const here = start(db, clock, () => new Promise<never>(() => undefined), 0)
    const there = start(db, clock, traced)
    const waiting = here.whenDone(stored?.id ?? 0, 10_000)
    await there.drain()
    expect(await waiting).toMatchObject({ state: 'done', command: null })
  })

  it('answers a waiter with nothing when the time is over', async () => {
    const { db } = await open()
    const clock = standingClock()
    const stored = await storeEvent(db, privateText('ou_1', 1), clock.wall())
    const worker = start(db, clock, traced, 0)
    expect(await worker.whenDone(stored?.id ?? 0, 1)).toBeNull()
  })

  it('keeps the order within a chat and lets chats pass each other', async () => {
    const { db } = await open()
    const clock = standingClock()
    for (let n = 1; n <= 12; n += 1) {
      await storeEvent(db, privateText('ou_1', n, `甲${n}`), clock.wall())
      await storeEvent(db, privateText('ou_2', n, `乙${n}`), clock.wall())
    }
    await Promise.all([start(db, clock, traced).drain(), start(db, clock, traced).drain()])
    const order = await traces(db)
    expect(order).toHaveLength(24)
    for (const lane of ['甲', '乙']) {
      const numbers = order.filter((text) => text.startsWith(lane)).map((text) => Number(text.slice(1)))
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  })

  it('handles each of 60 events once with three workers at it', async () => {
    const { db } = await open()
    const clock = standingClock()
    const events = Array.from({ length: 60 }, (_, n) => privateText(`ou_${n % 7}`, n))
    await Promise.all(events.map((event) => storeEvent(db, event, clock.wall())))
    await Promise.all([1, 2, 3].map(() => start(db, clock, traced).drain()))
    expect((await traces(db)).toSorted()).toEqual(events.map(({ text }) => text).toSorted())
  })

  it('leaves nothing of an attempt that failed, and tries again with growing waits', async () => {
    const { db } = await open()
    const clock = standingClock()
    let failures = 2
    const worker = start(db, clock, async (tx, event, delivery) => {
      await leaveTrace(tx, event, delivery)
      failures -= 1
      if (failures >= 0) throw new Error('not yet')
      return nothing
    })
    await storeEvent(db, privateText('ou_1', 1), clock.wall())
    await worker.drain()
    clock.pass(999)
    await worker.drain()
    expect(failures).toBe(1)
    clock.pass(1)
    await worker.drain()
    expect(failures).toBe(0)
    expect(await traces(db)).toEqual([])
    clock.pass(5_000)
    await worker.drain()
    expect(await traces(db)).toEqual(['第1条'])
    expect(await db.inboxEvent.findFirst()).toMatchObject({ state: 'DONE', attempts: 2, error: null })
  })

  it('survives an error that the database itself raises in the middle of handling', async () => {
    const { db } = await open()
    const clock = standingClock()
    let broken = true
    const worker = start(db, clock, async (tx, event, delivery) => {
      await leaveTrace(tx, event, delivery)
      if (broken) await tx.$queryRaw`SELECT 1 / 0`
      return nothing
    })
    await storeEvent(db, privateText('ou_1', 1), clock.wall())
    await worker.drain()
    expect(await db.inboxEvent.findFirst()).toMatchObject({ state: 'STORED', attempts: 1 })
    broken = false
    clock.pass(1_000)
    await worker.drain()
    expect(await traces(db)).toEqual(['第1条'])
  })

  it('lets a poisoned event hold back its own chat only, and only until it is given up', async () => {
    const { db } = await open()
    const clock = standingClock()
    const worker = start(db, clock, poisoned('毒'))
    await storeEvent(db, privateText('ou_1', 1, '毒'), clock.wall())
    await storeEvent(db, privateText('ou_1', 2, '后面的'), clock.wall())
    await storeEvent(db, privateText('ou_2', 1, '别人的'), clock.wall())
    await worker.drain()
    expect(await traces(db)).toEqual(['别人的'])
    for (const wait of [1_000, 5_000, 30_000]) {
      clock.pass(wait)
      await worker.drain()
    }
    expect(await traces(db)).toEqual(['别人的'])
    clock.pass(120_000)
    await worker.drain()
    expect(await traces(db)).toEqual(['别人的', '后面的'])
    expect(await db.inboxEvent.findFirst({ where: { key: 'message:ou_1:1' } })).toMatchObject({
      state: 'FAILED',
      attempts: 5,
      error: 'Error',
    })
  })

  it('owes the sender of an event that was given up one sentence with its number', async () => {
    const { db } = await open()
    const clock = standingClock()
    const worker = start(db, clock, poisoned('毒'))
    const stored = await storeEvent(db, groupText('毒', true), clock.wall())
    await worker.drain()
    for (const wait of [1_000, 5_000, 30_000, 120_000]) {
      clock.pass(wait)
      await worker.drain()
    }
    expect(await worker.whenDone(stored?.id ?? 0, 0)).toMatchObject({ state: 'failed' })
    const owed = await db.outboxMessage.findMany({ include: { chat: true } })
    expect(owed).toHaveLength(1)
    expect(owed[0]).toMatchObject({
      kind: 'ANSWER',
      replyTo: 'om_ou_1_毒',
      card: { title: `刚才这条没有办成，已记下编号 ${stored?.id}，请稍后再发一次。` },
      chat: { externalId: 'oc_group', kind: 'GROUP' },
    })
  })

  it('goes on when the content of a row cannot be read', async () => {
    const { db } = await open()
    const clock = standingClock()
    await storeEvent(db, privateText('ou_1', 1), clock.wall())
    await db.inboxEvent.updateMany({ data: { content: { kind: 'from another age' } } })
    await storeEvent(db, privateText('ou_2', 1, '别人的'), clock.wall())
    await start(db, clock, traced).drain()
    expect(await traces(db)).toEqual(['别人的'])
  })

  it('erases at once what turned out not to be for the bot', async () => {
    const { db } = await open()
    const clock = standingClock()
    const worker = start(db, clock, () => Promise.resolve({ ...nothing, discard: true }))
    const stored = await storeEvent(db, privateText('ou_1', 1, '与机器人无关'), clock.wall())
    await worker.drain()
    expect(await db.inboxEvent.findUnique({ where: { id: stored?.id ?? 0 } })).toMatchObject({
      state: 'DONE',
      content: null,
    })
  })

  it('finishes what runs when it is stopped, and takes no more', async () => {
    const { db } = await open()
    const clock = standingClock()
    const stopping: { worker?: InboxWorker; stopped?: Promise<void> | undefined } = {}
    const worker = start(
      db,
      clock,
      async (tx, event, delivery) => {
        stopping.stopped = stopping.worker?.stop()
        return traced(tx, event, delivery)
      },
      1,
    )
    stopping.worker = worker
    await storeEvent(db, privateText('ou_1', 1), clock.wall())
    await storeEvent(db, privateText('ou_1', 2), clock.wall())
    worker.poke()
    await worker.whenDone(1, 10_000)
    await stopping.stopped
    await worker.drain()
    expect(await traces(db)).toEqual(['第1条'])
    expect(await db.inboxEvent.count({ where: { state: 'STORED' } })).toBe(1)
  })

  it.skipIf(kind === 'embedded')('handles chats side by side on a server', async () => {
    const { db } = await open()
    const clock = standingClock()
    const met = new Set<string>()
    // Each waits for the other one: handled one after the other, this would never end.
    let meet = (): void => undefined
    const both = new Promise<void>((resolve) => {
      meet = resolve
    })
    const meeting: Handle = async (_, event) => {
      met.add(event.key)
      if (met.size === 2) meet()
      await both
      return nothing
    }
    const worker = start(db, clock, meeting)
    const events: TextEvent[] = [privateText('ou_1', 1), privateText('ou_2', 1)]
    for (const event of events) await storeEvent(db, event, clock.wall())
    await worker.drain()
    expect(met.size).toBe(2)
  })
})
