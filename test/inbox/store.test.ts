import { describe, expect, it } from 'vitest'
import { isForBot } from '../../src/inbox/for-bot.ts'
import { eraseOldTexts } from '../../src/inbox/retention.ts'
import { storeEvent } from '../../src/inbox/store.ts'
import { forEachDatabase } from '../database/harness.ts'
import { groupText, privateText } from './events.ts'

const received = new Date('2023-09-08T02:00:00Z')

describe('a text', () => {
  it.each([
    ['in private', privateText('ou_1', 1, '随便说说'), true],
    ['in a group that mentions the bot', groupText('绿邦到哪一步了', true), true],
    ['in a group with a slash', groupText('/总览'), true],
    ['in a group with a full-width slash after a space', groupText(' ／项目　绿邦'), true],
    ['of a group among colleagues', groupText('中午吃什么'), false],
    ['of a group with a slash inside', groupText('完成1/3'), false],
  ])('%s: for the bot %s', (_, event, expected) => {
    expect(isForBot(event)).toBe(expected)
  })

  it('that is a click or a menu is always for the bot', () => {
    const { text: _, mentionsBot: __, mentions: ___, ...rest } = groupText('按钮')
    expect(isForBot({ ...rest, kind: 'action', action: '发布 3' })).toBe(true)
  })
})

forEachDatabase('storing events', (open) => {
  it('keeps one row of an event, however often it is delivered', async () => {
    const { db } = await open()
    const first = await storeEvent(db, privateText('ou_1', 1), received)
    const again = await storeEvent(db, privateText('ou_1', 1), new Date(received.getTime() + 6 * 3_600_000))
    expect(first).toEqual({ id: first?.id, fresh: true })
    expect(again).toEqual({ id: first?.id, fresh: false })
    const rows = await db.inboxEvent.findMany()
    expect(rows.map(({ id, receivedAt }) => [id, receivedAt])).toEqual([[first?.id, received]])
  })

  it('keeps one row of an event delivered ten times at once', async () => {
    const { db } = await open()
    const stored = await Promise.all(Array.from({ length: 10 }, () => storeEvent(db, privateText('ou_1', 1), received)))
    expect(stored.filter((row) => row?.fresh)).toHaveLength(1)
    expect(new Set(stored.map((row) => row?.id)).size).toBe(1)
  })

  it('tells the same key of two platforms apart', async () => {
    const { db } = await open()
    await storeEvent(db, privateText('ou_1', 1), received)
    const other = await storeEvent(db, { ...privateText('ou_1', 1), platform: 'wecom' }, received)
    expect(other?.fresh).toBe(true)
  })

  it('stores nothing of a text that is not for the bot', async () => {
    const { db } = await open()
    expect(await storeEvent(db, groupText('中午吃什么'), received)).toBeNull()
    expect(await db.inboxEvent.count()).toBe(0)
  })

  it('keeps the keys and erases the texts of handled events after 30 days', async () => {
    const { db } = await open()
    const old = await storeEvent(db, privateText('ou_1', 1), received)
    const waiting = await storeEvent(db, privateText('ou_1', 2), received)
    const young = await storeEvent(db, privateText('ou_1', 3), new Date(received.getTime() + 3_600_000))
    const done = [old?.id ?? 0, young?.id ?? 0]
    await db.inboxEvent.updateMany({
      where: { id: { in: done } },
      data: {
        state: 'DONE',
        command: 'report',
        args: { note: '设备安装' },
        answer: { toast: { tone: 'good', text: '好' } },
      },
    })
    expect(await eraseOldTexts(db, new Date('2023-10-08T02:00:01Z'))).toBe(1)
    expect(await eraseOldTexts(db, new Date('2023-10-08T02:00:01Z'))).toBe(0)
    const rows = await db.inboxEvent.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ id, content }) => [id, content === null])).toEqual([
      [old?.id, true],
      [waiting?.id, false],
      [young?.id, false],
    ])
    expect(rows[0]).toMatchObject({ key: 'message:ou_1:1', command: 'report', args: null, answer: null })
    expect(await storeEvent(db, privateText('ou_1', 1), received)).toEqual({ id: old?.id, fresh: false })
  })
})
