/** The test vectors, made by another implementation (test/fixtures/feishu-vectors.json). */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const sealed = z.object({ encrypt_key: z.string(), plaintext: z.string(), ciphertext_base64: z.string() })
const headers = z.record(z.string(), z.string())

const vectorsSchema = z.object({
  app: z.object({
    app_id: z.string(),
    verification_token: z.string(),
    encrypt_key: z.string(),
    bot_open_id: z.string(),
  }),
  official_doc_vector: sealed,
  encrypted_events: z.array(
    sealed.extend({
      name: z.string(),
      raw_body: z.string(),
      headers,
      expected_response_body: z.string().optional(),
    }),
  ),
  padding: z.array(sealed),
  keys: z.array(sealed),
  cases: z.array(z.object({ name: z.string(), raw_body: z.string(), headers, want: z.string() })),
})

export const vectors = vectorsSchema.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/feishu-vectors.json', import.meta.url), 'utf8')),
)

/** The app of the vectors, as the program is configured for it. */
export const app = {
  appId: vectors.app.app_id,
  encryptKey: vectors.app.encrypt_key,
  verificationToken: vectors.app.verification_token,
}

/** A minute after the vectors were signed. */
export const signedAt = new Date(1774004598_000 + 60_000)

/** What each of the 35 requests comes to: accepted, answered as a challenge, or refused with a status. */
export const wanted: Readonly<Record<string, 'event' | 'challenge' | 400 | 401 | 403>> = {
  valid: 'event',
  valid_lowercase_header_names: 'event',
  valid_duplicate_delivery: 'event',
  valid_body_with_whitespace: 'event',
  valid_body_with_json_escapes: 'event',
  valid_plaintext_event_signed: 400,
  challenge_unsigned: 'challenge',
  challenge_wrong_token: 401,
  signature_wrong: 401,
  signature_uppercase_hex: 401,
  signature_short: 401,
  signature_made_with_other_key: 401,
  headers_missing: 401,
  timestamp_altered: 401,
  nonce_altered: 401,
  timestamp_stale_but_validly_signed: 401,
  timestamp_not_a_number: 401,
  verification_token_wrong: 403,
  app_id_of_another_app: 403,
  encrypted_with_other_key_but_signed: 400,
  garbage_encrypt_unsigned: 401,
  encrypt_null: 401,
  encrypt_number: 401,
  encrypt_object: 401,
  encrypt_empty_string: 400,
  ciphertext_truncated: 400,
  ciphertext_shorter_than_iv: 400,
  ciphertext_only_iv: 400,
  ciphertext_bit_flipped: 400,
  plaintext_not_json: 400,
  plaintext_json_array: 400,
  body_empty: 400,
  body_not_json: 400,
  body_json_null: 400,
  unknown_event_type: 'event',
}

/** The encrypted event of that name. */
export function encryptedEvent(name: string) {
  const found = vectors.encrypted_events.find((event) => event.name === name)
  if (found === undefined) throw new Error(`no vector ${name}`)
  return found
}
