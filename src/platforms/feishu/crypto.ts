/** Feishu's cryptography: the signature of a webhook request and the encrypted envelope. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

const IV_BYTES = 16
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * The text inside `encrypt`: base64 of IV and AES-256-CBC ciphertext, the key being SHA-256 of the Encrypt Key.
 * Null for anything broken (base64, length, padding); it never throws, since it sees bytes that nobody has signed.
 */
export function decrypt(encryptKey: string, encrypted: string): string | null {
  if (!BASE64.test(encrypted)) return null
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length < 2 * IV_BYTES || bytes.length % IV_BYTES !== 0) return null
  const key = createHash('sha256').update(encryptKey, 'utf8').digest()
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, IV_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** The signature that Feishu puts on a request: lower-case hex SHA-256 over timestamp, nonce, key and the raw body. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, raw: Buffer): string {
  return createHash('sha256').update(timestamp).update(nonce).update(encryptKey).update(raw).digest('hex')
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const a = createHash('sha256').update(given, 'utf8').digest()
  const b = createHash('sha256').update(expected, 'utf8').digest()
  return timingSafeEqual(a, b)
}
