import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/database/connection.ts'
import { openTestDatabase } from '../database/harness.ts'
import { loadDistrict } from './stand-in/district.ts'
import { type StandIn, startStandIn } from './stand-in/program.ts'

const TOKEN = 'a-token-of-a-bureau-2023'

let database: Database
let open: StandIn
let guarded: StandIn
beforeAll(async () => {
  database = await openTestDatabase()
  await loadDistrict(database.db)
  open = await startStandIn(database)
  guarded = await startStandIn(database, { access: { token: TOKEN, tokenRequired: true } })
})
afterAll(async () => {
  await Promise.all([open.stop(), guarded.stop()])
  await database.close()
})

/** A request with headers that fetch does not let one set (Host, Origin, Sec-Fetch-Site). */
async function raw(url: string, headers: Record<string, string>, options: { method?: string; body?: string } = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method: options.method ?? 'GET', headers }, resolve)
    sent.on('error', reject)
    sent.end(options.body)
  })
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const json = { 'content-type': 'application/json' }
const overview = JSON.stringify({ as: 'u1', chat: 'group:dispatch', text: '/总览' })

describe('the page and its files', () => {
  it('come with a strict policy: nothing inline, nothing from elsewhere, in no frame', async () => {
    const page = await raw(`${open.url}/`, {})
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['referrer-policy']).toBe('same-origin')
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(page.body).not.toMatch(/\son\w+=|style=|https?:\/\//)
  })

  it.each(['/', '/console/main.js', '/console/css/base.css', '/console/core/dom.js'])(
    '%s is answered with 304 while it is the same',
    async (path) => {
      const first = await raw(`${open.url}${path}`, {})
      expect(first.status).toBe(200)
      expect(first.headers['cache-control']).toBe('no-cache')
      const again = await raw(`${open.url}${path}`, { 'if-none-match': String(first.headers.etag) })
      expect(again).toMatchObject({ status: 304, body: '' })
    },
  )

  it.each(['/console/../access.ts', '/console/%2e%2e/access.ts', '/console/nothing.js'])(
    '%s is not there',
    async (path) => {
      expect((await raw(`${open.url}${path}`, {})).status).toBe(404)
    },
  )
})

describe('requests that a foreign page makes', () => {
  it('are refused when the name was turned to this machine (rebinding)', async () => {
    const rebound = await raw(`${open.url}/console/api/state`, { host: 'evil.example.com' })
    expect(rebound.status).toBe(403)
    expect(rebound.body).toContain('PUBLIC_URL')
    expect((await raw(`${open.url}/`, { host: 'evil.example.com' })).status).toBe(403)
  })

  it('are refused when they come across origins, and nothing is said', async () => {
    const before = await database.db.consoleMessage.count()
    const origin = 'https://evil.example.com'
    const posted = await raw(
      `${open.url}/console/api/messages`,
      { ...json, origin },
      { method: 'POST', body: overview },
    )
    expect(posted.status).toBe(403)
    expect(JSON.parse(posted.body)).toEqual({ error: '请求来自别的网页，已拒绝' })
    const simple = { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }
    expect((await raw(`${open.url}/console/api/messages`, simple, { method: 'POST', body: overview })).status).toBe(403)
    expect(await database.db.consoleMessage.count()).toBe(before)
  })

  it('are refused for reading too', async () => {
    expect((await raw(`${open.url}/console/api/state`, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

describe('a console that requires the token', () => {
  const session = /saima_console=([^;]+)/

  it('answers scripts without it 403, with it as ever', async () => {
    for (const [method, path] of [
      ['GET', '/state'],
      ['POST', '/messages'],
      ['POST', '/actions'],
      ['POST', '/clock'],
      ['GET', '/events'],
      ['GET', '/messages?chat=u1'],
    ] as const) {
      const refused = await raw(
        `${guarded.url}/console/api${path}`,
        json,
        method === 'GET' ? {} : { method, body: overview },
      )
      expect(refused.status, path).toBe(403)
      expect(JSON.parse(refused.body)).toEqual({ error: expect.stringContaining('Bearer') })
    }
    const bearer = { ...json, authorization: `Bearer ${TOKEN}` }
    const said = await raw(`${guarded.url}/console/api/messages`, bearer, { method: 'POST', body: overview })
    expect(said.status).toBe(200)
  })

  it('shows a login at the page, takes the token once and lets the browser in', async () => {
    const closed = await raw(`${guarded.url}/`, {})
    expect(closed.status).toBe(403)
    expect(closed.body).toContain('访问口令')
    expect(closed.headers['content-security-policy']).toContain("default-src 'none'")

    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: guarded.url }
    const login = await raw(`${guarded.url}/console/login`, form, { method: 'POST', body: `token=${TOKEN}` })
    expect(login).toMatchObject({ status: 303, headers: { location: '/' } })
    const cookie = String(login.headers['set-cookie']?.[0])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toMatch(/Secure/)

    const headers = { cookie: `saima_console=${decodeURIComponent(session.exec(cookie)?.[1] ?? '')}` }
    expect((await raw(`${guarded.url}/`, headers)).body).toContain('main.js')
    expect((await raw(`${guarded.url}/console/api/state`, headers)).status).toBe(200)
    expect((await raw(`${guarded.url}/console/session`, headers)).body).toBe('{"loggedIn":true}')

    const logout = await raw(`${guarded.url}/console/logout`, { ...headers, origin: guarded.url }, { method: 'POST' })
    expect(logout).toMatchObject({ status: 303 })
    expect(logout.headers['set-cookie']?.[0]).toMatch(/saima_console=;/)
  })

  it('marks the cookie for https only when the page came over https', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'https' }
    const login = await raw(`${guarded.url}/console/login`, form, { method: 'POST', body: `token=${TOKEN}` })
    expect(login.headers['set-cookie']?.[0]).toMatch(/Secure/)
  })

  it('refuses a wrong token, and after ten of them everybody for a minute', async () => {
    const braked = await startStandIn(database, { access: { token: TOKEN, tokenRequired: true } })
    try {
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const attempt = (token: string) =>
        raw(`${braked.url}/console/login`, form, { method: 'POST', body: `token=${token}` })
      const wrong = await attempt('guess')
      expect(wrong.status).toBe(403)
      expect(wrong.body).toContain('口令不对')
      for (let n = 0; n < 9; n += 1) await attempt(`guess-${n}`)
      const late = await attempt(TOKEN)
      expect(late.status).toBe(429)
      expect(late.headers['set-cookie']).toBeUndefined()
    } finally {
      await braked.stop()
    }
  })

  it('refuses a login that a foreign page posts', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example.com' }
    const login = await raw(`${guarded.url}/console/login`, form, { method: 'POST', body: `token=${TOKEN}` })
    expect(login.status).toBe(403)
    expect(login.headers['set-cookie']).toBeUndefined()
  })
})

it('a request that a proxy forwarded needs the token although the console listens on this machine only', async () => {
  const forwarded = await raw(`${open.url}/console/api/state`, { 'x-forwarded-for': '10.0.0.8' })
  expect(forwarded.status).toBe(403)
  expect(forwarded.body).toContain('CONSOLE_TOKEN')
  expect((await raw(`${open.url}/`, { 'x-forwarded-for': '10.0.0.8' })).status).toBe(403)
})
