import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { button, type Card, say } from '../../../src/chat/card.ts'
import type { Database } from '../../../src/database/connection.ts'
import { transact } from '../../../src/database/transaction.ts'
import { makeLog } from '../../../src/log.ts'
import type { Door, Outgoing } from '../../../src/outbox/door.ts'
import { owe } from '../../../src/outbox/owe.ts'
import { appClient } from '../../../src/platforms/wecom/app-client.ts'
import type { ConnectionTarget, WecomConnection } from '../../../src/platforms/wecom/connection.ts'
import { type WecomDoorParts, wecomDoor } from '../../../src/platforms/wecom/door.ts'
import { openWindow, streamState } from '../../../src/platforms/wecom/reply-window.ts'
import { openTestDatabase } from '../../database/harness.ts'
import { CORP, startWecomEmulator, type WecomEmulator } from '../../emulators/wecom/index.ts'
import { makeGroup, makePerson, oweLine, startSender, states } from '../../outbox/recording-door.ts'
import { standingClock } from '../../support/standing-clock.ts'

const MINUTE = 60_000
let database: Database
let clock = standingClock()
let wecom: WecomEmulator
let messages = 0

beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())
beforeEach(async () => {
  clock = standingClock()
  wecom = await startWecomEmulator({ now: () => clock.wall().getTime() })
  onTestFinished(() => wecom.stop())
})

function door(parts: Partial<WecomDoorParts> = {}): Door {
  return wecomDoor({
    db: database.db,
    log: makeLog('silent'),
    baseUrl: wecom.baseUrl,
    edition: { cards: true, markdown: true },
    link: 'https://work.weixin.qq.com/',
    quota: { chatPerMinute: 30, webhookPerMinute: 20 },
    app: null,
    connection: null,
    wall: () => clock.wall(),
    pause: () => Promise.resolve(),
    ...parts,
  })
}

const app = () =>
  appClient({ baseUrl: wecom.baseUrl, corpId: CORP.corpId, agentId: CORP.agentId, secret: CORP.secret }, () =>
    clock.wall().getTime(),
  )

const LEDGER = { name: '台账.xlsx', mime: 'application/octet-stream', content: new Uint8Array([80, 75, 3, 4, 5, 6]) }
const PICTURE = { name: '挂图.png', mime: 'image/png', content: new Uint8Array([137, 80, 78, 71, 1, 2]) }

function to(
  kind: 'group' | 'private',
  externalId: string,
  card: Card = say('你好'),
  replyTo: string | null = null,
): Outgoing {
  messages += 1
  return { key: `m${messages}`, chat: { kind, externalId }, card, file: null, attempt: 1, replyTo, updates: null }
}

/** A group with a robot. */
async function robotGroup(name: string): Promise<number> {
  const id = await makeGroup(database.db, name, 'wecom')
  await database.db.chat.update({ where: { id }, data: { pushUrl: wecom.addRobot(name) } })
  return id
}

/** A message to the bot that waits for an answer. */
async function asked(chat: string, url = true): Promise<string> {
  messages += 1
  const callbackId = `c${messages}`
  wecom.world.late.set(callbackId, {
    to: chat,
    kind: chat.startsWith('wr') ? 'group' : 'private',
    until: clock.wall().getTime() + 60 * MINUTE,
    used: false,
  })
  const responseUrl = url ? `${wecom.baseUrl}/cgi-bin/aibot/response?response_code=${callbackId}` : null
  await openWindow(database.db, { callbackId, messageId: callbackId, chat, responseUrl, streaming: true }, clock.wall())
  return callbackId
}

function connection(sent: [ConnectionTarget, string][], ready = true, code = 0): WecomConnection {
  const answer = (target: ConnectionTarget, text: string) => {
    if (code !== 0)
      return Promise.resolve({ ok: false as const, failure: { kind: 'answered' as const, code, status: 200 } })
    sent.push([target, text])
    return Promise.resolve({ ok: true as const, value: null })
  }
  return {
    mine: () => true,
    ready: () => ready,
    sendMarkdown: answer,
    sendCard: (target, card) => answer(target, card.main_title.title),
    upload: (kind, file) => Promise.resolve({ ok: true, value: `${kind} ${file.name}` }),
    sendMedia: (target, _kind, mediaId) => answer(target, mediaId),
  }
}

describe('a message of the program', () => {
  it('goes to a person by the app, to a group by its robot', async () => {
    await robotGroup('甲群')
    const one = door({ app: app() })
    expect(await one.send(to('private', 'zhangsan'))).toMatchObject({
      state: 'sent',
      externalId: expect.stringMatching(/^app-/),
    })
    expect(await one.send(to('group', '甲群'))).toMatchObject({ state: 'sent' })
    expect(wecom.arrived.map(({ by, to }) => `${by} ${to}`)).toEqual(['app zhangsan', 'hook 甲群'])
  })

  it('goes by the long connection where that is ready, and by the others where nobody ever spoke to the bot', async () => {
    await robotGroup('乙群')
    const sent: [ConnectionTarget, string][] = []
    const one = door({ app: app(), connection: connection(sent) })
    await one.send(to('private', 'zhangsan', say('请确认', { actions: [button('确认', '确认 3')] })))
    await one.send(to('group', '乙群'))
    expect(sent.map(([{ id }, text]) => `${id} ${text}`)).toEqual(['zhangsan 请确认', '乙群 **你好**'])
    const shut = door({ app: app(), connection: connection([], true, 93006) })
    await shut.send(to('private', 'zhangsan'))
    await shut.send(to('group', '乙群'))
    expect(wecom.arrived.map(({ by }) => by)).toEqual(['app', 'hook'])
  })

  it('waits for a long connection that is not there yet when nothing else reaches the chat', async () => {
    const receipt = await door({ connection: connection([], false) }).send(to('private', 'zhangsan'))
    expect(receipt).toMatchObject({ state: 'retry', scope: 'message' })
  })

  it('is refused with the way out when no door is open: for good to a group, until he writes to a person', async () => {
    expect(await door().send(to('private', 'zhangsan'))).toMatchObject({ state: 'refused', gone: true })
    const receipt = await door().send(to('group', 'wr-nobody'))
    expect(receipt).toMatchObject({ state: 'refused', gone: false, reason: expect.stringContaining('绑定 群机器人') })
  })

  it('to a person whom the app may not reach is refused, though WeCom says ok', async () => {
    wecom.world.outOfRange.add('lisi')
    expect(await door({ app: app() }).send(to('private', 'lisi'))).toMatchObject({ state: 'refused', gone: true })
  })

  it('goes as text where an old edition shows neither cards nor markdown', async () => {
    await robotGroup('丙群')
    const one = door({ app: app(), edition: { cards: false, markdown: false } })
    await one.send(to('group', '丙群', say('通报', { actions: [button('发布', '发布 3')] })))
    await one.send(to('private', 'zhangsan', say('通报', { actions: [button('发布', '发布 3')] })))
    expect(wecom.arrived.map(({ type, text }) => [type, text])).toEqual([
      ['text', '通报\n可以回复：发布 3'],
      ['text', '通报\n可以回复：发布 3'],
    ])
  })
})

describe('an answer to the bot', () => {
  it('that WeCom does not fetch goes by response_url, once', async () => {
    const message = await asked('zhangsan')
    expect(await door().send(to('private', 'zhangsan', say('总览'), message))).toMatchObject({ state: 'sent' })
    expect(wecom.arrived).toMatchObject([{ by: 'late', to: 'zhangsan', text: '**总览**' }])
    expect(await door().send(to('private', 'zhangsan', say('再来'), message))).toMatchObject({ state: 'refused' })
  })

  it('of more than six minutes later goes by response_url; of more than an hour later not at all', async () => {
    const message = await asked('wr-1')
    clock.pass(30 * MINUTE)
    expect(await door().send(to('group', 'wr-1', say('办好了'), message))).toMatchObject({ state: 'sent' })
    expect(wecom.arrived).toMatchObject([{ by: 'late', kind: 'group' }])
    const old = await asked('wr-1')
    clock.pass(61 * MINUTE)
    expect(await door().send(to('group', 'wr-1', say('太晚'), old))).toMatchObject({ state: 'refused' })
  })

  it('is never sent to an address that is not WeCom’s', async () => {
    messages += 1
    const callbackId = `c${messages}`
    const responseUrl = 'https://example.com/cgi-bin/aibot/response?response_code=x'
    await openWindow(
      database.db,
      { callbackId, messageId: callbackId, chat: 'wangwu', responseUrl, streaming: false },
      clock.wall(),
    )
    expect(await door().send(to('private', 'wangwu', say('x'), callbackId))).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('不是企业微信的地址'),
    })
  })

  it('that was neither fetched nor could be sent otherwise is not known to have arrived', async () => {
    const message = await asked('zhangsan', false)
    expect(await door().send(to('private', 'zhangsan', say('x'), message))).toMatchObject({ state: 'unknown' })
  })

  it('to a message to the app goes by the app, even beside a long connection', async () => {
    const sent: [ConnectionTarget, string][] = []
    await door({ app: app(), connection: connection(sent) }).send(
      to('private', 'zhangsan', say('好'), 'app-7561234567890123457'),
    )
    expect(sent).toEqual([])
    expect(wecom.arrived).toMatchObject([{ by: 'app' }])
  })
})

describe('what WeCom answers', () => {
  it.each([
    [{ kind: 'code', errcode: -1 } as const, { state: 'retry' }],
    [{ kind: 'code', errcode: 45009 } as const, { state: 'retry', afterMs: 60_000 }],
    [
      { kind: 'code', errcode: 60020 } as const,
      { state: 'retry', afterMs: 120_000, reason: expect.stringContaining('可信 IP') },
    ],
    [{ kind: 'code', errcode: 81013 } as const, { state: 'refused', gone: true }],
    [{ kind: 'code', errcode: 44004 } as const, { state: 'refused', gone: false }],
    [{ kind: 'code', errcode: 99999 } as const, { state: 'refused', gone: false }],
    [{ kind: 'page', status: 502 } as const, { state: 'unknown' }],
    [{ kind: 'page', status: 403 } as const, { state: 'retry' }],
    [{ kind: 'reset', when: 'after' } as const, { state: 'unknown' }],
  ])('decides what becomes of a message: %o', async (fault, receipt) => {
    wecom.inject(fault, 'send')
    expect(await door({ app: app() }).send(to('private', 'zhangsan'))).toMatchObject(receipt)
  })

  it('about an ended token is cured with one new one, however many ask', async () => {
    const one = door({ app: app() })
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => one.send(to('private', id))))
    expect(wecom.world.tokenRequests).toBe(1)
    wecom.inject({ kind: 'code', errcode: 42001, endTokens: true }, 'send')
    expect(await one.send(to('private', 'a'))).toMatchObject({ state: 'sent' })
    expect(wecom.world.tokenRequests).toBe(2)
  })

  it('about a wrong secret is told and tried again later; nothing was sent', async () => {
    wecom.inject({ kind: 'code', errcode: 40001 }, 'token')
    const receipt = await door({ app: app() }).send(to('private', 'zhangsan'))
    expect(receipt).toMatchObject({ state: 'retry', reason: expect.stringContaining('Secret') })
    expect(wecom.arrived).toEqual([])
  })

  it('about a card sends its text instead', async () => {
    wecom.inject({ kind: 'code', errcode: 42047 }, 'send')
    const card = say('请确认', { actions: [button('确认', '确认 3')] })
    expect(await door({ app: app() }).send(to('private', 'zhangsan', card))).toMatchObject({ state: 'sent' })
    expect(wecom.arrived).toMatchObject([{ type: 'text', text: '请确认\n可以回复：确认 3' }])
  })

  it('to a file is its media_id, good for three days', async () => {
    const uploaded = await app().upload('file', LEDGER)
    expect(uploaded).toMatchObject({ ok: true, value: expect.stringMatching(/^media_/) })
    const sent = await app().send('zhangsan', { fileId: uploaded.ok ? uploaded.value : '' })
    expect(sent).toMatchObject({ ok: true })
  })
})

describe('a file', () => {
  it('goes to a person by the app and to a group by its robot; a picture goes as a picture', async () => {
    await robotGroup('文件群')
    const one = door({ app: app() })
    for (const file of [LEDGER, PICTURE]) {
      for (const target of [to('private', 'zhangsan'), to('group', '文件群')]) {
        expect(await one.send({ ...target, file })).toMatchObject({ state: 'sent' })
      }
    }
    expect(wecom.arrived.map(({ by, type, text }) => `${by} ${type} ${text}`)).toEqual([
      'app file 台账.xlsx',
      'hook file 台账.xlsx',
      'app image 挂图.png',
      'hook image ',
    ])
  })

  it('goes by the long connection where there is one', async () => {
    const sent: [ConnectionTarget, string][] = []
    const receipt = await door({ connection: connection(sent) }).send({ ...to('group', 'wr1'), file: LEDGER })
    expect(receipt).toMatchObject({ state: 'sent' })
    expect(sent.map(([{ id }, text]) => `${id} ${text}`)).toEqual(['wr1 file 台账.xlsx'])
  })

  it('that no door takes is named in words, in answer to what was asked', async () => {
    const replyTo = await asked('wrgroup')
    const receipt = door({}).send({ ...to('group', 'wrgroup', say('附件：台账.xlsx'), replyTo), file: LEDGER })
    const window = await database.db.replyWindow.findUniqueOrThrow({ where: { callbackId: replyTo } })
    await expect
      .poll(async () => (await streamState(database.db, window.streamId ?? '', clock.wall())).content)
      .toContain('附件：台账.xlsx')
    expect(await receipt).toMatchObject({ state: 'sent' })
  })

  it('that was not uploaded was not sent: it is tried again, although WeCom knows no repetitions', async () => {
    wecom.inject({ kind: 'reset', when: 'after' }, 'upload')
    const one = door({ app: app() })
    const message = { ...to('private', 'zhangsan'), file: LEDGER }
    expect(await one.send(message)).toMatchObject({ state: 'retry' })
    expect(await one.send(message)).toMatchObject({ state: 'sent' })
  })
})

describe('a file that WeCom does not take', () => {
  it('is named in words, and the chat goes on: not allowed, refused, or broken off again and again', async () => {
    const one = door({ app: app() })
    const message = { ...to('private', 'zhangsan', say('附件：台账.xlsx')), file: LEDGER }
    wecom.inject({ kind: 'code', errcode: 48002 }, 'upload')
    expect(await one.send(message)).toMatchObject({ state: 'sent' })
    wecom.inject({ kind: 'code', errcode: 40004 }, 'upload')
    expect(await one.send(message)).toMatchObject({ state: 'sent' })
    wecom.inject({ kind: 'reset', when: 'before' }, 'upload')
    expect(await one.send({ ...message, attempt: 4 })).toMatchObject({ state: 'sent' })
    expect(wecom.arrived.map(({ type, text }) => `${type} ${text.split('\n')[0]}`)).toEqual(
      Array.from({ length: 3 }, () => 'text 附件：台账.xlsx'),
    )
  })
})

describe('two hundred messages at once', () => {
  it('to one group leave at the robot’s limit, in order, none lost, none refused', async () => {
    await database.db.outboxMessage.deleteMany()
    const group = await robotGroup('大群')
    await transact(database.db, async (tx) => {
      for (let n = 1; n <= 200; n += 1) {
        const card = say(`第${n}条`)
        await owe(tx, { key: `大群${n}`, to: { chatId: group }, kind: 'push', card, notBefore: clock.now() })
      }
    })
    const begun = clock.wall().getTime()
    await startSender(database.db, clock, [door()]).drain()
    expect(wecom.arrived.map(({ text }) => text)).toEqual(Array.from({ length: 200 }, (_none, i) => `**第${i + 1}条**`))
    expect((await states(database.db)).filter((line) => !line.endsWith(' SENT'))).toEqual([])
    const attempts = await database.db.outboxMessage.aggregate({ _sum: { attempts: true } })
    expect(attempts._sum.attempts).toBe(200)
    expect(clock.wall().getTime() - begun).toBeLessThanOrEqual(10 * 1.1 * MINUTE)
  }, 240_000)

  it('to one person are none of those that WeCom would drop without a word', async () => {
    await database.db.outboxMessage.deleteMany()
    const person = await makePerson(database.db, '演示甲', [{ platform: 'wecom', externalId: 'many' }])
    for (let n = 1; n <= 60; n += 1) {
      const card =
        n % 2 === 0
          ? say(`第${n}条`)
          : say(`第${n}条`, { actions: [button('看', `项目 ${'长'.repeat(200)}`), button('总览')] })
      await oweLine(database.db, clock, { personId: person }, `个人${n}`, { card })
    }
    const sender = startSender(database.db, clock, [door({ app: app() })])
    for (let round = 0; round < 10; round += 1) {
      await sender.drain()
      clock.pass(MINUTE)
    }
    expect(wecom.world.dropped).toBe(0)
    expect((await states(database.db)).filter((line) => !line.endsWith(' SENT'))).toEqual([])
  }, 60_000)

  it('that come after their use has passed are dropped and recorded', async () => {
    await database.db.outboxMessage.deleteMany()
    const group = await robotGroup('小群')
    const expiresAt = new Date(clock.now().getTime() + 90_000)
    for (let n = 1; n <= 60; n += 1) await oweLine(database.db, clock, group, `催${n}`, { expiresAt })
    await startSender(database.db, clock, [door()]).drain()
    const ends = (await states(database.db)).map((line) => line.split(' ')[1])
    expect(ends.filter((state) => state === 'SENT')).toHaveLength(wecom.arrived.length)
    expect(ends.filter((state) => state === 'EXPIRED')).toHaveLength(60 - wecom.arrived.length)
    expect(wecom.arrived.length).toBe(40)
  }, 120_000)
})
