import { expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import type { Receipt } from '../../src/outbox/door.ts'
import { oweWaiting } from '../../src/outbox/waiting.ts'
import { forEachDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, makePerson, oweLine, recordingDoor, startSender, states } from './recording-door.ts'

const gone = { state: 'refused', reason: '对方不在应用可用范围内', gone: true } as const
const sent = { state: 'sent', externalId: null } as const

forEachDatabase('a message to a person', (open) => {
  it('takes the door by which he wrote last', async () => {
    const { db } = await open()
    const clock = standingClock()
    const personId = await makePerson(db, '示例人员', [
      { platform: 'feishu', externalId: 'ou_1', wroteAt: '2023-09-01T10:00:00+08:00' },
      { platform: 'wecom', externalId: 'zhangsan', wroteAt: '2023-09-05T10:00:00+08:00' },
    ])
    await oweLine(db, clock, { personId }, '提醒')
    const doors = [recordingDoor(), recordingDoor(undefined, { platform: 'wecom' })]
    await startSender(db, clock, doors).drain()
    expect(doors.map((door) => door.lines())).toEqual([[], ['zhangsan 提醒']])
    expect(doors[1]?.attempts[0]?.chat).toEqual({ externalId: 'zhangsan', kind: 'private' })
  })

  it('reaches someone who was bound by mention and never wrote', async () => {
    const { db } = await open()
    const clock = standingClock()
    const personId = await makePerson(db, '示例领导', [{ platform: 'feishu', externalId: 'ou_leader' }])
    await oweLine(db, clock, { personId }, '包联日报')
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.lines()).toEqual(['ou_leader 包联日报'])
  })

  it('waits as unreachable without a door, and goes out when one opens', async () => {
    const { db } = await open()
    const clock = standingClock()
    const personId = await makePerson(db, '未绑定', [])
    await oweLine(db, clock, { personId }, '提醒')
    await oweLine(db, clock, { personId }, '过期的', { expiresAt: new Date(clock.now().getTime() + 60_000) })
    const door = recordingDoor()
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(await states(db)).toEqual(['提醒 UNREACHABLE', '过期的 UNREACHABLE'])
    clock.pass(60_000)
    await db.platformIdentity.create({ data: { platform: 'FEISHU', externalId: 'ou_1', personId } })
    expect(await transact(db, (tx) => oweWaiting(tx, clock.now(), personId + 1))).toBe(0)
    expect(await transact(db, (tx) => oweWaiting(tx, clock.now(), personId))).toBe(1)
    await sender.drain()
    expect(door.lines()).toEqual(['ou_1 提醒'])
    expect(await states(db)).toEqual(['提醒 SENT', '过期的 EXPIRED'])
  })

  it('goes by another open door when the platform says that this one is closed for good', async () => {
    const { db } = await open()
    const clock = standingClock()
    const personId = await makePerson(db, '示例人员', [
      { platform: 'feishu', externalId: 'ou_1', wroteAt: '2023-09-05T10:00:00+08:00' },
      { platform: 'wecom', externalId: 'zhangsan' },
    ])
    await oweLine(db, clock, { personId }, '提醒')
    const doors = [recordingDoor(() => gone), recordingDoor(undefined, { platform: 'wecom' })]
    const sender = startSender(db, clock, doors)
    await sender.drain()
    expect(await states(db)).toEqual(['提醒 SENT'])
    expect(await db.platformIdentity.findFirst({ where: { externalId: 'ou_1' } })).toMatchObject({
      unreachable: gone.reason,
    })
    expect(doors.map((door) => door.lines())).toEqual([['ou_1 提醒'], ['zhangsan 提醒']])
    await oweLine(db, clock, { personId }, '下一条')
    await sender.drain()
    expect(doors[1]?.lines()).toEqual(['zhangsan 提醒', 'zhangsan 下一条'])
  })

  it('stays unreachable, and is not tried again and again, when his only door is closed', async () => {
    const { db } = await open()
    const clock = standingClock()
    const personId = await makePerson(db, '示例人员', [{ platform: 'feishu', externalId: 'ou_1' }])
    await oweLine(db, clock, { personId }, '提醒')
    const door = recordingDoor(() => gone)
    const sender = startSender(db, clock, [door])
    for (let n = 0; n < 3; n += 1) await sender.drain()
    expect(door.attempts).toHaveLength(1)
    expect(await states(db)).toEqual(['提醒 UNREACHABLE'])
  })
})

forEachDatabase('a group that the bot was taken out of', (open) => {
  it('gets nothing more, and what it was owed is kept until the bot is back', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    for (const title of ['一', '二', '三']) await oweLine(db, clock, chat, title)
    let inside = false
    const door = recordingDoor(() => (inside ? sent : gone))
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(door.lines()).toEqual(['a 一'])
    expect(await states(db)).toEqual(['一 REFUSED', '二 UNREACHABLE', '三 UNREACHABLE'])
    expect((await db.chat.findUniqueOrThrow({ where: { id: chat } })).goneAt).toEqual(clock.now())
    inside = true
    await db.chat.update({ where: { id: chat }, data: { goneAt: null } })
    await sender.drain()
    expect(door.lines()).toEqual(['a 一', 'a 二', 'a 三'])
  })
})

forEachDatabase('a door that only one copy of the program can use', (open) => {
  it('is left to that copy, and taken by another one once that is the one', async () => {
    const { db } = await open()
    const clock = standingClock()
    let holder = -1
    const doors = [0, 1].map((copy) => ({ ...recordingDoor(), mine: () => holder === copy }))
    const [first, second] = doors.map((door) => startSender(db, clock, [door]))
    await oweLine(db, clock, await makeGroup(db, 'wr1'), '通报')
    await second?.drain()
    expect(doors.map((door) => door.lines())).toEqual([[], []])
    expect(await states(db)).toEqual(['通报 OWED'])
    holder = 1
    await first?.drain()
    await second?.drain()
    expect(doors.map((door) => door.lines())).toEqual([[], ['wr1 通报']])
    expect(await states(db)).toEqual(['通报 SENT'])
  })

  it('does not wait for what an earlier copy had on its way, and does not send it again', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'wr1')
    await oweLine(db, clock, chat, '通报')
    await oweLine(db, clock, chat, '下一条')
    let answer: (receipt: Receipt) => void = () => undefined
    const unanswered = new Promise<Receipt>((resolve) => {
      answer = resolve
    })
    const hanging = recordingDoor(() => unanswered, { keyHoldsMs: 0 })
    const first = { ...hanging, mine: () => hanging.attempts.length === 0 }
    const ended = startSender(db, clock, [first]).drain()
    while (hanging.attempts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const door = recordingDoor(undefined, { keyHoldsMs: 0 })
    const second = startSender(db, clock, [door])
    await second.drain()
    expect(door.lines()).toEqual([])
    await second.takeOver('feishu')
    await second.drain()
    expect(door.lines()).toEqual(['wr1 下一条'])
    answer({ state: 'unknown', reason: '断线' })
    await ended
    expect(await states(db)).toEqual(['通报 UNCONFIRMED', '下一条 SENT'])
  })
})
