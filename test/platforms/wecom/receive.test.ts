import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Incoming } from '../../../src/chat/message.ts'
import type { SyncAnswer } from '../../../src/inbox/handle.ts'
import { makeLog } from '../../../src/log.ts'
import { makeMetrics } from '../../../src/metrics.ts'
import { callbackCipher } from '../../../src/platforms/wecom/crypto.ts'
import { decodeApp } from '../../../src/platforms/wecom/decode-app.ts'
import { decodeBot } from '../../../src/platforms/wecom/decode-bot.ts'
import { appWebhook } from '../../../src/platforms/wecom/receive-app.ts'
import { botWebhook, WELCOME } from '../../../src/platforms/wecom/receive-bot.ts'
import { openCallback } from '../../../src/platforms/wecom/verify.ts'
import { readXml } from '../../../src/platforms/wecom/xml.ts'
import { openTestDatabase } from '../../database/harness.ts'
import { unsealed } from '../../emulators/wecom/sealing.ts'
import { type Vector, vector, vectors } from './vectors.ts'

const incoming = vectors.vectors.filter(({ direction }) => direction === 'in')
const cipherOf = ({ token, aeskey, receiveid }: Vector) =>
  callbackCipher({ token, aesKey: aeskey, receiveId: receiveid })
const momentOf = ({ timestamp }: Vector): Date => new Date(Number(timestamp) * 1000)
const AGENT = '1000002'

interface Server {
  readonly stored: Incoming[]
  get(one: Vector): Promise<Response>
  post(one: Vector, changes?: { query?: string; body?: string }): Promise<Response>
}

let now = new Date()
let stores: (event: Incoming) => Promise<{ fresh: boolean } | null>
let acts: () => Promise<SyncAnswer | null>

async function serve(): Promise<Server> {
  const { db } = await openTestDatabase()
  const stored: Incoming[] = []
  const log = makeLog('silent')
  const common = {
    store: async (event: Incoming) => {
      stored.push(event)
      return await stores(event)
    },
    act: async (event: Incoming) => {
      stored.push(event)
      return await acts()
    },
    now: () => now,
    log,
    metrics: makeMetrics(),
    link: 'https://work.weixin.qq.com/',
    cards: true,
  }
  const app = express()
  const bot = vector('bot-group-text')
  const own = vector('app-text')
  app.use(
    botWebhook({
      ...common,
      cipher: cipherOf(bot),
      db,
      botId: 'AIBOTID0001',
      botName: '项目助手',
      knownAs: async (id) => id,
    }),
  )
  app.use(
    appWebhook({
      ...common,
      cipher: cipherOf(own),
      origin: { corpId: own.receiveid, agentId: AGENT },
      client: {
        updateCard: async () => ({ ok: true, value: null }),
        send: async () => ({ ok: true, value: { messageId: 'm', leftOut: [] } }),
      },
    }),
  )
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/webhook/wecom`
  const path = ({ kind }: Vector): string => (kind === 'xml' ? 'app' : 'bot')
  return {
    stored,
    get: (one) => fetch(`${base}/${path(one)}?${one.http_query ?? ''}`),
    post: (one, { query = one.http_query ?? '', body = one.http_body ?? '' } = {}) =>
      fetch(`${base}/${path(one)}?${query}`, { method: 'POST', body }),
  }
}

beforeEach(() => {
  stores = async () => ({ fresh: true })
  acts = async () => ({})
})

describe('the webhooks of WeCom', () => {
  it.each(['app-url-verify', 'bot-url-verify'])('prove themselves with the bare text: %s', async (name) => {
    const one = vector(name)
    now = momentOf(one)
    const response = await (await serve()).get(one)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(one.http_expected_response_body)
  })

  it('takes a message in a group as said by its sender, without the mention, and starts a stream at once', async () => {
    const one = vector('bot-group-text')
    now = momentOf(one)
    const server = await serve()
    const response = await server.post(one)
    const outer = JSON.parse(await response.text())
    const keys = { token: one.token, aesKey: one.aeskey, receiveId: '' }
    expect(JSON.parse(unsealed(keys, outer.encrypt))).toMatchObject({
      msgtype: 'stream',
      stream: { finish: false, content: '正在办理，请稍候' },
    })
    expect(outer).toMatchObject({ nonce: one.nonce, timestamp: Number(one.timestamp) })
    expect(server.stored).toMatchObject([
      {
        kind: 'text',
        key: 'bot:CAIQz7/MjQYY/NGagIOAgAMgl8jK/gI=',
        sender: { id: 'zhangsan' },
        place: { id: 'wrkSFfCgAA_Group_0001', kind: 'group' },
        text: '查询 项目A 的进度',
        mentionsBot: true,
      },
    ])
  })

  it('keeps a text as typed: a long message id, emoji, markup', async () => {
    const [text, emoji] = [vector('app-text'), vector('bot-single-text-emoji')]
    now = momentOf(text)
    const server = await serve()
    expect((await server.post(text)).status).toBe(200)
    now = momentOf(emoji)
    expect((await server.post(emoji)).status).toBe(200)
    expect(server.stored).toMatchObject([
      { key: `app:${AGENT}:7561234567890123457`, text: '/status 项目A <进度> & "风险"', place: { kind: 'private' } },
      { text: '进度？👍🏽 第一行\n第二行', place: { id: 'lisi', kind: 'private' } },
    ])
  })

  it('greets whoever opens the chat, and has nothing to say to feedback, pictures and cards of others', async () => {
    const enter = vector('bot-enter_chat')
    now = momentOf(enter)
    const server = await serve()
    const greeted = JSON.parse(await (await server.post(enter)).text())
    const keys = { token: enter.token, aesKey: enter.aeskey, receiveId: '' }
    expect(JSON.parse(unsealed(keys, greeted.encrypt))).toEqual({ msgtype: 'text', text: { content: WELCOME } })
    for (const name of ['bot-feedback_event', 'app-image', 'app-event-enter_agent', 'bot-template_card_event']) {
      now = momentOf(vector(name))
      const response = await server.post(vector(name))
      expect([response.status, await response.text()]).toEqual([200, ''])
    }
    expect(server.stored).toEqual([])
  })

  it('says 503 when an event could not be stored, so that it comes again', async () => {
    stores = () => Promise.reject(new Error('no database'))
    const one = vector('app-text')
    now = momentOf(one)
    expect((await (await serve()).post(one)).status).toBe(503)
  })

  it('refuses what is older than ten minutes, another bot, a body that is too large, and stores nothing of it', async () => {
    const one = vector('bot-group-text')
    const server = await serve()
    now = new Date(momentOf(one).getTime() + 11 * 60_000)
    expect((await server.post(one)).status).toBe(401)
    now = momentOf(one)
    expect((await server.post(one, { body: 'x'.repeat(1_048_577) })).status).toBe(413)
    expect((await server.post(one, { body: '[]' })).status).toBe(400)
    expect(server.stored).toEqual([])
  })
})

/** A valid callback with something wrong. */
const mutated = fc.record({
  one: fc.constantFrom(...incoming.filter(({ http_body }) => http_body !== undefined)),
  where: fc.constantFrom('encrypted', 'signature', 'timestamp', 'nonce', 'token', 'cut', 'longer'),
  at: fc.nat(),
  by: fc.integer({ min: 1, max: 61 }),
})

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function shifted(text: string, at: number, by: number): string {
  const position = at % text.length
  const letter = text.charAt(position)
  const known = LETTERS.indexOf(letter)
  const other = LETTERS.charAt((Math.max(known, 0) + by) % LETTERS.length)
  return `${text.slice(0, position)}${other === letter ? '-' : other}${text.slice(position + 1)}`
}

function broken({ one, where, at, by }: { one: Vector; where: string; at: number; by: number }) {
  const parts = {
    signature: one.signature,
    timestamp: one.timestamp,
    nonce: one.nonce,
    encrypted: one.encrypt,
    token: one.token,
  }
  if (where === 'cut') return { ...parts, encrypted: one.encrypt.slice(0, at % one.encrypt.length) }
  if (where === 'longer') return { ...parts, encrypted: one.encrypt + LETTERS.slice(0, by) }
  if (where === 'encrypted') return { ...parts, encrypted: shifted(parts.encrypted, at, by) }
  if (where === 'signature') return { ...parts, signature: shifted(parts.signature, at, by) }
  if (where === 'timestamp') return { ...parts, timestamp: shifted(parts.timestamp, at, by) }
  if (where === 'nonce') return { ...parts, nonce: shifted(parts.nonce, at, by) }
  return { ...parts, token: shifted(parts.token, at, by) }
}

describe('ten thousand callbacks with something wrong', () => {
  it('are refused, each with a status and without an exception', () => {
    fc.assert(
      fc.property(mutated, ({ one, ...how }) => {
        const { token, signature, timestamp, nonce, encrypted } = broken({ one, ...how })
        const cipher = callbackCipher({ token, aesKey: one.aeskey, receiveId: one.receiveid })
        const query = { msg_signature: signature, timestamp, nonce }
        expect(openCallback({ query, encrypted, now: momentOf(one) }, cipher)).toMatchObject({ kind: 'refused' })
      }),
      { numRuns: 10_000 },
    )
  }, 60_000)

  it('are opened by nothing even when the damage itself is signed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...incoming), fc.nat(), fc.integer({ min: 1, max: 61 }), (one, at, by) => {
        const cipher = cipherOf(one)
        const encrypted = shifted(one.encrypt, at, by)
        const query = {
          msg_signature: cipher.sign(one.timestamp, one.nonce, encrypted),
          timestamp: one.timestamp,
          nonce: one.nonce,
        }
        const opened = openCallback({ query, encrypted, now: momentOf(one) }, cipher)
        // CBC: damage in the middle may leave the frame whole; then it is another text, never the same one.
        if (opened.kind === 'opened') expect(opened.text).not.toBe(one.plaintext)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  it('reach the process as an answer over HTTP, too', async () => {
    const server = await serve()
    await fc.assert(
      fc.asyncProperty(mutated, fc.constantFrom('query', 'body'), async ({ one, ...how }, part) => {
        now = momentOf(one)
        const { signature, timestamp, nonce, encrypted } = broken({
          one,
          ...how,
          where: how.where === 'token' ? 'nonce' : how.where,
        })
        const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString()
        const body = (one.http_body ?? '').replace(one.encrypt, encrypted)
        const response = await server.post(one, part === 'query' ? { query, body } : { query, body: body.slice(1) })
        expect(response.status).toBeGreaterThanOrEqual(400)
        expect(response.status).toBeLessThan(500)
        await response.text()
      }),
      { numRuns: 300 },
    )
    expect(server.stored).toEqual([])
  }, 60_000)
})

describe('a text inside that is not what WeCom writes', () => {
  it('is ignored, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (body, text) => {
        const at = new Date(0)
        expect(() => decodeBot(body, { at, botName: null })).not.toThrow()
        expect(() => decodeApp(text, { corpId: 'c', agentId: '1' })).not.toThrow()
        expect(() => decodeApp(`<xml><MsgType>${text}</MsgType></xml>`, { corpId: 'c', agentId: '1' })).not.toThrow()
      }),
    )
  })

  it.each([
    '<xml><__proto__>1</__proto__></xml>',
    '<xml',
    '',
    'null',
    '<a/>',
    '<xml>1</xml>',
    '<!DOCTYPE x [<!ENTITY a "b">]><xml><b>&a;</b></xml>',
  ])('reads %s without an exception and without an Encrypt', (text) => {
    expect(readXml(text)?.Encrypt).toBeUndefined()
  })
})
