import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { resend } from '../../src/outbox/by-hand.ts'
import { claimDue } from '../../src/outbox/claim.ts'
import type { Receipt } from '../../src/outbox/door.ts'
import { platformKey } from '../../src/outbox/platform-key.ts'
import { backoff } from '../../src/outbox/receipt.ts'
import { forEachDatabase, openTestDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { HOUR, makeGroup, oweLine, recordingDoor, startSender, states } from './recording-door.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const sent: Receipt = { state: 'sent', externalId: null }
const unknown: Receipt = { state: 'unknown', reason: 'timeout' }
const retry = (scope: 'message' | 'chat' | 'platform', afterMs?: number): Receipt => ({
  state: 'retry',
  reason: 'busy',
  scope,
  ...(afterMs === undefined ? {} : { afterMs }),
})

describe('the wait before another attempt', () => {
  it('doubles from one second to five minutes and is spread over its second half', () => {
    expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 1))).toEqual([1000, 2000, 4000, 8000])
    expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 0))).toEqual([500, 1000, 2000, 4000])
    expect(backoff(40, () => 1)).toBe(5 * MINUTE)
  })
})

forEachDatabase('a message that was not taken', (open) => {
  it('is tried again when the platform said, with the same key', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '稍后')
    const door = recordingDoor((_, before) => (before === 0 ? retry('message', 30 * SECOND) : sent))
    const sender = startSender(db, clock, [door], { random: () => 0 })
    await sender.drain()
    clock.pass(30 * SECOND - 1)
    await sender.drain()
    expect(door.attempts).toHaveLength(1)
    clock.pass(1)
    await sender.drain()
    expect(door.attempts.map(({ key }) => key)).toEqual([door.attempts[0]?.key, door.attempts[0]?.key])
    expect(await states(db)).toEqual(['稍后 SENT'])
  })

  it('stops the whole platform when the platform is what is busy', async () => {
    const { db } = await open()
    const clock = standingClock()
    for (const name of ['a', 'b', 'c']) await oweLine(db, clock, await makeGroup(db, name), name)
    const door = recordingDoor((_, before) => (before === 0 ? retry('platform', 20 * SECOND) : sent))
    const sender = startSender(db, clock, [door], { random: () => 0, most: 1 })
    await sender.drain()
    expect(door.lines()).toEqual(['a a'])
    clock.pass(20 * SECOND - 1)
    await sender.drain()
    expect(door.attempts).toHaveLength(1)
    clock.pass(1)
    await sender.drain()
    expect(door.lines().slice(1, 2)).toEqual(['a a'])
  })

  it('keeps its platform paused for another copy of the program too', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '甲')
    const busy = recordingDoor(() => retry('platform', MINUTE))
    await startSender(db, clock, [busy], { random: () => 0 }).drain()
    await oweLine(db, clock, await makeGroup(db, 'b'), '乙')
    const free = recordingDoor()
    const other = startSender(db, clock, [free])
    await other.drain()
    expect(free.attempts).toEqual([])
    clock.pass(MINUTE)
    await other.drain()
    expect(free.lines().toSorted()).toEqual(['a 甲', 'b 乙'])
  })

  it('does not use up the time for which a key holds', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '限流')
    const door = recordingDoor((_, before) => {
      if (before === 0) return retry('chat', 3 * HOUR)
      return before === 1 ? unknown : sent
    })
    const sender = startSender(db, clock, [door], { random: () => 0 })
    await sender.drain()
    clock.pass(3 * HOUR)
    await sender.drain()
    clock.pass(MINUTE)
    await sender.drain()
    expect(door.attempts).toHaveLength(3)
    expect(await states(db)).toEqual(['限流 SENT'])
  })
})

forEachDatabase('a message whose outcome is unknown', (open) => {
  it('is sent again with the same key while the key holds', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '不明')
    const door = recordingDoor((_, before) => (before < 3 ? unknown : sent))
    const sender = startSender(db, clock, [door])
    for (const wait of [0, SECOND, 2 * SECOND, 4 * SECOND]) {
      clock.pass(wait)
      await sender.drain()
    }
    expect(door.attempts).toHaveLength(4)
    expect(new Set(door.attempts.map(({ key }) => key)).size).toBe(1)
    expect(await states(db)).toEqual(['不明 SENT'])
  })

  it('is unconfirmed when the key no longer holds, and the chat goes on', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '不明')
    await oweLine(db, clock, chat, '下一条')
    const door = recordingDoor(({ card }) => (card.title === '不明' ? unknown : sent))
    const sender = startSender(db, clock, [door])
    for (let minutes = 0; minutes < 70; minutes += 1) {
      await sender.drain()
      clock.pass(MINUTE)
    }
    expect(await states(db)).toEqual(['不明 UNCONFIRMED', '下一条 SENT'])
    const tries = door.attempts.filter(({ card }) => card.title === '不明').length
    clock.pass(24 * HOUR)
    await sender.drain()
    expect(door.attempts.filter(({ card }) => card.title === '不明')).toHaveLength(tries)
  })

  it('is unconfirmed at once on a platform that knows no keys', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '不明')
    await oweLine(db, clock, chat, '下一条')
    const door = recordingDoor(({ card }) => (card.title === '不明' ? unknown : sent), { keyHoldsMs: 0 })
    await startSender(db, clock, [door]).drain()
    expect(door.lines()).toEqual(['a 不明', 'a 下一条'])
    expect(await states(db)).toEqual(['不明 UNCONFIRMED', '下一条 SENT'])
  })

  it('goes out again under a new key when a person asks for it', async () => {
    const { db } = await open()
    const clock = standingClock()
    const id = await oweLine(db, clock, await makeGroup(db, 'a'), '不明')
    const door = recordingDoor((_, before) => (before === 0 ? unknown : sent), { keyHoldsMs: 0 })
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(await transact(db, (tx) => resend(tx, id ?? 0, clock.now()))).toBe('owed')
    expect(await transact(db, (tx) => resend(tx, id ?? 0, clock.now()))).toBe('settled')
    await sender.drain()
    expect(await states(db)).toEqual(['不明 SENT'])
    expect(new Set(door.attempts.map(({ key }) => key)).size).toBe(2)
    expect(await transact(db, (tx) => resend(tx, id ?? 0, clock.now()))).toBe('settled')
  })

  it('counts as such when its process died while sending', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '中断')
    const held = recordingDoor()
    const keyless = recordingDoor(undefined, { keyHoldsMs: 0 })
    const dying = { door: held, most: 16, leaseMs: 45 * SECOND, now: clock.now(), wall: clock.wall() }
    expect((await claimDue(db, dying)).messages).toHaveLength(1)
    await startSender(db, clock, [keyless]).drain()
    expect(await states(db)).toEqual(['中断 OWED'])
    clock.pass(45 * SECOND)
    await startSender(db, clock, [keyless]).drain()
    expect(await states(db)).toEqual(['中断 UNCONFIRMED'])
    expect(keyless.attempts).toEqual([])
  })

  it('is sent again at once when its process was the only one, and the key holds', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '中断')
    const door = recordingDoor()
    await claimDue(db, { door, most: 16, leaseMs: 45 * SECOND, now: clock.now(), wall: clock.wall() })
    await startSender(db, clock, [door], { alone: true }).drain()
    expect(door.lines()).toEqual(['a 中断'])
  })

  it('is one that a door neither takes nor refuses in time, or whose door throws', async () => {
    const { db } = await open()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '挂起')
    await oweLine(db, clock, await makeGroup(db, 'b'), '抛错')
    const door = recordingDoor(
      ({ card }) => {
        if (card.title === '抛错') throw new TypeError('a bug in the door')
        return new Promise<never>(() => undefined)
      },
      { keyHoldsMs: 0 },
    )
    await startSender(db, clock, [door], { sendTimeoutMs: 20 }).drain()
    const rows = await db.outboxMessage.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ state, error }) => [state, error])).toEqual([
      ['UNCONFIRMED', '平台迟迟没有回音'],
      ['UNCONFIRMED', 'TypeError'],
    ])
  })
})

describe('the key that a platform sees', () => {
  const row = { id: 2_147_483_647, generation: 99, createdAt: new Date('2023-09-08T02:00:00Z') }

  it('has at most 50 characters, and none that a platform might not take', () => {
    expect(platformKey('mark', row)).toMatch(/^[0-9A-Za-z_-]{1,50}$/)
  })

  it('is the same for the same message, and another for any other, also after a backup was restored', () => {
    const key = platformKey('mark', row)
    expect(platformKey('mark', { ...row })).toBe(key)
    const others = [
      platformKey('other', row),
      platformKey('mark', { ...row, id: 1 }),
      platformKey('mark', { ...row, generation: 100 }),
      platformKey('mark', { ...row, createdAt: new Date('2023-09-08T02:00:00.001Z') }),
    ]
    expect(new Set([key, ...others]).size).toBe(5)
  })

  it('stays the same over a restart', async () => {
    const { db } = await openTestDatabase()
    const clock = standingClock()
    await oweLine(db, clock, await makeGroup(db, 'a'), '不明')
    const door = recordingDoor((_, before) => (before === 0 ? unknown : sent))
    const before = startSender(db, clock, [door])
    await before.drain()
    await before.stop()
    clock.pass(MINUTE)
    await startSender(db, clock, [door]).drain()
    expect(door.attempts).toHaveLength(2)
    expect(door.attempts[1]?.key).toBe(door.attempts[0]?.key)
  })
})
