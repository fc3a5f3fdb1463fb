import { afterEach, describe, expect, test } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import type { SyncAnswer } from '../../../src/inbox/handle.ts'
import { checkCard } from '../../emulators/feishu/card-check.ts'
import { envelope, sealed } from '../../emulators/feishu/envelope.ts'
import { actionEvent, messageEvent } from '../../emulators/feishu/people-acts.ts'
import { type Program, startProgram } from './harness.ts'
import { app, signedAt, vectors, wanted } from './vectors.ts'

const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const BOT = vectors.app.bot_open_id
const statuses = { event: 200, challenge: 200 } as const

let program: Program
afterEach(() => program.stop())

async function start(parts: Partial<Parameters<typeof startProgram>[0]> = {}): Promise<Program> {
  program = await startProgram({ settings: app, now: () => signedAt, botOpenId: async () => BOT, ...parts })
  return program
}

function post(raw: string, headers: Readonly<Record<string, string>>) {
  return fetch(program.url, { method: 'POST', body: raw, headers })
}

function postEvent(type: string, event: object, eventId?: string) {
  const { raw, headers } = sealed(app, envelope(app, type, event, signedAt.getTime(), eventId), signedAt.getTime())
  return post(raw, headers)
}

const click = (action: object) =>
  postEvent('card.action.trigger', actionEvent(PERSON, { messageId: 'om_1', chatId: 'oc_1' }, { ...action }))
const press = () => click({ value: { act: '发布 3', chat: 'oc_1' }, tag: 'button' })

describe('the 35 requests of the vectors, over HTTP', () => {
  test.each(vectors.cases.map((one) => [one.name, one] as const))('%s', async (name, { raw_body, headers }) => {
    await start()
    const wants = wanted[name] ?? 0
    const response = await post(raw_body, { 'content-type': 'application/json;charset=utf-8', ...headers })
    expect(response.status).toBe(typeof wants === 'number' ? wants : statuses[wants])
    expect(program.stored).toHaveLength(wants === 'event' && name !== 'unknown_event_type' ? 1 : 0)
    const body = await response.text()
    expect(body).toBe({ event: '{}', challenge: '{"challenge":"ajls384kdjx98XX"}' }[String(wants)] ?? '')
  })
})

describe('what a request leaves behind', () => {
  test('delivered four times, an event is stored once and gets the same answer', async () => {
    await start()
    const event = messageEvent(PERSON, '总览', BOT, signedAt.getTime(), 'om_1', {})
    const answers: string[] = []
    for (const eventId of ['e1', 'e1', 'e1', 'another']) {
      answers.push(await (await postEvent('im.message.receive_v1', event, eventId)).text())
    }
    expect(answers).toEqual(['{}', '{}', '{}', '{}'])
    expect(program.stored).toHaveLength(1)
    expect(await program.counted('repeated')).toBe(3)
  })

  test('a refused one leaves a count and one line without its content', async () => {
    await start()
    const body = JSON.stringify({ encrypt: 'very-secret-content' })
    expect((await post(body, { 'x-lark-signature': '00' })).status).toBe(401)
    expect(await program.counted('refused')).toBe(1)
    expect(program.lines).toHaveLength(1)
    expect(program.lines[0]).toContain('wrong signature')
    expect(program.lines.join()).not.toContain('very-secret-content')
  })

  test('2 MB of junk are refused without being read to the end', async () => {
    await start()
    expect((await post('x'.repeat(2_000_000), {})).status).toBe(413)
    expect(program.stored).toEqual([])
    expect(await program.counted('refused')).toBe(1)
  })

  test('a compressed body is refused', async () => {
    await start()
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  test('when it cannot be stored, Feishu hears that and comes again', async () => {
    await start({ store: () => Promise.reject(new Error('the database is down')) })
    const event = messageEvent(PERSON, '总览', BOT, signedAt.getTime(), 'om_1', {})
    expect((await postEvent('im.message.receive_v1', event)).status).toBe(503)
    expect(await program.counted('failed')).toBe(1)
  })

  test('a text not for the bot is acknowledged and counted as ignored', async () => {
    await start({ store: async () => null })
    const event = messageEvent(PERSON, '早', BOT, signedAt.getTime(), 'om_1', { chat: 'oc_1' })
    expect((await postEvent('im.message.receive_v1', event)).status).toBe(200)
    expect(await program.counted('ignored')).toBe(1)
  })

  test('a mention waits until the bot knows its own id', async () => {
    let id: string | null = null
    await start({ botOpenId: async () => id })
    const event = messageEvent(PERSON, '总览', BOT, signedAt.getTime(), 'om_1', { chat: 'oc_1', mention: true })
    expect((await postEvent('im.message.receive_v1', event)).status).toBe(503)
    id = BOT
    expect((await postEvent('im.message.receive_v1', event)).status).toBe(200)
    expect(program.stored).toMatchObject([{ text: '总览', mentionsBot: true }])
  })
})

describe('a click', () => {
  test('gets a toast and the new card at once', async () => {
    const card = say('已发布', { tone: 'good', blocks: [{ kind: 'text', text: '9月上旬通报' }] })
    await start({ act: async () => ({ toast: { tone: 'good', text: '已发布' }, card }) })
    const body: unknown = await (await press()).json()
    expect(body).toMatchObject({ toast: { type: 'success', content: '已发布' }, card: { type: 'raw' } })
    const data = typeof body === 'object' && body !== null && 'card' in body ? body.card : null
    expect(checkCard(typeof data === 'object' && data !== null && 'data' in data ? data.data : null)).toHaveProperty(
      'card',
    )
  })

  test('reaches the program as the command it stands for, in the group of its card', async () => {
    await start()
    expect(await (await press()).json()).toEqual({})
    expect(program.stored).toMatchObject([
      {
        kind: 'action',
        action: '发布 3',
        place: { id: 'oc_1', kind: 'group' },
        sender: { id: PERSON },
        messageId: 'om_1',
      },
    ])
  })

  test('whose handling takes too long is told that it has come in', async () => {
    let finish: (answer: SyncAnswer) => void = () => undefined
    const working = new Promise<SyncAnswer>((resolve) => {
      finish = resolve
    })
    await start({ act: () => working, actWithinMs: 30 })
    expect(await (await press()).json()).toEqual({ toast: { type: 'info', content: '已收到，正在办理' } })
    finish({})
  })

  test('that could not be stored says so, in a 200', async () => {
    await start({ act: () => Promise.reject(new Error('the database is down')) })
    const response = await press()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ toast: { type: 'error', content: '没有收到，请稍后再点一次' } })
  })

  test('on a card of another making is answered with nothing', async () => {
    await start()
    const response = await click({ value: { id: 3 }, tag: 'button' })
    expect([response.status, await response.json()]).toEqual([200, {}])
    expect(program.stored).toEqual([])
  })

  test('with a card too large for one message shows what fits and what to type for the rest', async () => {
    const rows = Array.from({ length: 900 }, (_, i) => [`示例项目${i}`, '1,234.00 万元', '主体施工'])
    const columns = [{ title: '项目' }, { title: '年度累计' }, { title: '形象进度' }]
    await start({ act: async () => ({ card: say('项目清单', { blocks: [{ kind: 'table', columns, rows }] }) }) })
    const text = await (await press()).text()
    expect(Buffer.byteLength(text)).toBeLessThan(30 * 1024)
    expect(text).toMatch(/还有 \d+ 项，发送“发布 3”查看/)
  })
})

test('other paths and methods are not its business', async () => {
  await start()
  expect((await fetch(program.url)).status).toBe(404)
  expect((await fetch(`${program.url}x`, { method: 'POST' })).status).toBe(404)
})
