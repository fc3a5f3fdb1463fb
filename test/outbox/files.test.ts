import { beforeEach, describe, expect, it } from 'vitest'
import { type FileRef, say } from '../../src/chat/card.ts'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { owe } from '../../src/outbox/owe.ts'
import { dropOldFiles, keepFile } from '../../src/services/files.ts'
import { openClone } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, recordingDoor, startSender } from './recording-door.ts'

const clock = standingClock('2023-09-08T10:00:00+08:00')
const content = new TextEncoder().encode('一份台账')
const WEEK = 7 * 24 * 3_600_000

let db: Db
let chatId: number
beforeEach(async () => {
  db = (await openClone()).db
  chatId = await makeGroup(db, 'oc_1')
})

const kept = (name: string, expiresAt?: Date) =>
  transact(db, (tx) => {
    const file = { districtId: null, name, mime: 'text/plain', content, now: clock.now() }
    return keepFile(tx, expiresAt === undefined ? file : { ...file, expiresAt })
  })

async function oweWith(names: readonly string[], key = 'ledger'): Promise<void> {
  const files: FileRef[] = []
  for (const name of names) files.push(await kept(name, new Date(clock.now().getTime() + WEEK)))
  const card = { ...say('台账做好了'), files }
  await transact(db, (tx) => owe(tx, { key, to: { chatId }, kind: 'answer', card, notBefore: clock.now() }))
}

describe('the files of a card', () => {
  it('follow it, one message each, in their order and byte for byte', async () => {
    await oweWith(['台账.xlsx', '通报.docx'])
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.attempts.map(({ card, file }) => file?.name ?? card.title)).toEqual([
      '台账做好了',
      '台账.xlsx',
      '通报.docx',
    ])
    expect(Buffer.from(door.attempts[1]?.file?.content ?? []).toString()).toBe('一份台账')
  })

  it('are owed once, as the card is', async () => {
    await oweWith(['台账.xlsx'])
    await oweWith(['台账.xlsx'])
    expect(await db.outboxMessage.count()).toBe(2)
    expect(await db.storedFile.count()).toBe(1)
  })

  it('that have gone by the time they can be sent are named, with the way out', async () => {
    await oweWith(['台账.xlsx'])
    expect(await dropOldFiles(db, new Date(clock.now().getTime() + WEEK))).toBe(1)
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.attempts.at(-1)).toMatchObject({ file: null, card: { title: '附件：台账.xlsx' } })
    expect(JSON.stringify(door.attempts.at(-1)?.card)).toContain('再要一次')
  })
})

describe('the charts of a notice', () => {
  const chart = {
    kind: 'chart' as const,
    title: '镇街',
    unit: '分',
    bars: [{ label: '示例镇', value: 80, shown: '80.50' }],
  }
  const oweNotice = (kind: 'push' | 'answer') =>
    transact(db, (tx) =>
      owe(tx, {
        ...{ key: `rank:${kind}`, to: { chatId }, kind, notBefore: clock.now() },
        card: say('三季度排名', { blocks: [chart] }),
      }),
    )
  const told = (answer?: Parameters<typeof recordingDoor>[0]) => ({
    ...recordingDoor(answer),
    tellsCharts: true as const,
  })

  it('follow it as a picture where the platform tells them in words, once, and only when it was taken', async () => {
    const answered = { refuse: true }
    const door = told(() =>
      answered.refuse
        ? { state: 'retry', reason: '忙', scope: 'message', afterMs: 1000 }
        : { state: 'sent', externalId: null },
    )
    await oweNotice('push')
    await oweNotice('answer')
    const sender = startSender(db, clock, [door])
    await sender.drain()
    expect(door.attempts.every(({ file }) => file === null)).toBe(true)
    answered.refuse = false
    clock.pass(10_000)
    await sender.drain()
    const sent = door.attempts.filter(({ file }) => file !== null)
    expect(sent.map(({ file }) => [file?.name, file?.mime])).toEqual([['三季度排名.png', 'image/png']])
    expect(door.attempts.at(-1)).toBe(sent[0])
  })

  it('are left to a platform that draws them', async () => {
    await oweNotice('push')
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.attempts).toHaveLength(1)
  })
})

describe('a kept file', () => {
  it('stays as long as the longest that anybody asked for', async () => {
    const now = clock.now().getTime()
    const first = await kept('台账.xlsx', new Date(now + WEEK))
    expect(await kept('台账.xlsx', new Date(now + 2 * WEEK))).toEqual(first)
    expect(await kept('台账.xlsx', new Date(now + WEEK))).toEqual(first)
    expect(await dropOldFiles(db, new Date(now + WEEK))).toBe(0)
    await kept('台账.xlsx')
    expect(await dropOldFiles(db, new Date(now + 10 * WEEK))).toBe(0)
  })
})
