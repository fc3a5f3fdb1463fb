import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Program, startProgram } from '../../platforms/feishu/harness.ts'
import { app } from '../../platforms/feishu/vectors.ts'
import { type FeishuEmulator, startFeishuEmulator } from './index.ts'

const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const SECRET = 'the-app-secret-of-this-test'

let now = Date.now()
let feishu: FeishuEmulator
let program: Program

beforeEach(async () => {
  now = Date.now()
  feishu = await startFeishuEmulator({ ...app, appSecret: SECRET, now: () => now })
})
afterEach(async () => {
  await feishu.stop()
  await program?.stop()
})

async function listen(parts: Partial<Parameters<typeof startProgram>[0]> = {}) {
  program = await startProgram({
    settings: app,
    now: () => new Date(now),
    botOpenId: async () => feishu.botOpenId,
    ...parts,
  })
  feishu.connect(program.url)
}

async function call(path: string, init: RequestInit = {}): Promise<{ status: number; code: unknown; body: unknown }> {
  const response = await fetch(`${feishu.baseUrl}/open-apis${path}`, init)
  const body: unknown = await response.json()
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null
  return { status: response.status, code, body }
}

async function token(): Promise<string> {
  const { body } = await call('/auth/v3/tenant_access_token/internal', {
    method: 'POST',
    body: JSON.stringify({ app_id: app.appId, app_secret: SECRET }),
  })
  return typeof body === 'object' && body !== null && 'tenant_access_token' in body
    ? String(body.tenant_access_token)
    : ''
}

describe('events', () => {
  test('are tried again after 15 s, 5 min, 1 h and 6 h, then given up', async () => {
    let failures = 0
    await listen({
      store: () => {
        failures += 1
        return Promise.reject(new Error('down'))
      },
    })
    await feishu.say(PERSON, '总览')
    const tries: number[] = []
    for (const wait of [14_000, 1_000, 300_000, 3_600_000, 21_600_000, 100_000_000]) {
      now += wait
      tries.push((await feishu.retryDue()).length)
    }
    expect(tries).toEqual([0, 1, 1, 1, 1, 0])
    expect(failures).toBe(5)
    expect(feishu.undelivered()).toBe(0)
  })

  test('that come late, after seven hours of trying, are still let in', async () => {
    let up = false
    await listen({ store: async () => (up ? { fresh: true } : Promise.reject(new Error('down'))) })
    await feishu.say(PERSON, '总览')
    for (const wait of [15_000, 300_000, 3_600_000]) {
      now += wait
      await feishu.retryDue()
    }
    up = true
    now += 21_600_000
    expect(await feishu.retryDue()).toMatchObject([{ status: 200 }])
    expect(feishu.undelivered()).toBe(0)
  })

  test('of the same message under another event id count as the same', async () => {
    await listen()
    const said = await feishu.say(PERSON, '总览')
    expect((await feishu.sayAgain(said)).status).toBe(200)
    expect((await feishu.sayAgain(said, 'another event')).status).toBe(200)
    expect(program.stored).toHaveLength(1)
  })

  test('of every kind reach the program', async () => {
    await listen()
    expect(await feishu.verifyUrl()).toBe(true)
    await feishu.addBot('oc_1', PERSON, { name: '海南区调度群', external: true })
    const said = await feishu.say(PERSON, '绑定 @演示甲', {
      chat: 'oc_1',
      mention: true,
      mentions: [{ openId: 'ou_2', name: '演示甲' }],
      replyTo: 'om_0',
    })
    await feishu.recall(said)
    await feishu.tapMenu('report', PERSON)
    await feishu.removeBot('oc_1', PERSON)
    await feishu.disband('oc_1')
    await feishu.event('im.message.message_read_v1', { message_id_list: [] })
    expect(program.stored).toMatchObject([
      { kind: 'joined', place: { id: 'oc_1', name: '海南区调度群', external: true }, sender: { id: PERSON } },
      {
        kind: 'text',
        text: '绑定 @演示甲',
        mentionsBot: true,
        mentions: [{ id: 'ou_2', name: '演示甲' }],
        replyTo: 'om_0',
      },
      { kind: 'recalled', messageId: said.messageId },
      { kind: 'menu', item: '旬报', sender: { id: PERSON } },
      { kind: 'left', place: { id: 'oc_1' } },
      { kind: 'left', place: { id: 'oc_1' } },
    ])
  })
})

describe('the API', () => {
  test('wants a token that is its own and has not ended', async () => {
    await listen()
    expect(await call('/bot/v3/info')).toMatchObject({ status: 400, code: 99991661 })
    expect(await call('/bot/v3/info', { headers: { authorization: 'Bearer t-abc' } })).toMatchObject({ code: 99991663 })
    const headers = { authorization: `Bearer ${await token()}` }
    expect(await call('/bot/v3/info', { headers })).toMatchObject({ status: 200, code: 0 })
    now += 7_200_000
    expect(await call('/bot/v3/info', { headers })).toMatchObject({ code: 99991663 })
  })

  test('gives the same token while half an hour is left of it', async () => {
    await listen()
    const first = await token()
    now += 5_300_000
    expect(await token()).toBe(first)
    now += 200_000
    expect(await token()).not.toBe(first)
  })

  test('finds people by their phone', async () => {
    await listen()
    feishu.addPerson(PERSON, { name: '演示甲', mobile: '13900000000' })
    const { body } = await call('/contact/v3/users/batch_get_id', {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ mobiles: ['13900000000', '13900000001'] }),
    })
    expect(body).toMatchObject({
      data: { user_list: [{ mobile: '13900000000', user_id: PERSON }, { mobile: '13900000001' }] },
    })
  })

  test('refuses more than fifty calls a second of one kind, and says for how long', async () => {
    await listen()
    const headers = { authorization: `Bearer ${await token()}` }
    for (let i = 0; i < 50; i++) await call('/bot/v3/info', { headers })
    const response = await fetch(`${feishu.baseUrl}/open-apis/bot/v3/info`, { headers })
    expect([response.status, response.headers.get('x-ogw-ratelimit-reset')]).toEqual([429, '1'])
  })
})
