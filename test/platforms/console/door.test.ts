import { describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import type { Outgoing } from '../../../src/outbox/door.ts'
import { consoleDoor } from '../../../src/platforms/console/door.ts'
import { type ConsoleEvent, consoleFeed } from '../../../src/platforms/console/feed.ts'
import { readChat } from '../../../src/platforms/console/message-log.ts'
import { forEachDatabase } from '../../database/harness.ts'
import { standingClock } from '../../support/standing-clock.ts'

const CHAT = { externalId: 'group:dispatch', kind: 'group' } as const

function outgoing(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'answer:1',
    chat: CHAT,
    card: say('第一句'),
    file: null,
    attempt: 1,
    replyTo: null,
    updates: null,
    ...changes,
  }
}

forEachDatabase('the console as a door', (open) => {
  async function opened() {
    const { db } = await open()
    const clock = standingClock('2023-09-08T08:58:00+08:00')
    const feed = consoleFeed()
    const heard: ConsoleEvent[] = []
    feed.subscribe((event) => heard.push(event))
    return { db, heard, door: consoleDoor({ db, clock, feed }) }
  }

  it('shows a card with its plain text, at business time, and open pages hear of it', async () => {
    const { db, heard, door } = await opened()
    const receipt = await door.send(outgoing())
    const [message] = await readChat(db, CHAT.externalId, {})
    expect(message).toMatchObject({
      chat: 'group:dispatch',
      from: 'bot',
      at: '2023-09-08T00:58:00.000Z',
      replyTo: null,
      card: say('第一句'),
    })
    expect(message?.text).toContain('第一句')
    expect(receipt).toEqual({ state: 'sent', externalId: message?.id })
    expect(heard).toEqual([{ kind: 'message', message }])
  })

  it('shows one message when the same key is sent again', async () => {
    const { db, door } = await opened()
    const first = await door.send(outgoing())
    const second = await door.send(outgoing())
    expect(second).toEqual(first)
    expect(await readChat(db, CHAT.externalId, {})).toHaveLength(1)
  })

  it('changes a message in its place', async () => {
    const { db, heard, door } = await opened()
    const first = await door.send(outgoing())
    const id = first.state === 'sent' ? first.externalId : null
    await door.send(outgoing({ key: 'update:1', card: say('改过了'), updates: id }))
    const messages = await readChat(db, CHAT.externalId, {})
    expect(messages.map(({ card }) => card?.title)).toEqual(['改过了'])
    expect(heard.map((event) => event.kind === 'message' && event.message.id)).toEqual([id, id])
  })

  it('refuses to change a message that is not there, and one of another chat', async () => {
    const { door } = await opened()
    const first = await door.send(outgoing())
    const id = first.state === 'sent' ? first.externalId : null
    const gone = { state: 'refused', reason: 'the message to change is gone', gone: false }
    expect(await door.send(outgoing({ key: 'update:1', updates: '999' }))).toEqual(gone)
    const elsewhere = { externalId: 'u3', kind: 'private' } as const
    expect(await door.send(outgoing({ key: 'update:2', chat: elsewhere, updates: id }))).toEqual(gone)
  })
})

describe('reading a chat', () => {
  forEachDatabase('a long one', (open) => {
    it('gives the newest hundred, then the older ones, oldest first', async () => {
      const { db } = await open()
      await db.consoleMessage.createMany({
        data: Array.from({ length: 130 }, (_, n) => ({ chat: 'c', sender: 'u1', at: new Date(), text: `第${n}条` })),
      })
      const newest = await readChat(db, 'c', {})
      expect(newest.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, n) => `第${n + 30}条`))
      const older = await readChat(db, 'c', { before: Number(newest[0]?.id) })
      expect(older.map(({ text }) => text)).toEqual(Array.from({ length: 30 }, (_, n) => `第${n}条`))
      const after = await readChat(db, 'c', { after: Number(newest.at(-2)?.id) })
      expect(after.map(({ text }) => text)).toEqual(['第129条'])
    })
  })
})
