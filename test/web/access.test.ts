import type { IncomingHttpHeaders } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessRules, judge } from '../../src/web/access.ts'
import { isSession, issueSession, readCookie, SESSION_MS, sameSecret } from '../../src/web/console-session.ts'
import { loginAttempts } from '../../src/web/login-attempts.ts'
import { isForwarded, isOwnHost, isOwnOrigin } from '../../src/web/request-origin.ts'

const TOKEN = 'a-token-of-a-bureau-2023'
const NOW = new Date('2023-09-08T09:00:00+08:00')
const LOCAL: IncomingHttpHeaders = { host: '127.0.0.1:3000' }

function rules(changes: Partial<AccessRules> = {}): AccessRules {
  return { token: TOKEN, tokenRequired: false, publicUrl: 'https://saima.example.gov.cn', ...changes }
}

function allowed(headers: IncomingHttpHeaders, changes: Partial<AccessRules> = {}): boolean {
  return judge({ ...LOCAL, ...headers }, rules(changes), NOW).ok
}

describe('who may use the console', () => {
  it('anybody on this machine, while no platform is configured', () => {
    expect(allowed({})).toBe(true)
    expect(allowed({}, { token: null })).toBe(true)
  })

  it('only with the token, once it is required', () => {
    const required = { tokenRequired: true }
    expect(allowed({}, required)).toBe(false)
    expect(allowed({ authorization: `Bearer ${TOKEN}` }, required)).toBe(true)
    expect(allowed({ authorization: `bearer ${TOKEN}` }, required)).toBe(true)
    expect(allowed({ authorization: `Bearer ${TOKEN}x` }, required)).toBe(false)
    expect(allowed({ authorization: `Basic ${TOKEN}` }, required)).toBe(false)
    expect(allowed({ cookie: `a=b; saima_console=${issueSession(TOKEN, NOW)}` }, required)).toBe(true)
  })

  it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])(
    'only with the token, when the request carries %s',
    (header) => {
      expect(isForwarded({ [header]: '10.0.0.8' })).toBe(true)
      expect(allowed({ [header]: '10.0.0.8' })).toBe(false)
      expect(allowed({ [header]: '10.0.0.8', authorization: `Bearer ${TOKEN}` })).toBe(true)
    },
  )

  it('nobody, when the token is required and none is set', () => {
    const verdict = judge(LOCAL, rules({ token: null, tokenRequired: true }), NOW)
    expect(verdict).toMatchObject({ ok: false, login: false, why: expect.stringContaining('CONSOLE_TOKEN') })
    expect(allowed({ authorization: 'Bearer null' }, { token: null, tokenRequired: true })).toBe(false)
  })

  it('nobody under a foreign name, even with the token', () => {
    expect(allowed({ host: 'evil.example.com' })).toBe(false)
    expect(allowed({ host: 'evil.example.com:3000', authorization: `Bearer ${TOKEN}` }, { tokenRequired: true })).toBe(
      false,
    )
  })
})

describe('the name by which the server is addressed', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', '10.1.2.3', 'saima.example.gov.cn'])(
    '%s is ours',
    (host) => expect(isOwnHost(host, 'https://saima.example.gov.cn')).toBe(true),
  )
  it.each([
    undefined,
    '',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    'xsaima.example.gov.cn',
    'evil.com/127.0.0.1',
    'a@127.0.0.1',
  ])('%s is not', (host) => expect(isOwnHost(host, 'https://saima.example.gov.cn')).toBe(false))
  it('without PUBLIC_URL no name but localhost is ours', () => {
    expect(isOwnHost('saima.example.gov.cn', null)).toBe(false)
  })
})

describe('the page that a request comes from', () => {
  const publicUrl = 'https://saima.example.gov.cn'
  it.each<[string, IncomingHttpHeaders, boolean]>([
    ['a script', {}, true],
    ['our own page', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, true],
    ['our own page behind a proxy that rewrites Host', { origin: publicUrl, 'sec-fetch-site': 'same-origin' }, true],
    ['an address that was typed', { 'sec-fetch-site': 'none' }, true],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-site' }, false],
    ['a foreign page', { origin: 'https://evil.example.com' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['a foreign page in a new browser, without Origin', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s', (_name, headers, own) => {
    expect(isOwnOrigin({ ...LOCAL, ...headers }, publicUrl)).toBe(own)
  })
})

describe('the cookie', () => {
  it('is good for twelve hours, and only for the token it was issued with', () => {
    const cookie = issueSession(TOKEN, NOW)
    expect(isSession(cookie, TOKEN, NOW)).toBe(true)
    expect(isSession(cookie, TOKEN, new Date(NOW.getTime() + SESSION_MS))).toBe(false)
    expect(isSession(cookie, 'another-token-2023', NOW)).toBe(false)
  })

  it('cannot be prolonged or forged', () => {
    const [until, signature] = issueSession(TOKEN, NOW).split('.')
    expect(isSession(`${Number(until) + 1}.${signature}`, TOKEN, NOW)).toBe(false)
    fc.assert(fc.property(fc.string(), (value) => !isSession(value, TOKEN, NOW)))
  })

  it('does not hold the token', () => {
    expect(issueSession(TOKEN, NOW)).not.toContain(TOKEN)
  })

  it('is found among others', () => {
    expect(readCookie('a=1; saima_console=2.x=; b=3', 'saima_console')).toBe('2.x=')
    expect(readCookie('xsaima_console=2', 'saima_console')).toBeNull()
    expect(readCookie(undefined, 'saima_console')).toBeNull()
  })
})

it('secrets are the same only when every character is', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b)))
  fc.assert(fc.property(fc.string(), (a) => sameSecret(a, a)))
})

it('after ten wrong tokens in a minute nobody is asked for the rest of it', () => {
  const attempts = loginAttempts(10)
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
  for (let n = 0; n < 10; n += 1) {
    expect(attempts.mayTry(at(n))).toBe(true)
    attempts.failed(at(n))
  }
  expect(attempts.mayTry(at(11))).toBe(false)
  expect(attempts.mayTry(at(59))).toBe(false)
  expect(attempts.mayTry(at(61))).toBe(true)
})
