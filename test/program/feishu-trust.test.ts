/** What the program believes, seen from outside: deliveries to its webhook, and what they leave in its database. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../src/program.ts'
import { newServerDatabase } from '../database/harness.ts'
import { pressOf } from '../emulators/feishu/clicks.ts'
import { type Delivery, envelope, sealed, signature } from '../emulators/feishu/envelope.ts'
import type { FeishuEmulator } from '../emulators/feishu/index.ts'
import { actionEvent, messageEvent } from '../emulators/feishu/people-acts.ts'
import { newId } from '../emulators/feishu/world.ts'
import { ADMIN, DEMO, GROUP, moveToFeishu, openIdOf, sentTo } from './demo-district.ts'
import { APP, dataFolder, startAt, startFeishu } from './start.ts'

const HOUR_MS = 3_600_000
const WANG = openIdOf('u-liaison-wang')
const REPORT = '1 本旬800万 设备安装90%'

let program: Program
let feishu: FeishuEmulator
let env: Record<string, string>

beforeAll(async () => {
  feishu = await startFeishu()
  env = { ...DEMO, DATA_DIR: await dataFolder(), DATABASE_URL: await newServerDatabase() }
  program = await startAt(feishu, env)
  await moveToFeishu({ program, feishu })
  await program.moveClock(new Date('2023-09-08T09:00:00+08:00'))
}, 120_000)

/** Everything that a delivery could have changed. */
async function traces(): Promise<Record<string, number>> {
  await program.settle()
  const { db } = program
  return {
    stored: await db.inboxEvent.count(),
    owed: await db.outboxMessage.count(),
    reports: await db.report.count(),
    revisions: await db.reportRevision.count(),
    ledger: await db.ledgerEntry.count(),
    suggestions: await db.suggestion.count(),
    audit: await db.auditEntry.count(),
    chats: await db.chat.count(),
    sent: feishu.messages.length,
  }
}

/** A message of a person as Feishu delivers it. */
function said(text: string, at = Date.now(), keys = APP): Delivery {
  const event = messageEvent(WANG, text, feishu.botOpenId, at, newId('om'), {})
  return sealed(keys, envelope(keys, 'im.message.receive_v1', event, at), at)
}

async function counted(outcome: string): Promise<number> {
  const text = await (await fetch(`${program.url}/metrics`)).text()
  const line = new RegExp(`^saima_events_received_total\\{platform="feishu",outcome="${outcome}"\\} (\\d+)$`, 'm')
  return Number(line.exec(text)?.[1] ?? 0)
}

describe('an event that comes again', { timeout: 60_000 }, () => {
  it('four times at once, and once more seven hours later, changes the data once', async () => {
    const before = await traces()
    // Feishu does not say whether a retry is signed anew: this one carries the signature of seven hours ago.
    const delivery = said(REPORT, Date.now() - 7 * HOUR_MS)
    const answers = await Promise.all([1, 2, 3, 4].map(() => feishu.post(delivery)))
    expect(answers).toEqual(answers.map(() => ({ status: 200, body: {} })))
    const after = await traces()
    expect(after).toEqual({
      ...before,
      stored: Number(before.stored) + 1,
      owed: Number(before.owed) + 1,
      reports: Number(before.reports) + 1,
      ledger: Number(before.ledger) + 1,
      audit: Number(before.audit) + 1,
      sent: Number(before.sent) + 1,
    })
    expect(sentTo(feishu, WANG).at(-1)).toContain('已记下：绿邦 9月上旬 完成 800 万元，年度累计 6,000 万元')
    expect((await feishu.post(delivery)).status).toBe(200)
    expect(await traces()).toEqual(after)
  })

  it('under another event id changes nothing either', async () => {
    const first = await feishu.say(WANG, '提意见 表格可以少一栏')
    const after = await traces()
    expect((await feishu.sayAgain(first, 'another event')).status).toBe(200)
    expect(await traces()).toEqual(after)
  })

  it('after a restart changes nothing, under its own id or another', async () => {
    const first = await feishu.say(WANG, '提意见 提醒可以早一点')
    const after = await traces()
    await program.stop()
    program = await startAt(feishu, env, 'file')
    expect(await feishu.sayAgain(first)).toEqual({ status: 200, body: {} })
    expect((await feishu.sayAgain(first, 'another event')).status).toBe(200)
    expect(await traces()).toEqual(after)
  })

  it('and is a click gets the same answer and changes nothing', async () => {
    await feishu.addBot('oc_0000000000000000000000000000000a', ADMIN, { name: '查询群' })
    const offer = await feishu.waitForMessage(({ chatId }) => chatId === 'oc_0000000000000000000000000000000a')
    if (offer.card === null) throw new Error('the offer is no card')
    const click = actionEvent(ADMIN, offer, pressOf(offer.card, '查询群'))
    const at = Date.now()
    const delivery = sealed(APP, envelope(APP, 'card.action.trigger', click, at), at)
    const answer = await feishu.post(delivery)
    expect(answer.body).toMatchObject({ toast: { type: 'success', content: '这个群已绑定为海南区查询群' } })
    const after = await traces()
    expect(await feishu.post(delivery)).toEqual(answer)
    await program.stop()
    program = await startAt(feishu, env, 'file')
    expect(await feishu.post(delivery)).toEqual(answer)
    expect(await traces()).toEqual(after)
  })
})

describe('a delivery that is not to be believed', { timeout: 60_000 }, () => {
  const now = Date.now()
  const weekAgo = now - 7 * 24 * HOUR_MS
  const forged = (keys: Partial<typeof APP>): Delivery => said('提意见 我是别人', now, { ...APP, ...keys })
  const withBody = (raw: string): Delivery => ({
    raw,
    headers: { 'content-type': 'application/json', ...signature(APP.encryptKey, raw, now) },
  })
  function tampered(): Delivery {
    const { raw, headers } = said('提意见 改过一个字')
    return { raw: raw.replace(/.{3}"\}$/, 'AAA"}'), headers }
  }

  it.each<[string, number, () => Delivery]>([
    ['whose body was tampered with', 401, tampered],
    ['whose signature was made with another key', 401, () => forged({ encryptKey: 'another-key' })],
    [
      'without a signature',
      401,
      () => ({ ...said('提意见 没有签名'), headers: { 'content-type': 'application/json' } }),
    ],
    ['signed last week', 401, () => said('提意见 上周的话', weekAgo)],
    ['with a wrong token', 403, () => forged({ verificationToken: 'another-token' })],
    ['of another app', 403, () => forged({ appId: 'cli_ffffffffffffffff' })],
    ['of 2 MB of junk', 413, () => ({ raw: 'x'.repeat(2_000_000), headers: {} })],
    ['whose ciphertext is broken', 400, () => withBody('{"encrypt":"AAAA"}')],
    ['whose ciphertext is no text', 400, () => withBody('{"encrypt":{"a":1}}')],
    ['that is no JSON', 400, () => withBody('<xml/>')],
    ['that is empty', 400, () => withBody('')],
  ])('%s is refused with %i, counted, and leaves nothing', async (_what, status, delivery) => {
    const before = await traces()
    const refused = await counted('refused')
    expect((await feishu.post(delivery())).status).toBe(status)
    expect(await counted('refused')).toBe(refused + 1)
    expect(await traces()).toEqual(before)
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200)
  })

  it('hundreds of times over does not keep the program from its work', async () => {
    const junk = withBody('{"encrypt":"AAAA"}')
    for (let i = 0; i < 8; i++) await Promise.all(Array.from({ length: 50 }, () => feishu.post(junk)))
    await feishu.say(WANG, '总览')
    await program.settle()
    expect(sentTo(feishu, WANG).at(-1)).toMatch(/^海南区重点项目总览/)
  })
})

it('of what people say among themselves in the group nothing is stored', { timeout: 60_000 }, async () => {
  const before = await traces()
  const ignored = await counted('ignored')
  await feishu.say(WANG, '今天食堂有羊肉', { chat: GROUP })
  await feishu.say(WANG, '@演示主任 绿邦那边我去看看', {
    chat: GROUP,
    mentions: [{ openId: openIdOf('u-leader-1'), name: '演示主任' }],
  })
  expect(await counted('ignored')).toBe(ignored + 2)
  expect(await traces()).toEqual(before)
  const heard = await program.db.inboxEvent.findMany({ select: { content: true } })
  expect(JSON.stringify(heard)).not.toMatch(/羊肉|我去看看/)
})
