import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callbackCipher, openMedia } from '../../../src/platforms/wecom/crypto.ts'
import { vectors } from './vectors.ts'

const cipherOf = (one: { token: string; aeskey: string; receiveid: string }) =>
  callbackCipher({ token: one.token, aesKey: one.aeskey, receiveId: one.receiveid })

describe('a callback of WeCom', () => {
  test.each([...vectors.official, ...vectors.vectors].map((one) => [one.name, one] as const))(
    'opens, is signed and sealed again to the byte: %s',
    (_name, one) => {
      const cipher = cipherOf(one)
      expect(cipher.verify(one.signature, one.timestamp, one.nonce, one.encrypt)).toBe(true)
      expect(cipher.open(one.encrypt)).toBe(one.plaintext)
      expect(cipher.sign(one.timestamp, one.nonce, one.encrypt)).toBe(one.signature)
      expect(cipher.seal(one.plaintext, Buffer.from(one.random16_hex, 'hex'))).toBe(one.encrypt)
    },
  )

  test.each(vectors.negative.map((one) => [one.name, one] as const))('is refused: %s', (_name, one) => {
    const cipher = cipherOf(one)
    const signed = cipher.verify(one.signature, one.timestamp, one.nonce, one.encrypt)
    expect(signed).toBe(one.expect.startsWith('signature ok'))
    if (signed) expect(cipher.open(one.encrypt)).toBeNull()
  })

  test('that is anything else gives nothing and never throws', () => {
    const cipher = callbackCipher({ token: 't0k', aesKey: 'a'.repeat(43), receiveId: '' })
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(cipher.open(text)).toBeNull()
        expect(cipher.verify(text, text, text, text)).toBe(false)
      }),
    )
  })

  test('comes back as it was sealed, whatever it says', () => {
    const cipher = callbackCipher({ token: 't0k', aesKey: 'Z9'.repeat(21).padEnd(43, 'x'), receiveId: 'ww1' })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cipher.open(cipher.seal(text))).toBe(text)
      }),
    )
  })
})

test.each(vectors.media.map((one) => [one.name, one] as const))('a downloaded file opens: %s', (_name, one) => {
  expect(openMedia(one.aeskey, Buffer.from(one.encrypted_base64, 'base64'))?.toString('base64')).toBe(
    one.content_base64,
  )
})
