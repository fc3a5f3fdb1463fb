import { expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { resend, withdrawReplyTo } from '../../src/outbox/by-hand.ts'
import type { Receipt } from '../../src/outbox/door.ts'
import { forEachDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, oweLine, recordingDoor, startSender, states } from './recording-door.ts'

const MINUTE = 60_000
const unknown: Receipt = { state: 'unknown', reason: 'timeout' }

forEachDatabase('a message that has lost its use', (open) => {
  it('is recorded as expired and does not hold back the next one', async () => {
    const { db } = await open()
    const clock = standingClock('2023-09-12T16:59:00+08:00')
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '催报', { expiresAt: new Date('2023-09-12T17:00:00+08:00') })
    await oweLine(db, clock, chat, '通报')
    clock.pass(MINUTE)
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(await states(db)).toEqual(['催报 EXPIRED', '通报 SENT'])
    expect(door.lines()).toEqual(['a 通报'])
  })

  it('is expired from the start when its quiet hours end too late', async () => {
    const { db } = await open()
    const clock = standingClock('2023-09-12T18:00:00+08:00')
    const debt = {
      notBefore: new Date('2023-09-13T09:00:00+08:00'),
      expiresAt: new Date('2023-09-13T09:00:00+08:00'),
    }
    await oweLine(db, clock, await makeGroup(db, 'a'), '催报', debt)
    expect(await states(db)).toEqual(['催报 EXPIRED'])
  })

  it('is unconfirmed when an earlier attempt may have been taken', async () => {
    const { db } = await open()
    const clock = standingClock()
    const expiresAt = new Date(clock.now().getTime() + MINUTE)
    await oweLine(db, clock, await makeGroup(db, 'a'), '催报', { expiresAt })
    const sender = startSender(db, clock, [recordingDoor(() => unknown)])
    await sender.drain()
    clock.pass(MINUTE)
    await sender.drain()
    expect(await states(db)).toEqual(['催报 UNCONFIRMED'])
  })

  it('is not sent again by a late click on 重发', async () => {
    const { db } = await open()
    const clock = standingClock()
    const expiresAt = new Date(clock.now().getTime() + MINUTE)
    const id = await oweLine(db, clock, await makeGroup(db, 'a'), '催报', { expiresAt })
    await startSender(db, clock, [recordingDoor(() => unknown, { keyHoldsMs: 0 })]).drain()
    clock.pass(MINUTE)
    expect(await transact(db, (tx) => resend(tx, id ?? 0, clock.now()))).toBe('passed')
    expect(await states(db)).toEqual(['催报 UNCONFIRMED'])
  })

  it('waits for its moment of business time and holds nothing back until then', async () => {
    const { db } = await open()
    const clock = standingClock('2023-09-12T18:00:00+08:00')
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '明早', { notBefore: new Date('2023-09-13T09:00:00+08:00') })
    await oweLine(db, clock, chat, '回答', { kind: 'answer' })
    const door = recordingDoor()
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(door.lines()).toEqual(['a 回答'])
    clock.moveTo(new Date('2023-09-13T09:00:00+08:00'))
    await sender.drain()
    expect(door.lines()).toEqual(['a 回答', 'a 明早'])
  })

  it('is an answer to a message that its writer revoked', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '撤回的', { kind: 'answer', replyTo: 'om_1' })
    await oweLine(db, clock, chat, '留着的', { kind: 'answer', replyTo: 'om_2' })
    expect(await transact(db, (tx) => withdrawReplyTo(tx, 'wecom', 'om_1', clock.wall()))).toBe(0)
    expect(await transact(db, (tx) => withdrawReplyTo(tx, 'feishu', 'om_1', clock.wall()))).toBe(1)
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.lines()).toEqual(['a 留着的'])
    expect(door.attempts[0]?.replyTo).toBe('om_2')
  })
})

forEachDatabase('changes of a message that was sent', (open) => {
  it('are made by the newest one only', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    const update = (title: string, updates: string) => oweLine(db, clock, chat, title, { kind: 'update', updates })
    await update('一改', 'om_1')
    await update('另一条', 'om_2')
    await update('二改', 'om_1')
    await update('三改', 'om_1')
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.attempts.map(({ card, updates }) => [card.title, updates])).toEqual([
      ['另一条', 'om_2'],
      ['三改', 'om_1'],
    ])
    expect(await states(db)).toEqual(['一改 EXPIRED', '另一条 SENT', '二改 EXPIRED', '三改 SENT'])
  })
})
