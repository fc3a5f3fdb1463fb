/** How WeCom seals its callbacks: written down once more, so that the program is not tested with itself. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export interface Keys {
  readonly token: string
  readonly aesKey: string
  readonly receiveId: string
}

export function signed({ token }: Keys, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

export function sealed({ aesKey, receiveId }: Keys, text: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const body = Buffer.from(text)
  const length = Buffer.from([
    body.length >>> 24,
    (body.length >> 16) & 255,
    (body.length >> 8) & 255,
    body.length & 255,
  ])
  const raw = Buffer.concat([randomBytes(16), length, body, Buffer.from(receiveId)])
  const missing = 32 - (raw.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([raw, Buffer.alloc(missing, missing)])), cipher.final()]).toString(
    'base64',
  )
}

export function unsealed({ aesKey, receiveId }: Keys, encrypted: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const raw = Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()])
  const text = raw.subarray(20, 20 + raw.readUInt32BE(16))
  const rest = raw.subarray(20 + text.length, raw.length - (raw.at(-1) ?? 0)).toString()
  if (rest !== receiveId) throw new Error('the answer is sealed for somebody else')
  return text.toString()
}

/** The query of a callback. */
export function proofOf(keys: Keys, encrypted: string, now: number): URLSearchParams {
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), randomBytes(5).toString('hex')]
  return new URLSearchParams({ msg_signature: signed(keys, timestamp, nonce, encrypted), timestamp, nonce })
}
