import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decrypt, sameSecret, signatureOf } from '../../../src/platforms/feishu/crypto.ts'
import { vectors } from './vectors.ts'

describe('an encrypted envelope opens as Feishu sealed it', () => {
  test("the official page's example", () => {
    const { encrypt_key, ciphertext_base64, plaintext } = vectors.official_doc_vector
    expect(decrypt(encrypt_key, ciphertext_base64)).toBe(plaintext)
  })

  test.each(vectors.encrypted_events.map((event) => [event.name, event] as const))('event %s', (_name, event) => {
    expect(decrypt(event.encrypt_key, event.ciphertext_base64)).toBe(event.plaintext)
  })

  test.each(vectors.padding.map((one) => [one.plaintext.length, one] as const))('%i bytes of text', (_length, one) => {
    expect(decrypt(one.encrypt_key, one.ciphertext_base64)).toBe(one.plaintext)
  })

  test.each(vectors.keys.map((one) => [one.encrypt_key, one] as const))('key %s', (_key, one) => {
    expect(decrypt(one.encrypt_key, one.ciphertext_base64)).toBe(one.plaintext)
  })

  test('anything else gives nothing and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(() => decrypt('demo-Encrypt-Key-2026', text)).not.toThrow()
      }),
    )
    expect(decrypt('k', '')).toBeNull()
    expect(decrypt('k', 'P37w+VZImNgPEO1RBhJ6Rg==')).toBeNull()
  })
})

test.each(vectors.encrypted_events.map((event) => [event.name, event] as const))(
  'the signature of %s',
  (_name, event) => {
    const { headers, encrypt_key, raw_body } = event
    const timestamp = headers['X-Lark-Request-Timestamp'] ?? ''
    const nonce = headers['X-Lark-Request-Nonce'] ?? ''
    expect(signatureOf(timestamp, nonce, encrypt_key, Buffer.from(raw_body))).toBe(headers['X-Lark-Signature'])
  },
)

test('secrets are equal only when they are, whatever their lengths', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b)))
})
