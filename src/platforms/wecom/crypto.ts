/**
 * WeCom's callback cryptography (WXBizMsgCrypt), stricter than the published libraries: padding, length and receiver
 * are checked to the last byte. Padding goes to 32 bytes, not to AES' 16, so the library's own is switched off.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const BLOCK = 32
const AES_BLOCK = 16
/** 16 random bytes and the length of the text. */
const HEADER = 20
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const AES_KEY = /^[A-Za-z0-9]{43}$/

export interface CallbackKeys {
  readonly token: string
  /** 43 letters and digits (EncodingAESKey). */
  readonly aesKey: string
  /** The corpid for an app of one's own, '' for an enterprise's own bot. */
  readonly receiveId: string
}

export interface CallbackCipher {
  /** The signature over the ciphertext: lower-case hex SHA-1 of the four parts in byte order. */
  sign(timestamp: string, nonce: string, encrypted: string): string
  /** Whether the signature fits, in a time that does not depend on where it differs. */
  verify(signature: string, timestamp: string, nonce: string, encrypted: string): boolean
  /** The text inside; null for anything broken (base64, padding, length, another receiver). It never throws. */
  open(encrypted: string): string | null
  seal(text: string, random?: Buffer): string
}

/** Whether the text can be an EncodingAESKey. */
export function isAesKey(text: string): boolean {
  return AES_KEY.test(text)
}

/** Throws on a key that is none (the configuration is checked before). */
export function callbackCipher({ token, aesKey, receiveId }: CallbackKeys): CallbackCipher {
  if (!isAesKey(aesKey)) throw new Error('EncodingAESKey must be 43 letters and digits')
  const key = keyBytes(aesKey)
  const receiver = Buffer.from(receiveId, 'utf8')

  function sign(timestamp: string, nonce: string, encrypted: string): string {
    const parts = [token, timestamp, nonce, encrypted].map((part) => Buffer.from(part, 'utf8')).sort(Buffer.compare)
    return createHash('sha1').update(Buffer.concat(parts)).digest('hex')
  }

  return {
    sign,
    verify: (signature, timestamp, nonce, encrypted) => same(signature, sign(timestamp, nonce, encrypted)),
    open(encrypted) {
      const raw = decrypt(key, encrypted)
      if (raw === null || raw.length < HEADER) return null
      const end = HEADER + raw.readUInt32BE(HEADER - 4)
      if (end > raw.length || !raw.subarray(end).equals(receiver)) return null
      return utf8(raw.subarray(HEADER, end))
    },
    seal(text, random = randomBytes(16)) {
      const message = Buffer.from(text, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(message.length)
      const raw = Buffer.concat([random, length, message, receiver])
      const pad = BLOCK - (raw.length % BLOCK)
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK)).setAutoPadding(false)
      const padded = Buffer.concat([raw, Buffer.alloc(pad, pad)])
      return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
    },
  }
}

/**
 * The bytes of a downloaded picture or file: the same cipher and padding, without header.
 *
 * @param aesKey the bot's EncodingAESKey, or the key that came beside the address (long connection)
 * @returns null for anything broken
 */
export function openMedia(aesKey: string, encrypted: Buffer): Buffer | null {
  const key = keyBytes(aesKey)
  return key.length === 32 ? unpadded(key, encrypted) : null
}

function keyBytes(aesKey: string): Buffer {
  return Buffer.from(aesKey.endsWith('=') ? aesKey : `${aesKey}=`, 'base64')
}

function decrypt(key: Buffer, encrypted: string): Buffer | null {
  if (!BASE64.test(encrypted)) return null
  const bytes = Buffer.from(encrypted, 'base64')
  // One text, one spelling: the bits that base64 leaves over are nought.
  return bytes.toString('base64') === encrypted ? unpadded(key, bytes) : null
}

function unpadded(key: Buffer, bytes: Buffer): Buffer | null {
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > BLOCK || padded.subarray(-pad).some((byte) => byte !== pad)) return null
  return padded.subarray(0, padded.length - pad)
}

/** Null for bytes that are no UTF-8: nothing that WeCom wrote. */
function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Over the hashes, so that lengths do not matter either. */
function same(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(hash(given), hash(expected))
}
