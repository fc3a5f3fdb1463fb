/**
 * Who sent this request? Everything that a webhook request has to prove before a byte of it is believed
 * (contract.md, "What the platforms may count on").
 */
import { decrypt, sameSecret, signatureOf } from './crypto.ts'
import { type Envelope, envelopeSchema } from './envelope.ts'
import { momentOf } from './platform-time.ts'

/** Bodies over this are refused unread. */
export const MAX_BODY_BYTES = 1_048_576

/** Feishu retries for some 7 hours and does not say whether a retry is signed anew. */
const FRESH_MS = 8 * 3_600_000

/** What of the app's settings proves a request. Without both keys every request is refused. */
export interface Proof {
  readonly appId: string
  readonly encryptKey: string | null
  readonly verificationToken: string | null
}

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body as received: the signature is over these bytes. */
  readonly raw: Buffer
  /** Wall time. */
  readonly now: Date
  readonly settings: Proof
}

export type Opened =
  /** Feishu asks whether the address is ours: answered at once, never stored. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'event'; readonly body: Envelope }
  /** `reason` is for the log: one line without content. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 413; readonly reason: string }

type JsonObject = Readonly<Record<string, unknown>>

/** Verifies, decrypts and opens one webhook request. Pure; it never throws. */
export function openRequest(request: WebhookRequest): Opened {
  const { raw, settings, now } = request
  if (!settings.encryptKey && !settings.verificationToken) return refused(403, 'neither key nor token configured')
  if (raw.length > MAX_BODY_BYTES) return refused(413, 'body too large')
  const outer = parseObject(raw.toString('utf8'))
  if (outer === null) return refused(400, 'body is not a JSON object')
  return settings.encryptKey ? openEncrypted(request, settings.encryptKey, outer) : openPlain(outer, settings, now)
}

function openEncrypted(request: WebhookRequest, encryptKey: string, outer: JsonObject): Opened {
  const signature = checkSignature(request, encryptKey)
  if (signature === 'wrong') return refused(401, 'wrong signature')
  if (signature === 'stale') return refused(401, 'timestamp out of the window')
  const text = typeof outer.encrypt === 'string' ? decrypt(encryptKey, outer.encrypt) : null
  const inner = text === null ? null : parseObject(text)
  if (signature === 'absent') {
    // Only the challenge may come unsigned. Whatever else is wrong looks the same from outside: an answer that told
    // bad padding from bad content would let a stranger decrypt captured traffic.
    const challenge = inner === null ? null : readChallenge(inner, request.settings)
    return challenge?.kind === 'challenge' ? challenge : refused(401, 'unsigned')
  }
  if (inner === null) return refused(400, 'broken ciphertext')
  return readChallenge(inner, request.settings) ?? openBody(inner, request.settings)
}

/** Without an Encrypt Key nothing is signed: the token alone proves the sender, and only while the event is fresh. */
function openPlain(body: JsonObject, settings: Proof, now: Date): Opened {
  const opened = readChallenge(body, settings) ?? openBody(body, settings)
  if (opened.kind !== 'event') return opened
  const created = momentOf(opened.body.header.create_time)
  return created !== null && isFresh(created, now) ? opened : refused(401, 'event time out of the window')
}

function openBody(body: JsonObject, settings: Proof): Opened {
  const envelope = envelopeSchema.safeParse(body)
  if (!envelope.success) return refused(400, 'not an event envelope')
  const { header } = envelope.data
  if (!tokenFits(header.token, settings)) return refused(403, 'wrong verification token')
  if (!sameSecret(header.app_id, settings.appId)) return refused(403, 'event of another app')
  return { kind: 'event', body: envelope.data }
}

/** The challenge, a refusal of a forged one, or null when the body is something else. */
function readChallenge(body: JsonObject, settings: Proof): Opened | null {
  if (body.type !== 'url_verification') return null
  if (typeof body.challenge !== 'string') return refused(400, 'challenge without text')
  const token = typeof body.token === 'string' ? body.token : ''
  return tokenFits(token, settings)
    ? { kind: 'challenge', challenge: body.challenge }
    : refused(403, 'wrong verification token')
}

function tokenFits(token: string, settings: Proof): boolean {
  return settings.verificationToken ? sameSecret(token, settings.verificationToken) : Boolean(settings.encryptKey)
}

function checkSignature(request: WebhookRequest, encryptKey: string): 'right' | 'wrong' | 'stale' | 'absent' {
  const signature = headerOf(request.headers, 'x-lark-signature')
  if (signature === null) return 'absent'
  const timestamp = headerOf(request.headers, 'x-lark-request-timestamp') ?? ''
  const nonce = headerOf(request.headers, 'x-lark-request-nonce') ?? ''
  if (!sameSecret(signature, signatureOf(timestamp, nonce, encryptKey, request.raw))) return 'wrong'
  const signedAt = momentOf(timestamp)
  return signedAt !== null && isFresh(signedAt, request.now) ? 'right' : 'stale'
}

function isFresh(moment: Date, now: Date): boolean {
  return Math.abs(now.getTime() - moment.getTime()) <= FRESH_MS
}

/** One header, whatever the case of its name; null when it is absent or given twice. */
function headerOf(headers: WebhookRequest['headers'], name: string): string | null {
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name) return typeof value === 'string' ? value : null
  }
  return null
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refused(status: 400 | 401 | 403 | 413, reason: string): Opened {
  return { kind: 'refused', status, reason }
}
