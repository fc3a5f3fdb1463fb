import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { decodeFrame, encodeFrame } from './frames.ts'

const framed = z.object({ payload: z.string(), hex: z.string() })
const { long_connection_frames: frames } = z
  .object({
    long_connection_frames: z.object({
      ping_from_client_hex: z.string(),
      pong_from_server_hex: z.string(),
      event_from_server: framed,
      card_from_server: framed,
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/feishu-vectors.json', import.meta.url), 'utf8')))

it('reads and writes the frames of the vectors byte by byte', () => {
  const all = [
    frames.ping_from_client_hex,
    frames.pong_from_server_hex,
    frames.event_from_server.hex,
    frames.card_from_server.hex,
  ]
  for (const hex of all) expect(encodeFrame(decodeFrame(Buffer.from(hex, 'hex'))).toString('hex')).toBe(hex)
  for (const { hex, payload } of [frames.event_from_server, frames.card_from_server]) {
    expect(decodeFrame(Buffer.from(hex, 'hex')).payload.toString('utf8')).toBe(payload)
  }
})

it('refuses bytes that are no frame', () => {
  const whole = Buffer.from(frames.event_from_server.hex, 'hex')
  expect(() => decodeFrame(whole.subarray(0, 40))).toThrow()
  expect(() => decodeFrame(Buffer.alloc(0))).toThrow()
})
