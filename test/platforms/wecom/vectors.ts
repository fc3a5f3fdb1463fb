/** The test vectors, made by another implementation (test/fixtures/wecom-vectors.json). */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const sealed = z.object({
  name: z.string(),
  token: z.string(),
  aeskey: z.string(),
  receiveid: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  encrypt: z.string(),
  signature: z.string(),
})
const opened = sealed.extend({ plaintext: z.string(), random16_hex: z.string() })

const vectorsSchema = z.object({
  official: z.array(opened),
  vectors: z.array(
    opened.extend({
      kind: z.enum(['xml', 'json']),
      direction: z.enum(['in', 'out']),
      method: z.enum(['GET', 'POST']),
      http_query: z.string().optional(),
      http_body: z.string().optional(),
      http_expected_response_body: z.string().optional(),
    }),
  ),
  negative: z.array(sealed.extend({ expect: z.string() })),
  media: z.array(
    z.object({
      name: z.string(),
      content_base64: z.string(),
      encrypted_base64: z.string(),
      aeskey: z.string(),
    }),
  ),
})

export const vectors = vectorsSchema.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/wecom-vectors.json', import.meta.url), 'utf8')),
)
export type Vector = z.output<typeof vectorsSchema>['vectors'][number]

/** The vector with that name. */
export function vector(name: string): Vector {
  const found = vectors.vectors.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no vector ${name}`)
  return found
}
