import { beforeEach, describe, expect, it } from 'vitest'
import { type FileRef, say } from '../../src/chat/card.ts'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { withdrawReplyTo } from '../../src/outbox/by-hand.ts'
import type { OutgoingFile } from '../../src/outbox/door.ts'
import { type Debt, owe } from '../../src/outbox/owe.ts'
import { dropOldFiles, keepFile } from '../../src/services/files.ts'
import { openClone } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, makePerson, recordingDoor, startSender } from './recording-door.ts'

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

async function oweWith(names: readonly string[], debt: Partial<Debt> = {}): Promise<void> {
  const files: FileRef[] = []
  for (const name of names) files.push(await kept(name, new Date(clock.now().getTime() + WEEK)))
  const card = { ...say('台账做好了'), files }
  await transact(db, (tx) =>
    owe(tx, { key: 'ledger', to: { chatId }, kind: 'answer', card, notBefore: clock.now(), ...debt }),
  )
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

  it('that have gone by the time they can be sent are named, with what to type and where', async () => {
    const personId = await makePerson(db, '演示甲', [{ platform: 'feishu', externalId: 'ou_1' }])
    await oweWith(['台账.xlsx'])
    await oweWith(['台账.xlsx'], { key: 'own', to: { personId }, asked: '台账 9月上旬' })
    expect(await dropOldFiles(db, new Date(clock.now().getTime() + WEEK))).toBe(1)
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    const gone = door.attempts.filter(({ card }) => card.title === '附件：台账.xlsx')
    expect(gone.map(({ file, chat, card }) => [file, chat.kind, JSON.stringify(card.blocks)])).toEqual([
      [null, 'group', expect.stringContaining('请私聊我再要一次')],
      [null, 'private', expect.stringContaining('请稍后再发一次“台账 9月上旬”')],
    ])
  })
})

describe('the files of an answer', () => {
  it('are dropped with it when the question is taken back', async () => {
    await oweWith(['台账.xlsx'], { replyTo: 'om_asked' })
    await transact(db, (tx) => withdrawReplyTo(tx, 'feishu', 'om_asked', clock.wall()))
    const door = recordingDoor()
    await startSender(db, clock, [door]).drain()
    expect(door.attempts).toEqual([])
  })
})

describe('a file that is not there at once', () => {
  it('holds up no lease: it is tried again, and sent when it is there', async () => {
    await oweWith(['挂图.png'])
    const door = recordingDoor()
    let reads = 0
    const readFile = (): Promise<OutgoingFile | null> => {
      reads += 1
      const file = { name: '挂图.png', mime: 'image/png', content }
      return reads === 1 ? new Promise<never>(() => undefined) : Promise.resolve(file)
    }
    const sender = startSender(db, clock, [door], { readFile, readTimeoutMs: 20 })
    await sender.drain()
    expect(door.lines()).toEqual(['oc_1 台账做好了'])
    clock.pass(1000)
    await sender.drain()
    expect(door.attempts.at(-1)?.file?.name).toBe('挂图.png')
  })

  it('nor after several attempts is named by its card, and what comes after it goes on', async () => {
    await oweWith(['挂图.png'])
    const door = recordingDoor()
    const readFile = (): Promise<never> => Promise.reject(new TypeError('no figure'))
    const sender = startSender(db, clock, [door], { readFile })
    for (let i = 0; i < 4; i++) {
      await sender.drain()
      clock.pass(5 * 60_000)
    }
    expect(door.attempts.map(({ card, file }) => [card.title, file])).toEqual([
      ['台账做好了', null],
      ['附件：挂图.png', null],
    ])
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
