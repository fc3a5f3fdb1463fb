/** Events as Feishu sends them: version 2, encrypted and signed. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export interface Keys {
  readonly appId: string
  readonly encryptKey: string | null
  readonly verificationToken: string
}

export interface Delivery {
  readonly raw: string
  readonly headers: Readonly<Record<string, string>>
}

/** The plain envelope of an event. */
export function envelope(
  keys: Keys,
  type: string,
  event: object,
  at: number,
  eventId = randomBytes(16).toString('hex'),
) {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      event_type: type,
      // Microseconds for card actions, milliseconds else.
      create_time: type === 'card.action.trigger' ? `${at}000` : String(at),
      token: keys.verificationToken,
      tenant_key: '2ca1d211f64f6438',
      app_id: keys.appId,
    },
    event,
  }
}

/** Encrypts a body (when there is a key) and signs it. */
export function sealed(keys: Keys, body: object, at: number): Delivery {
  const headers = { 'content-type': 'application/json;charset=utf-8' }
  if (keys.encryptKey === null) return { raw: JSON.stringify(body), headers }
  const raw = JSON.stringify({ encrypt: encrypt(keys.encryptKey, JSON.stringify(body)) })
  return { raw, headers: { ...headers, ...signature(keys.encryptKey, raw, at) } }
}

/** An encrypted body without a signature, as the challenge may come. */
export function unsigned(keys: Keys, body: object): Delivery {
  const { raw } = sealed(keys, body, 0)
  return { raw, headers: { 'content-type': 'application/json;charset=utf-8' } }
}

/** The headers that sign `raw`. */
export function signature(encryptKey: string, raw: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = randomBytes(8).toString('hex')
  const signed = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${raw}`).digest('hex')
  return { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': nonce, 'x-lark-signature': signed }
}

function encrypt(encryptKey: string, text: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}
