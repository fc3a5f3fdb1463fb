import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { type FeishuClient, feishuClient } from '../../../src/platforms/feishu/client.ts'
import { fileFrom } from '../../../src/platforms/feishu/file-from.ts'
import { renderOneCard } from '../../../src/platforms/feishu/render.ts'
import { feishuApi } from '../../../src/platforms/feishu/sdk.ts'
import { type FeishuEmulator, faults, startFeishuEmulator } from '../../emulators/feishu/index.ts'
import { listeningLog } from './harness.ts'
import { app } from './vectors.ts'

const SECRET = 'the-app-secret-of-this-test'
const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const TEXT = '内部文字请勿外传'
const to = { kind: 'private', id: PERSON } as const
const card = renderOneCard(say('标题', { blocks: [{ kind: 'text', text: TEXT }] }))

let now = Date.now()
let feishu: FeishuEmulator
let client: FeishuClient
let lines: string[]

beforeEach(async () => {
  now = Date.now()
  feishu = await startFeishuEmulator({
    ...app,
    appSecret: SECRET,
    now: () => now,
    quota: { chatPerSecond: 100, appPerSecond: 100, appPerMinute: 1000 },
  })
  const listening = listeningLog()
  lines = listening.lines
  client = connect(SECRET, listening.log)
})
afterEach(() => feishu.stop())

function connect(appSecret: string, log = listeningLog().log, timeoutMs = 5_000): FeishuClient {
  return feishuClient(feishuApi({ appId: app.appId, appSecret, baseUrl: feishu.baseUrl, timeoutMs }, log), () => now)
}

/** As the inbox asks for it. */
const fetched = (messageId: string, fileKey: string, limit: number) =>
  fileFrom(client)(
    {
      ...{ kind: 'file', platform: 'feishu', key: 'k', at: new Date(now).toISOString() },
      ...{ sender: { id: PERSON }, place: { id: PERSON, kind: 'private' } },
      ...{ messageId, name: '台账.xlsx', size: null, source: { fileKey } },
    },
    limit,
  )

describe('the token', () => {
  test('is asked for once, however many calls come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => client.sendCard(to, card, `k${i}`)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(feishu.messages).toHaveLength(10)
    expect(feishu.tokenRequests()).toBe(1)
  })

  test('is there before the first call when it was warmed', async () => {
    expect((await client.warm()).ok).toBe(true)
    await client.sendCard(to, card, 'k')
    expect(feishu.tokenRequests()).toBe(1)
  })

  test('is replaced shortly before it ends', async () => {
    await client.warm()
    now += 6_800_000
    await client.sendCard(to, card, 'k1')
    expect(feishu.tokenRequests()).toBe(1)
    now += 200_000
    await client.sendCard(to, card, 'k2')
    expect(feishu.tokenRequests()).toBe(2)
    expect(feishu.messages).toHaveLength(2)
  })

  test.each(['400', '200'])(
    'that Feishu does not take any more is replaced once for all who used it (HTTP %s)',
    async (status) => {
      await client.warm()
      const ended = status === '400' ? faults.tokenEnded() : faults.codeInOk(99991663)
      feishu.inject(ended, 'create')
      const answers = await Promise.all([client.sendCard(to, card, 'k1'), client.sendCard(to, card, 'k2')])
      expect(answers.map((answer) => answer.ok)).toEqual([true, true])
      expect(feishu.messages).toHaveLength(2)
      expect(feishu.tokenRequests()).toBe(2)
    },
  )

  test('that is refused again and again is not asked for in a loop', async () => {
    feishu.inject(faults.tokenEnded(), 'create', 5)
    const answer = await client.sendCard(to, card, 'k')
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'answered', code: 99991663 } })
    expect(feishu.tokenRequests()).toBe(2)
  })

  test('not to be had leaves no doubt that nothing was sent', async () => {
    const answer = await connect('a wrong secret').sendCard(to, card, 'k')
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'no-token', cause: { kind: 'answered', code: 10014 } } })
    expect(feishu.messages).toEqual([])
  })
})

describe('what is logged', () => {
  test('never holds the secret, the token or the text, whatever goes wrong', async () => {
    const listening = listeningLog()
    const talkative = connect(SECRET, listening.log, 300)
    feishu.inject(faults.forbiddenPage(), 'token')
    await talkative.sendCard(to, card, 'k0')
    const kinds = [
      faults.code(230001),
      faults.codeInOk(230001),
      faults.badGateway(),
      faults.hang(),
      faults.resetBefore(),
      faults.resetAfter(),
      faults.tokenEnded(),
    ]
    for (const [i, fault] of kinds.entries()) {
      feishu.inject(fault, 'create')
      await talkative.sendCard(to, card, `k${i + 1}`)
    }
    feishu.inject(faults.code(230001), 'bot')
    await talkative.botInfo()
    const log = listening.lines.join('')
    expect(log).toContain('230001')
    for (const secret of [SECRET, 't-', 'Bearer', TEXT, PERSON]) expect(log).not.toContain(secret)
  })

  test('is nothing when all goes well', async () => {
    await client.sendCard(to, card, 'k')
    expect(lines).toEqual([])
  })
})

describe('ids', () => {
  test.each(['om_a/../x?y=1', 'om_', 'x', 'om_1 ', 'om_1#', ''])(
    'the message id %s never becomes part of an address',
    async (id) => {
      expect(await client.patchCard(id, card)).toEqual({ ok: false, failure: { kind: 'bad-id' } })
      expect(await client.replyCard(id, card, 'k')).toEqual({ ok: false, failure: { kind: 'bad-id' } })
      expect(feishu.tokenRequests()).toBe(0)
    },
  )

  test('a person is no group, and a group is no person', async () => {
    expect(await client.sendCard({ kind: 'group', id: PERSON }, card, 'k')).toMatchObject({
      failure: { kind: 'bad-id' },
    })
    expect(await client.sendCard({ kind: 'private', id: 'oc_1' }, card, 'k')).toMatchObject({
      failure: { kind: 'bad-id' },
    })
    expect(await client.chatMembers('oc_1/../..')).toMatchObject({ failure: { kind: 'bad-id' } })
  })
})

describe('other calls', () => {
  test('who the bot is', async () => {
    expect(await client.botInfo()).toEqual({ ok: true, value: { openId: feishu.botOpenId, name: '赛马助手' } })
  })

  test.each([
    ['a picture', { name: '挂图.png', mime: 'image/png' }],
    ['a workbook', { name: '台账.xlsx', mime: 'application/octet-stream' }],
  ])('%s goes up byte for byte and arrives as what it is', async (_what, kind) => {
    const content = new Uint8Array(randomBytes(50_000))
    const uploaded = await client.upload({ ...kind, content })
    if (!uploaded.ok) throw new Error('not uploaded')
    expect((await client.sendContent({ kind: 'private', id: PERSON }, uploaded.value, 'one')).ok).toBe(true)
    const [sent] = feishu.messages
    expect(sent?.type).toBe(kind.mime === 'image/png' ? 'image' : 'file')
    expect(feishu.files.get(sent?.fileKey ?? '')?.equals(content)).toBe(true)
  })

  test('a refused upload is a failure, and nothing is sent', async () => {
    feishu.inject(faults.codeInOk(234006), 'upload')
    const file = { name: '挂图.png', mime: 'image/png', content: new Uint8Array([1]) }
    expect((await client.upload(file)).ok).toBe(false)
    expect(feishu.messages).toEqual([])
  })

  test('what a person sent comes down byte for byte; more than the limit and an error in a 200 do not', async () => {
    const content = randomBytes(30_000)
    const { messageId, fileKey } = await feishu.sendFile(PERSON, '台账.xlsx', content)
    const answer = await client.fetchFile(messageId, fileKey, 100_000)
    expect(answer.ok && content.equals(answer.value)).toBe(true)
    expect((await client.fetchFile(messageId, fileKey, 10_000)).ok).toBe(false)
    feishu.inject(faults.codeInOk(234003), 'resource')
    expect((await client.fetchFile(messageId, fileKey, 100_000)).ok).toBe(false)
    expect((await client.fetchFile(messageId, '../..', 100_000)).ok).toBe(false)
  })

  test.each([
    ['a passing mood', faults.code(234019), 'passing'],
    ['a code of Feishu’s own', faults.code(234003), 'final'],
    ['a missing scope', faults.code(99991672), 'final'],
    ['a gateway', faults.badGateway(), 'passing'],
  ])('a download that fails for %s is tried again only when that passes', async (_what, fault, why) => {
    const { messageId, fileKey } = await feishu.sendFile(PERSON, '台账.xlsx', randomBytes(1000))
    feishu.inject(fault, 'resource')
    expect(await fetched(messageId, fileKey, 10_000)).toMatchObject({ ok: false, why })
  })

  test('a download of more than the limit is known as such, so that it is not begun again', async () => {
    const { messageId, fileKey } = await feishu.sendFile(PERSON, '台账.xlsx', randomBytes(30_000))
    expect(await fetched(messageId, fileKey, 10_000)).toMatchObject({ ok: false, why: 'too-large' })
  })

  test('the members of a group, over all pages', async () => {
    for (let i = 0; i < 250; i++) {
      feishu.addPerson(`ou_${i}`, { name: `演示${i}` })
      feishu.join('oc_1', `ou_${i}`)
    }
    const answer = await client.chatMembers('oc_1')
    expect(answer.ok && answer.value).toHaveLength(250)
    expect(answer.ok && answer.value[249]).toEqual({ openId: 'ou_249', name: '演示249' })
  })

  test('text cannot call people', async () => {
    await client.sendText(to, '<at user_id="all"></at> 5 < 6 <AT id=x>', 'k')
    expect(feishu.messages[0]?.text).toBe('＜at user_id="all">＜/at> 5 < 6 ＜AT id=x>')
  })
})
