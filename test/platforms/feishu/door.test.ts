import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Block, button, say } from '../../../src/chat/card.ts'
import type { Door, Outgoing } from '../../../src/outbox/door.ts'
import { feishuClient } from '../../../src/platforms/feishu/client.ts'
import { feishuDoor } from '../../../src/platforms/feishu/door.ts'
import { feishuApi } from '../../../src/platforms/feishu/sdk.ts'
import { type FeishuEmulator, faults, startFeishuEmulator } from '../../emulators/feishu/index.ts'
import { listeningLog } from './harness.ts'
import { app } from './vectors.ts'

const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const GROUP = 'oc_5ce6d572455d361153b7cb51da133945'
const SECRET = 'the-app-secret-of-this-test'

let now = Date.now()
let feishu: FeishuEmulator
let door: Door
let paused: number[]

beforeEach(async () => {
  now = Date.now()
  paused = []
  feishu = await startFeishuEmulator({ ...app, appSecret: SECRET, now: () => now })
  door = open(feishu.baseUrl)
})
afterEach(() => feishu.stop())

function open(baseUrl: string): Door {
  const { log } = listeningLog()
  const client = feishuClient(
    feishuApi({ appId: app.appId, appSecret: SECRET, baseUrl, timeoutMs: 400 }, log),
    () => now,
  )
  const quota = { chatPerSecond: 5, appPerSecond: 50, appPerMinute: 1000 }
  // The emulator's clock is moved instead of waiting.
  const pause = async (ms: number) => {
    paused.push(ms)
    now += ms
  }
  return feishuDoor({ client, quota, log, pause })
}

function message(change: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'answer:1',
    chat: { externalId: PERSON, kind: 'private' },
    card: say('收到', { blocks: [{ kind: 'text', text: '已记下' }], actions: [button('更正', '更正 示例甲')] }),
    file: null,
    attempt: 1,
    replyTo: null,
    updates: null,
    ...change,
  }
}

const group = { externalId: GROUP, kind: 'group' } as const

function manyRows(rows: number): Block {
  return {
    kind: 'table',
    columns: [{ title: '项目' }, { title: '进度' }],
    rows: Array.from({ length: rows }, (_, i) => [`示例项目${i}号`, '主体施工完成，设备正在进场安装调试']),
  }
}

describe('a file', () => {
  const file = { name: '台账.xlsx', mime: 'application/octet-stream', content: new Uint8Array([80, 75, 3, 4]) }
  const sent = () => feishu.messages.map(({ type }) => type)

  test('whose sending may have worked is neither uploaded again nor sent twice', async () => {
    feishu.inject(faults.resetAfter(), 'create')
    expect(await door.send(message({ file }))).toMatchObject({ state: 'unknown' })
    expect(await door.send(message({ file, attempt: 2 }))).toMatchObject({ state: 'sent' })
    expect(sent()).toEqual(['file'])
    expect(feishu.files.size).toBe(1)
  })

  test.each([
    ['a break', faults.resetBefore()],
    ['the limit of the gateway', faults.gatewayLimit(7)],
  ])('that was not uploaded for %s is tried again', async (_what, fault) => {
    feishu.inject(fault, 'upload')
    expect(await door.send(message({ file }))).toMatchObject({ state: 'retry' })
    expect(await door.send(message({ file, attempt: 2 }))).toMatchObject({ state: 'sent' })
    expect(sent()).toEqual(['file'])
  })

  test.each([
    ['is not allowed', faults.code(99991672), 1],
    ['is refused', faults.code(234042), 1],
    ['is refused in a 200', faults.codeInOk(234006), 1],
    ['breaks off again and again', faults.resetBefore(), 4],
  ])('whose upload %s is named in words, and the chat goes on', async (_what, fault, attempt) => {
    feishu.inject(fault, 'upload')
    expect(await door.send(message({ file, attempt }))).toMatchObject({ state: 'sent' })
    expect(sent()).toEqual(['interactive'])
  })
})

describe('a message arrives', () => {
  test('in private by open_id, in a group by chat_id', async () => {
    const sent = await door.send(message())
    expect(sent).toEqual({ state: 'sent', externalId: feishu.messages[0]?.messageId })
    await door.send(message({ key: 'push:2', chat: group }))
    expect(
      feishu.messages.map(({ kind, openId, chatId, text }) => [kind, openId, chatId, text.split('\n')[0]]),
    ).toEqual([
      ['private', PERSON, feishu.chatOf(PERSON), '收到'],
      ['group', null, GROUP, '收到'],
    ])
  })

  test('as an answer to what was written', async () => {
    feishu.connect('http://127.0.0.1:9/')
    const said = await feishu.say(PERSON, '总览', { chat: GROUP, mention: true })
    expect((await door.send(message({ chat: group, replyTo: said.messageId }))).state).toBe('sent')
    expect(feishu.messages).toMatchObject([{ replyTo: said.messageId, chatId: GROUP }])
  })

  test('on its own when what it answers was taken back', async () => {
    feishu.connect('http://127.0.0.1:9/')
    const said = await feishu.say(PERSON, '总览')
    await feishu.recall(said)
    expect((await door.send(message({ replyTo: said.messageId }))).state).toBe('sent')
    expect(feishu.messages).toMatchObject([{ replyTo: null, openId: PERSON }])
  })

  test('on its own when what it answers is no message of Feishu', async () => {
    expect((await door.send(message({ replyTo: 'console-17' }))).state).toBe('sent')
    expect(feishu.messages).toMatchObject([{ replyTo: null }])
  })

  test('in the place of an earlier card', async () => {
    const first = await door.send(message())
    const id = first.state === 'sent' ? first.externalId : null
    const again = await door.send(message({ key: 'update:1', updates: id, card: say('已更正') }))
    expect(again).toEqual({ state: 'sent', externalId: id })
    expect(feishu.messages).toHaveLength(1)
    expect(feishu.messages[0]).toMatchObject({ text: '已更正', patches: 1 })
  })

  test.each([
    ['gone', 230011],
    ['older than 14 days', 230031],
  ])('anew when the card to change is %s', async (_why, code) => {
    const first = await door.send(message())
    const id = first.state === 'sent' ? first.externalId : null
    feishu.inject(faults.code(code), 'patch')
    const again = await door.send(message({ key: 'update:1', updates: id, card: say('已更正') }))
    expect(feishu.messages.map((one) => one.text.split('\n')[0])).toEqual(['收到', '已更正'])
    expect(again).toEqual({ state: 'sent', externalId: feishu.messages[1]?.messageId })
  })
})

describe('a message is not sent twice', () => {
  test('when the connection broke after Feishu had taken it', async () => {
    feishu.inject(faults.resetAfter(), 'create')
    expect(await door.send(message())).toMatchObject({ state: 'unknown' })
    expect(feishu.messages).toHaveLength(1)
    expect(await door.send(message())).toEqual({ state: 'sent', externalId: feishu.messages[0]?.messageId })
    expect(feishu.messages).toHaveLength(1)
  })

  test('nor when an answer broke off', async () => {
    feishu.connect('http://127.0.0.1:9/')
    const said = await feishu.say(PERSON, '总览')
    feishu.inject(faults.resetAfter(), 'reply')
    expect((await door.send(message({ replyTo: said.messageId }))).state).toBe('unknown')
    expect((await door.send(message({ replyTo: said.messageId }))).state).toBe('sent')
    expect(feishu.messages).toHaveLength(1)
  })

  test('for as long as the door says that its key holds', async () => {
    await door.send(message())
    now += door.keyHoldsMs - 1
    await door.send(message())
    expect(feishu.messages).toHaveLength(1)
    now += 1
    await door.send(message())
    expect(feishu.messages).toHaveLength(2)
  })

  test('two messages of different keys are two', async () => {
    await door.send(message({ key: 'a' }))
    await door.send(message({ key: 'b' }))
    expect(feishu.messages).toHaveLength(2)
  })
})

describe('what goes wrong on the way', () => {
  test.each([
    ['a broken connection before', faults.resetBefore(), { state: 'unknown' }],
    ['no answer at all', faults.hang(), { state: 'unknown' }],
    ['a gateway out of order', faults.badGateway(), { state: 'unknown' }],
    ['the limit of the gateway', faults.gatewayLimit(7), { state: 'retry', scope: 'platform', afterMs: 7000 }],
    ['the limit of the chat', faults.chatLimit(), { state: 'retry', scope: 'chat', afterMs: 1000 }],
    ['a code in a 200', faults.codeInOk(230020), { state: 'retry', scope: 'chat' }],
    ['a scope missing', faults.code(99991672), { state: 'retry', scope: 'message' }],
    ['a sensitive word', faults.code(230022), { state: 'refused', gone: false }],
  ])('%s', async (_what, fault, receipt) => {
    feishu.inject(fault, 'create')
    expect(await door.send(message())).toMatchObject(receipt)
    expect(feishu.messages).toEqual([])
    if (receipt.state !== 'refused') expect((await door.send(message())).state).toBe('sent')
  })

  test('an ended token is replaced without anybody noticing', async () => {
    feishu.inject(faults.tokenEnded(), 'create')
    expect((await door.send(message())).state).toBe('sent')
    expect(feishu.tokenRequests()).toBe(2)
  })

  test('a person who left and a group without the bot are given up for good', async () => {
    feishu.refuse(PERSON, 230029)
    feishu.refuse(GROUP, 230002)
    expect(await door.send(message())).toMatchObject({ state: 'refused', gone: true })
    expect(await door.send(message({ chat: group }))).toMatchObject({ state: 'refused', gone: true })
  })

  test('an address where nobody listens: nothing was sent', async () => {
    const away = open('http://127.0.0.1:9')
    expect(await away.send(message())).toMatchObject({ state: 'retry', scope: 'platform' })
  })

  test('a recipient of another platform is refused', async () => {
    expect(await door.send(message({ chat: { externalId: 'zhangsan', kind: 'private' } }))).toMatchObject({
      state: 'refused',
      gone: false,
    })
  })

  test('more than five a second to one chat are put off, and other chats are not', async () => {
    const states: string[] = []
    for (let i = 0; i < 6; i++) states.push((await door.send(message({ key: `k${i}` }))).state)
    expect(states).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'retry'])
    expect((await door.send(message({ key: 'g', chat: group }))).state).toBe('sent')
    now += 1000
    expect((await door.send(message({ key: 'k5' }))).state).toBe('sent')
  })

  test('the quotas that it names are those of the configuration', () => {
    expect(door.quota).toEqual({
      chat: { count: 5, perMs: 1000 },
      platform: [
        { count: 50, perMs: 1000 },
        { count: 1000, perMs: 60_000 },
      ],
    })
  })
})

describe('a card that Feishu does not take', () => {
  test('arrives as text, with all its words, once', async () => {
    feishu.inject(faults.cardRefused(), 'create')
    expect((await door.send(message())).state).toBe('sent')
    expect(feishu.messages).toMatchObject([{ card: null, text: '收到\n已记下\n〔更正〕' }])
  })

  test('arrives once even when the text breaks off', async () => {
    feishu.inject(faults.cardRefused(), 'create')
    feishu.inject(faults.resetAfter(), 'create')
    expect((await door.send(message())).state).toBe('unknown')
    feishu.inject(faults.cardRefused(), 'create')
    expect((await door.send(message())).state).toBe('sent')
    expect(feishu.messages).toHaveLength(1)
  })

  test('as an answer arrives as a text answer', async () => {
    feishu.connect('http://127.0.0.1:9/')
    const said = await feishu.say(PERSON, '总览')
    feishu.inject(faults.code(230025), 'reply')
    expect((await door.send(message({ replyTo: said.messageId }))).state).toBe('sent')
    expect(feishu.messages).toMatchObject([{ card: null, replyTo: said.messageId }])
  })

  test('as a change arrives as a new text', async () => {
    const first = await door.send(message())
    feishu.inject(faults.cardRefused(), 'patch')
    const updates = first.state === 'sent' ? first.externalId : null
    expect((await door.send(message({ key: 'u', updates }))).state).toBe('sent')
    expect(feishu.messages.map((one) => one.card === null)).toEqual([false, true])
  })

  test('nor as text is refused', async () => {
    feishu.inject(faults.code(230025), 'create', 2)
    expect(await door.send(message())).toMatchObject({ state: 'refused', gone: false })
  })
})

describe('a card too large for one message', () => {
  const large = () => message({ chat: group, card: say('项目清单', { blocks: [manyRows(800)] }) })

  test('arrives in parts, in order, within the quota of the chat, each row once', async () => {
    const receipt = await door.send(large())
    expect(receipt).toEqual({ state: 'sent', externalId: feishu.messages[0]?.messageId })
    expect(feishu.messages.length).toBeGreaterThan(2)
    expect(paused).toEqual(feishu.messages.slice(1).map(() => 200))
    const text = feishu.messages.map((one) => one.text).join('\n')
    for (let i = 0; i < 800; i++) expect(text.split(`示例项目${i}号 |`)).toHaveLength(2)
    expect(new Set(feishu.messages.map((one) => one.uuid)).size).toBe(feishu.messages.length)
    for (const { uuid } of feishu.messages) expect(uuid?.length).toBeLessThanOrEqual(50)
  })

  test('goes on where it was interrupted, also after the keys have ended', async () => {
    feishu.inject(faults.chatLimit(), 'create', 1, 1)
    expect(await door.send(large())).toMatchObject({ state: 'retry', scope: 'chat' })
    expect(feishu.messages).toHaveLength(1)
    now += 2 * door.keyHoldsMs
    expect((await door.send(large())).state).toBe('sent')
    const titles = feishu.messages.map((one) => one.text.split('\n')[0])
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles.at(-1)).toBe(`项目清单（续 ${titles.length}/${titles.length}）`)
  })
})
