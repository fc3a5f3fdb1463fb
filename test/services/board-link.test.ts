/** The signed link of the wall map, and who gets past the door with it. */

import type { AddressInfo } from 'node:net'
import express from 'express'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLog } from '../../src/log.ts'
import { boardPath, readBoardLink } from '../../src/services/board/link.ts'
import type { AccessRules } from '../../src/web/access.ts'
import { boardSite } from '../../src/web/board/site.ts'
import { boardWatch } from '../../src/web/board/watch.ts'
import { type Desk, openDesk } from '../chat/kit.ts'
import { undoneLater } from '../support/undone-later.ts'

const WALL = new Date('2026-11-25T09:00:00+08:00')
const HOUR = 3_600_000
const later = (ms: number) => new Date(WALL.getTime() + ms)

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ now: WALL.toISOString() })
})
afterAll(() => desk.close())

function queryOf(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, 'http://x').searchParams)
}

describe('a signed link', () => {
  it('opens its own district until its moment, and not a second longer', async () => {
    const path = await boardPath(desk.db, { districtId: desk.district.id, until: later(HOUR) })
    const query = queryOf(path)
    expect(await readBoardLink(desk.db, query, later(HOUR - 1000))).toMatchObject({
      ok: true,
      link: { districtId: desk.district.id },
    })
    expect(await readBoardLink(desk.db, query, later(HOUR))).toEqual({ ok: false, why: 'expired' })
  })

  it('is the same after a restart and from another copy: the secret is made once and kept', async () => {
    const link = { districtId: desk.district.id, until: later(HOUR) }
    expect(await boardPath(desk.db, link)).toBe(await boardPath(desk.db, link))
  })

  it('with any sign changed, in district, moment or signature, is refused as altered', async () => {
    const query = queryOf(await boardPath(desk.db, { districtId: desk.district.id, until: later(HOUR) }))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('d', 'until', 'sig'),
        fc.nat(42),
        fc.constantFrom(...'0123456789abcXYZ-_=+%'),
        async (name, at, sign) => {
          const value = query[name] ?? ''
          const place = at % (value.length + 1)
          const changed = { ...query, [name]: value.slice(0, place) + sign + value.slice(place + 1) }
          fc.pre(changed[name] !== value)
          expect(await readBoardLink(desk.db, changed, WALL)).toEqual({ ok: false, why: 'altered' })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('that is no link at all is refused, whatever is asked', async () => {
    for (const query of [{}, { d: '1' }, { d: ['1', '2'], until: '9', sig: 'x' }, null]) {
      expect(await readBoardLink(desk.db, query, WALL)).toEqual({ ok: false, why: 'altered' })
    }
  })
})

/** The site as the program mounts it; gives what an address answers. */
async function site(console: AccessRules | null) {
  const app = express()
  const watch = boardWatch({ db: desk.db, clock: desk.clock, log: makeLog('silent') })
  app.use(boardSite({ db: desk.db, clock: desk.clock, watch, console }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  undoneLater(async () => {
    await watch.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address() as AddressInfo
  return async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${address.port}${path}`, { headers, redirect: 'manual' })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
}

const TOKEN = 'a-token-of-the-console'
const OPEN: AccessRules = { token: null, tokenRequired: false, publicUrl: null }
const LOCKED: AccessRules = { token: TOKEN, tokenRequired: true, publicUrl: null }

describe('the door of the wall map', () => {
  it('opens by a link alone when the console is off, and to nobody without one', async () => {
    const get = await site(null)
    const path = await boardPath(desk.db, { districtId: desk.district.id, until: later(HOUR) })
    const board = await get(path)
    expect(board.status).toBe(200)
    expect(board.text).toContain('示例区重点项目挂图')
    expect((await get('/board')).status).toBe(403)
  })

  it('says of an expired and of an altered link how to get a new one, and shows nothing of the district', async () => {
    const get = await site(OPEN)
    const expired = await get(await boardPath(desk.db, { districtId: desk.district.id, until: later(-1000) }))
    const good = await boardPath(desk.db, { districtId: desk.district.id, until: later(HOUR) })
    const altered = await get(good.replace('sig=', 'sig=x'))
    for (const [answer, words] of [
      [expired, '这个挂图链接已过期'],
      [altered, '这个挂图链接不完整或被改动过'],
    ] as const) {
      expect(answer.status).toBe(403)
      expect(answer.text).toContain(words)
      expect(answer.text).toContain('发“挂图”')
      expect(answer.text).not.toContain('示例区')
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('closes the stream of events to whoever may not see the page', async () => {
    const get = await site(LOCKED)
    expect((await get('/board/events')).status).toBe(403)
    expect((await get(await boardPath(desk.db, { districtId: 999_999, until: later(HOUR) }))).status).toBe(404)
  })

  it('opens with the console: to its login, not to a foreign name, not through a proxy without a token', async () => {
    const locked = await site(LOCKED)
    expect((await locked('/board')).status).toBe(403)
    expect((await locked('/board')).text).toContain('登录控制台')
    expect((await locked('/board', { authorization: `Bearer ${TOKEN}` })).status).toBe(200)
    const open = await site(OPEN)
    expect((await open('/board')).status).toBe(200)
    expect((await open('/board', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(403)
  })

  it('lets in nothing from elsewhere: the page carries the strict policy', async () => {
    const get = await site(OPEN)
    const policy = (await get('/board')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
  })
})
