import { expect, it } from 'vitest'
import type { Receipt } from '../../src/outbox/door.ts'
import { forEachDatabase, openTestDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, oweLine, recordingDoor, startSender, states } from './recording-door.ts'

const SECOND = 1000
const later: Receipt = { state: 'retry', reason: 'busy', scope: 'message' }

forEachDatabase('owed messages', (open) => {
  it('reach their chat in the order in which they were owed, once each', async () => {
    const { db } = await open()
    const clock = standingClock()
    const [a, b] = [await makeGroup(db, 'a'), await makeGroup(db, 'b')]
    for (let n = 1; n <= 8; n += 1) {
      await oweLine(db, clock, a, `甲${n}`)
      await oweLine(db, clock, b, `乙${n}`)
    }
    const door = recordingDoor()
    const sender = startSender(db, clock, [door])
    const sent: string[] = []
    sender.listen(({ chat, title }) => sent.push(`${chat} ${title}`))
    await sender.drain()
    const lines = door.lines()
    expect(lines).toHaveLength(16)
    expect(lines.filter((line) => line.startsWith('a'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `a 甲${n}`))
    expect(lines.filter((line) => line.startsWith('b'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `b 乙${n}`))
    expect(sent.toSorted()).toEqual(lines.toSorted())
    expect((await states(db)).every((line) => line.endsWith(' SENT'))).toBe(true)
  })

  it('are sent once by two senders at work on one database', async () => {
    const { db } = await open()
    const clock = standingClock()
    for (let chat = 1; chat <= 12; chat += 1) {
      const id = await makeGroup(db, `群${chat}`)
      for (let n = 1; n <= 4; n += 1) await oweLine(db, clock, id, `${chat}-${n}`)
    }
    const door = recordingDoor()
    const senders = [1, 2].map(() => startSender(db, clock, [door]))
    // A sender's drain does not wait for what another one holds, so both look until all is sent.
    while ((await db.outboxMessage.count({ where: { state: 'OWED' } })) > 0) {
      await Promise.all(senders.map((sender) => sender.drain()))
    }
    const titles = door.attempts.map(({ card }) => card.title)
    expect(titles).toHaveLength(48)
    expect(new Set(titles).size).toBe(48)
    for (let chat = 1; chat <= 12; chat += 1) {
      expect(titles.filter((title) => title.startsWith(`${chat}-`))).toEqual([1, 2, 3, 4].map((n) => `${chat}-${n}`))
    }
  })

  it('of one chat wait for one that is to be tried again; other chats do not', async () => {
    const { db } = await open()
    const clock = standingClock()
    const [a, b] = [await makeGroup(db, 'a'), await makeGroup(db, 'b')]
    await oweLine(db, clock, a, '甲1')
    await oweLine(db, clock, a, '甲2')
    await oweLine(db, clock, b, '乙1')
    await oweLine(db, clock, b, '乙2')
    const door = recordingDoor(({ card }, before) =>
      card.title === '甲1' && before < 2 ? later : { state: 'sent', externalId: null },
    )
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(door.lines().toSorted()).toEqual(['a 甲1', 'b 乙1', 'b 乙2'])
    clock.pass(SECOND)
    await sender.drain()
    expect(await states(db)).toEqual(['甲1 OWED', '甲2 OWED', '乙1 SENT', '乙2 SENT'])
    clock.pass(2 * SECOND)
    await sender.drain()
    expect(door.lines().filter((line) => line.startsWith('a'))).toEqual(['a 甲1', 'a 甲1', 'a 甲1', 'a 甲2'])
  })

  it('are stored once a key, and only with the change that owes them', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    expect(await oweLine(db, clock, chat, '一次')).not.toBeNull()
    expect(await oweLine(db, clock, chat, '一次')).toBeNull()
    await expect(
      db.$transaction(async (tx) => {
        await tx.outboxMessage.create({
          data: { key: '未成', chatId: chat, kind: 'PUSH', card: {}, notBefore: clock.now() },
        })
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    expect(await states(db)).toEqual(['一次 OWED'])
  })

  it('that no platform can take any more do not hold back the next one', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    await oweLine(db, clock, chat, '坏的')
    await oweLine(db, clock, chat, '好的')
    const door = recordingDoor(({ card }) =>
      card.title === '坏的'
        ? { state: 'refused', reason: '内容不合规', gone: false }
        : { state: 'sent', externalId: 'om_1' },
    )
    await startSender(db, clock, [door]).drain()
    expect(await states(db)).toEqual(['坏的 REFUSED', '好的 SENT'])
    const [bad, good] = await db.outboxMessage.findMany({ orderBy: { id: 'asc' } })
    expect(bad).toMatchObject({ error: '内容不合规', leaseUntil: null })
    expect(good).toMatchObject({ externalId: 'om_1', sentAt: clock.now(), leaseUntil: null })
  })
})

it('an answer goes before a push that another chat was owed earlier', async () => {
  const { db } = await openTestDatabase()
  const clock = standingClock()
  const [a, b] = [await makeGroup(db, 'a'), await makeGroup(db, 'b')]
  await oweLine(db, clock, a, '推送')
  await oweLine(db, clock, b, '回答', { kind: 'answer' })
  const quota = { chat: { count: 100, perMs: SECOND }, platform: [{ count: 1, perMs: SECOND }] }
  const door = recordingDoor(undefined, { quota })
  await startSender(db, clock, [door]).drain()
  expect(door.lines()).toEqual(['b 回答', 'a 推送'])
})

it('a message of a chat whose platform is not connected waits for its door', async () => {
  const { db } = await openTestDatabase()
  const clock = standingClock()
  await oweLine(db, clock, await makeGroup(db, 'a', 'wecom'), '企业微信')
  await oweLine(db, clock, await makeGroup(db, 'a', 'feishu'), '飞书')
  const feishu = recordingDoor()
  await startSender(db, clock, [feishu]).drain()
  expect(await states(db)).toEqual(['企业微信 OWED', '飞书 SENT'])
  const wecom = recordingDoor(undefined, { platform: 'wecom' })
  await startSender(db, clock, [feishu, wecom]).drain()
  expect(wecom.lines()).toEqual(['a 企业微信'])
})

it('a platform that hangs delays no other', async () => {
  const { db } = await openTestDatabase()
  const clock = standingClock()
  await oweLine(db, clock, await makeGroup(db, 'a', 'wecom'), '企业微信')
  await oweLine(db, clock, await makeGroup(db, 'a', 'feishu'), '飞书')
  let release = (): void => undefined
  const hanging = new Promise<Receipt>((resolve) => {
    release = () => resolve({ state: 'sent', externalId: null })
  })
  const wecom = recordingDoor(() => hanging, { platform: 'wecom' })
  // Feishu answers only when the other platform is known to hang.
  const feishu = recordingDoor(() => {
    release()
    return { state: 'sent', externalId: null }
  })
  await startSender(db, clock, [wecom, feishu]).drain()
  expect(await states(db)).toEqual(['企业微信 SENT', '飞书 SENT'])
})

it('a message to a chat that hangs delays no other chat', async () => {
  const { db } = await openTestDatabase()
  const clock = standingClock()
  await oweLine(db, clock, await makeGroup(db, 'a'), '挂起')
  const b = await makeGroup(db, 'b')
  for (const n of [1, 2, 3]) await oweLine(db, clock, b, `乙${n}`)
  let release = (): void => undefined
  const hanging = new Promise<Receipt>((resolve) => {
    release = () => resolve({ state: 'sent', externalId: null })
  })
  // The first chat's answer comes only after the other chat got all its messages.
  const door = recordingDoor(({ card }) => {
    if (card.title === '乙3') release()
    return card.title === '挂起' ? hanging : { state: 'sent', externalId: null }
  })
  await startSender(db, clock, [door]).drain()
  expect(door.lines()).toEqual(['a 挂起', 'b 乙1', 'b 乙2', 'b 乙3'])
})
