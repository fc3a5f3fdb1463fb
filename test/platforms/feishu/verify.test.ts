import { describe, expect, test } from 'vitest'
import { type Opened, openRequest, type WebhookRequest } from '../../../src/platforms/feishu/verify.ts'
import { envelope, sealed, signature, unsigned } from '../../emulators/feishu/envelope.ts'
import { app, encryptedEvent, signedAt, vectors, wanted } from './vectors.ts'

const HOUR = 3_600_000

function open(delivery: { raw: string; headers: WebhookRequest['headers'] }, now = signedAt, settings = {}): Opened {
  return openRequest({
    headers: delivery.headers,
    raw: Buffer.from(delivery.raw),
    now,
    settings: { ...app, ...settings },
  })
}

function outcomeOf(opened: Opened) {
  return opened.kind === 'refused' ? opened.status : opened.kind
}

describe('the 35 requests of the vectors', () => {
  test('are all here', () => {
    expect(vectors.cases.map((one) => one.name).sort()).toEqual(Object.keys(wanted).sort())
    expect(vectors.cases).toHaveLength(35)
  })

  test.each(vectors.cases.map((one) => [one.name, one] as const))('%s', (name, { raw_body, headers }) => {
    expect(outcomeOf(open({ raw: raw_body, headers }))).toBe(wanted[name])
  })
})

test.each(vectors.encrypted_events.map((event) => [event.name, event] as const))(
  'the event %s is let in',
  (name, event) => {
    const opened = open({ raw: event.raw_body, headers: event.headers })
    if (name === 'challenge') {
      expect(opened.kind === 'challenge' && JSON.stringify({ challenge: opened.challenge })).toBe(
        event.expected_response_body,
      )
    } else {
      const plain: unknown = JSON.parse(event.plaintext)
      expect(opened.kind === 'event' && { event: opened.body.event }).toMatchObject({
        event: typeof plain === 'object' && plain !== null && 'event' in plain ? plain.event : null,
      })
    }
  },
)

describe('freshness', () => {
  const { raw_body: raw, headers } = encryptedEvent('p2p_text')
  const moment = Number(headers['X-Lark-Request-Timestamp']) * 1000

  test.each([
    [8 * HOUR, 'event'],
    [8 * HOUR + 1, 401],
    [-8 * HOUR, 'event'],
    [-8 * HOUR - 1, 401],
    [7 * 24 * HOUR, 401],
  ])('a request signed %i ms ago', (age, wants) => {
    expect(outcomeOf(open({ raw, headers }, new Date(moment + age)))).toBe(wants)
  })

  test('a signature in milliseconds counts the same', () => {
    const text = sealed(app, envelope(app, 'x', {}, moment), moment).raw
    const signed = signature(app.encryptKey, text, moment * 1000)
    expect(outcomeOf(open({ raw: text, headers: signed }, new Date(moment)))).toBe('event')
  })
})

describe('without an Encrypt Key', () => {
  const keyless = { ...app, encryptKey: null }
  const now = signedAt.getTime()
  const event = (token: string, at: number) =>
    sealed(
      { ...keyless, verificationToken: token },
      envelope({ ...keyless, verificationToken: token }, 'x', {}, at),
      at,
    )

  test('the token lets an event in while it is fresh', () => {
    expect(outcomeOf(open(event(app.verificationToken, now), signedAt, { encryptKey: null }))).toBe('event')
    expect(outcomeOf(open(event('another-token', now), signedAt, { encryptKey: null }))).toBe(403)
    expect(outcomeOf(open(event('', now), signedAt, { encryptKey: null }))).toBe(403)
    expect(outcomeOf(open(event(app.verificationToken, now - 9 * HOUR), signedAt, { encryptKey: null }))).toBe(401)
  })

  test('an encrypted body is refused', () => {
    const { raw_body: raw, headers } = encryptedEvent('p2p_text')
    expect(outcomeOf(open({ raw, headers }, signedAt, { encryptKey: null }))).toBe(400)
  })

  test('the challenge needs the token', () => {
    const challenge = (token: string) => ({
      raw: JSON.stringify({ type: 'url_verification', challenge: 'c', token }),
      headers: {},
    })
    expect(open(challenge(app.verificationToken), signedAt, { encryptKey: null })).toEqual({
      kind: 'challenge',
      challenge: 'c',
    })
    expect(outcomeOf(open(challenge('x'), signedAt, { encryptKey: null }))).toBe(403)
  })

  test('nor a token, nothing is let in', () => {
    for (const nothing of [null, '']) {
      const settings = { encryptKey: nothing, verificationToken: nothing }
      expect(outcomeOf(open(event('', now), signedAt, settings))).toBe(403)
      const challenge = { raw: JSON.stringify({ type: 'url_verification', challenge: 'c', token: '' }), headers: {} }
      expect(outcomeOf(open(challenge, signedAt, settings))).toBe(403)
    }
  })
})

test('a body over 1 MB is refused before anything is read of it', () => {
  expect(outcomeOf(open({ raw: 'x'.repeat(1_048_577), headers: {} }))).toBe(413)
})

test('an unsigned request learns nothing: bad padding, bad JSON, a wrong token and a real event look the same', () => {
  const flipped = vectors.cases.filter((one) => /^ciphertext|plaintext_not|headers_missing/.test(one.name))
  const forged = unsigned(app, { type: 'url_verification', challenge: 'c', token: 'x' })
  const opened = [...flipped.map((one) => open({ raw: one.raw_body, headers: {} })), open(forged)]
  expect(new Set(opened.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(opened[0]).toMatchObject({ kind: 'refused', status: 401 })
})

test('two signature headers are no signature', () => {
  const { raw_body: raw, headers } = encryptedEvent('p2p_text')
  const twice = { ...headers, 'X-Lark-Signature': [headers['X-Lark-Signature'] ?? '', 'x'] }
  expect(outcomeOf(open({ raw, headers: twice }))).toBe(401)
})
