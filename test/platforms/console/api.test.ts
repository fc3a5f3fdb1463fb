import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Database } from '../../../src/database/connection.ts'
import { openTestDatabase } from '../../database/harness.ts'
import { loadDistrict } from '../../web/stand-in/district.ts'
import { type StandIn, startStandIn } from '../../web/stand-in/program.ts'
import { consoleClient } from './client.ts'

const GROUP = 'group:dispatch'
const answered = z.object({ id: z.string(), replies: z.array(z.object({ id: z.string(), chat: z.string() })) })

let database: Database
let program: StandIn
let client: ReturnType<typeof consoleClient>
beforeAll(async () => {
  database = await openTestDatabase()
  await loadDistrict(database.db)
  program = await startStandIn(database)
  client = consoleClient(program.url)
})
afterAll(async () => {
  await program.stop()
  await database.close()
})

/** Says something and gives the answer's ids. */
async function say(as: string, chat: string, text: string, replyTo?: string) {
  const { status, body } = await client.post('/messages', { as, chat, text, ...(replyTo ? { replyTo } : {}) })
  expect(status).toBe(200)
  return { body, ...answered.parse(body) }
}

describe('GET state', () => {
  it('tells the time, the district, the people with their roles and unit, and the chats', async () => {
    const { status, body } = await client.get('/state')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      district: '示例区',
      demo: true,
      clockMoves: true,
      workday: true,
      now: expect.stringMatching(/^2023-09-08T/),
    })
    const { users, chats } = z
      .object({ users: z.array(z.looseObject({ id: z.string() })), chats: z.array(z.looseObject({ id: z.string() })) })
      .parse(body)
    expect(users[2]).toMatchObject({ id: 'u3', name: '演示张三', roles: ['liaison'], unit: '产业园' })
    expect(users.at(-1)).toMatchObject({ id: 'u9', name: '观察员（演示）', roles: [], unit: null })
    expect(chats[0]).toMatchObject({
      id: GROUP,
      name: '示例区重点项目调度群',
      kind: 'group',
      members: ['u1', 'u2', 'u3', 'u4', 'u5', 'u9'],
    })
    expect(chats.find(({ id }) => id === 'u3')).toMatchObject({ kind: 'private', members: ['u3'] })
  })
})

describe('POST messages', () => {
  it('answers with the command, its arguments and the reply, which also stands in the chat', async () => {
    const { body, id, replies } = await say('u1', GROUP, '/总览')
    expect(body).toMatchObject({ command: 'overview', args: { text: '总览' }, toast: null, pending: false })
    expect(body).toMatchObject({
      replies: [
        {
          chat: GROUP,
          from: 'bot',
          card: { title: '演示区重点项目总览（截至2023年8月下旬，已锁定）' },
          text: expect.stringContaining('358.95 亿元'),
        },
      ],
    })
    const after = await client.get(`/messages?chat=${GROUP}&after=${Number(id) - 1}`)
    expect(after.body).toMatchObject({
      messages: [
        { id, from: 'u1', card: null, text: '/总览' },
        { id: replies[0]?.id, from: 'bot' },
      ],
    })
  })

  it('stores chatter in the group for the others to read, and the bot does not hear of it', async () => {
    const before = await database.db.inboxEvent.count()
    const { body, id } = await say('u3', GROUP, '下午三点开会')
    expect(body).toMatchObject({ command: null, args: null, replies: [] })
    expect(await database.db.inboxEvent.count()).toBe(before)
    const after = await client.get(`/messages?chat=${GROUP}&after=${Number(id) - 1}`)
    expect(after.body).toMatchObject({ messages: [{ from: 'u3', text: '下午三点开会' }] })
  })

  it('hands mentions, the quoted message and who spoke to the program', async () => {
    const { replies } = await say('u2', 'u2', '总览')
    await say('u2', GROUP, '@赛马助手 总览 @演示张三丰')
    expect(program.events.at(-1)).toMatchObject({
      kind: 'text',
      platform: 'console',
      sender: { id: 'u2', name: '演示主任' },
      place: { id: GROUP, kind: 'group' },
      text: '总览 @演示张三丰',
      mentionsBot: true,
      mentions: [{ id: 'u4', name: '演示张三丰' }],
    })
    await say('u2', 'u2', '总览', replies[0]?.id)
    expect(program.events.at(-1)).toMatchObject({ kind: 'text', place: { kind: 'private' }, replyTo: replies[0]?.id })
  })

  it('gives the reply that went to the private chat too', async () => {
    const { replies } = await say('u5', GROUP, '/悄悄话')
    expect(replies.map(({ chat }) => chat)).toEqual(['u5'])
  })

  it.each([
    [{ chat: GROUP, text: '/总览' }, 400, 'as 要写用户 id，例如 "u1"'],
    [{ as: 'u1', chat: GROUP, text: '   ' }, 400, '先写一句话再发送'],
    [{ as: 'u1', chat: GROUP, text: '字'.repeat(2001) }, 400, '一次最多 2000 个字'],
    [{ as: 'u77', chat: GROUP, text: '/总览' }, 404, '没有 u77 这个人，可用的人见 GET /console/api/state'],
    [{ as: 'u1', chat: 'group:x', text: '/总览' }, 404, '没有 group:x 这个会话，可用的会话见 GET /console/api/state'],
    [{ as: 'u1', chat: 'u2', text: '总览' }, 403, '这是别人的私聊，不能在这里说话'],
    [{ as: 'u1', chat: 'u1', text: '总览', replyTo: '999999' }, 404, '引用的消息不在这个会话里'],
    [{ as: 'u1', chat: 'u1', text: '总览', replyTo: 'x' }, 400, '没有这样的消息 id'],
    ['{', 400, '请求的内容不是有效的 JSON'],
    [{ as: 'u1', chat: 'u1', text: '字'.repeat(70_000) }, 413, '内容太长'],
  ])('refuses %o with a sentence', async (body, status, error) => {
    expect(await client.post('/messages', body)).toEqual({ status, body: { error } })
  })

  it('keeps the order of what one person says at once', async () => {
    const said = ['/总览', '/样表', '/填表', '/预览']
    const answers = await Promise.all(said.map((text) => say('u4', GROUP, text)))
    const ids = answers.map(({ replies }) => Number(replies[0]?.id))
    const order = answers.map(({ id }, index) => ({ id: Number(id), reply: ids[index] ?? 0 }))
    const bySaying = order.toSorted((a, b) => a.id - b.id).map(({ reply }) => reply)
    expect(bySaying).toEqual(bySaying.toSorted((a, b) => a - b))
  })
})

describe('POST actions', () => {
  it('submits a form: the values arrive, the answer comes with a toast', async () => {
    const { replies } = await say('u3', 'u3', '填表')
    const form = { amount: '800', problem: 'no', note: '主体封顶' }
    const { status, body } = await client.post('/actions', {
      as: 'u3',
      chat: 'u3',
      messageId: replies[0]?.id,
      action: '交表',
      form,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: replies[0]?.id,
      command: 'report',
      args: { form },
      toast: { tone: 'good', text: '已收到' },
      replies: [{ card: { title: '已记下：本旬 800 万元' } }],
    })
  })

  it('puts the answer in the place of the clicked card where the command says so', async () => {
    const { replies } = await say('u1', 'u1', '预览')
    const messageId = replies[0]?.id
    const { body } = await client.post('/actions', { as: 'u1', chat: 'u1', messageId, action: '暂缓 3' })
    expect(body).toMatchObject({
      toast: { text: '已暂缓' },
      replies: [{ id: messageId, card: { title: '通报已暂缓' } }],
    })
    const after = await client.get(`/messages?chat=u1&after=${Number(messageId) - 1}`)
    expect(after.body).toMatchObject({ messages: [{ id: messageId, card: { title: '通报已暂缓' } }] })
  })

  it('takes a message id as a number too', async () => {
    const { replies } = await say('u1', 'u1', '预览')
    const click = { as: 'u1', chat: 'u1', messageId: Number(replies[0]?.id), action: '发布 3' }
    expect(await client.post('/actions', click)).toMatchObject({ status: 200, body: { command: 'dispatch' } })
  })

  it('refuses a click on what is no card, and in another person’s chat', async () => {
    const { id } = await say('u1', 'u1', '总览')
    const click = { as: 'u1', chat: 'u1', messageId: id, action: '发布 3' }
    const refused = { status: 404, body: { error: '这个会话里没有这张卡片' } }
    expect(await client.post('/actions', click)).toEqual(refused)
    const elsewhere = { ...click, as: 'u2', chat: 'u2', messageId: String(Number(id) + 1) }
    expect(await client.post('/actions', elsewhere)).toEqual(refused)
    expect(await client.post('/actions', { ...click, as: 'u2' })).toMatchObject({ status: 403 })
  })
})

describe('what the page lists', () => {
  it('gives the commands from their declarations, without what runs them', async () => {
    const { body } = await client.get('/commands')
    expect(body).toMatchObject({
      commands: [{ id: 'overview', name: '总览', summary: '全区重点项目的进度' }, {}, {}, {}],
    })
  })

  it('counts what was sent and what waits', async () => {
    const { replies } = await say('u1', 'u1', '总览')
    expect(replies).toHaveLength(1)
    const sent = await database.db.outboxMessage.count({ where: { state: 'SENT' } })
    expect(await client.get('/outbox')).toMatchObject({
      status: 200,
      body: { sent, owed: 0, unconfirmed: 0, waiting: 0 },
    })
  })

  it.each(['/messages', '/messages?chat=u1&after=abc', '/nothing'])('refuses GET %s with a sentence', async (path) => {
    const { status, body } = await client.get(path)
    expect([400, 404]).toContain(status)
    expect(body).toEqual({ error: expect.stringMatching(/[\u4e00-\u9fff]/) })
  })
})
