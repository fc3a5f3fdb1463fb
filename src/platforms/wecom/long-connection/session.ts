/**
 * One session of a 智能机器人's long connection: the one place that knows the SDK (wecom.md §2.7). A session is one socket
 * and never comes back: the SDK's own reconnecting ends after ten tries, and its late "close" of an old socket can undo a
 * new one. Its log would show what people write, so it gets none.
 */
import { generateReqId, WSClient } from '@wecom/aibot-node-sdk'
import { z } from 'zod'
import type { OutgoingFile } from '../../../outbox/door.ts'
import type { Ending, Session } from '../../keep-connected.ts'
import type { Answer, Failure } from '../failure.ts'

export interface BotSettings {
  readonly botId: string
  readonly secret: string
  /** wss://openws.work.weixin.qq.com, or a private deployment's. */
  readonly url: string
  readonly heartbeatMs?: number
  /** How long from the start until the platform has taken the secret. */
  readonly authWithinMs?: number
}

/** What somebody did, with the id by which it is answered. */
export interface BotFrame {
  readonly reqId: string
  readonly body: unknown
}

export type BotCommand =
  | 'aibot_respond_msg'
  | 'aibot_respond_welcome_msg'
  | 'aibot_respond_update_msg'
  | 'aibot_send_msg'

export interface BotSession extends Session {
  /** Sends and waits for the platform's word. `reqId`: what is answered; null: something new. Never throws. */
  send(command: BotCommand, reqId: string | null, body: Readonly<Record<string, unknown>>): Promise<Answer<null>>
  /** Uploads in pieces; the answer is the media_id. Never throws. */
  upload(kind: 'file' | 'image', file: OutgoingFile): Promise<Answer<string>>
}

export interface BotListener {
  /** The platform has taken the secret: what is sent from now on arrives. */
  up(): void
  heard(frame: BotFrame): void
}

/** Twice without an answer, and the SDK gives the socket up: half-dead connections are noticed within 45 s. */
const HEARTBEAT_MS = 15_000
const AUTH_MS = 15_000

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const frameSchema = z.object({ headers: z.object({ req_id: z.string() }), body: z.unknown() })
const kickSchema = z.object({ body: z.object({ event: z.object({ eventtype: z.literal('disconnected_event') }) }) })
const refusalSchema = z.object({ errcode: z.number() })

/** Connects and authenticates. */
export function openBotSession(settings: BotSettings, listener: BotListener): BotSession {
  let finish: (ending: Ending) => void = () => undefined
  const ended = new Promise<Ending>((resolve) => {
    finish = resolve
  })
  let up = false
  const client = new WSClient({
    botId: settings.botId,
    secret: settings.secret,
    wsUrl: settings.url,
    wsOptions: { handshakeTimeout: settings.authWithinMs ?? AUTH_MS },
    heartbeatInterval: settings.heartbeatMs ?? HEARTBEAT_MS,
    // It is opened again by the program, as a new session.
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    logger: quiet,
  })
  // A server that takes the connection and never answers the secret leaves the SDK waiting for ever.
  const watchdog = setTimeout(
    () => end({ kind: 'lost', reason: 'the secret was not answered' }),
    settings.authWithinMs ?? AUTH_MS,
  )

  function end(ending: Ending): void {
    up = false
    clearTimeout(watchdog)
    client.removeAllListeners()
    client.disconnect()
    finish(ending)
  }

  client.on('authenticated', () => {
    up = true
    clearTimeout(watchdog)
    listener.up()
  })
  client.on('disconnected', (reason) => end({ kind: 'lost', reason: /^code: \d+$/.test(reason) ? reason : 'closed' }))
  client.on('error', (error) => end(endingOf(error)))
  const hear = (frame: unknown): void => {
    const parsed = frameSchema.safeParse(frame)
    if (kickSchema.safeParse(frame).success) end({ kind: 'kicked', reason: 'another connection of the bot' })
    else if (parsed.success) listener.heard({ reqId: parsed.data.headers.req_id, body: parsed.data.body })
  }
  client.on('message', hear)
  client.on('event', hear)
  client.connect()

  return {
    ended,
    close: () => end({ kind: 'lost', reason: 'closed by the program' }),
    async send(command, reqId, body) {
      if (!up) return { ok: false, failure: { kind: 'unreached', reason: '长连接没有接通' } }
      try {
        await client.reply({ headers: { req_id: reqId ?? generateReqId(command) } }, body, command)
        return { ok: true, value: null }
      } catch (error) {
        return { ok: false, failure: failureOf(error) }
      }
    },
    async upload(type, { name, content }) {
      if (!up) return { ok: false, failure: { kind: 'unreached', reason: '长连接没有接通' } }
      try {
        const { media_id } = await client.uploadMedia(Buffer.from(content), { type, filename: name })
        return { ok: true, value: media_id }
      } catch (error) {
        return { ok: false, failure: failureOf(error) }
      }
    },
  }
}

/** A refused secret is told from a broken network by the code in the SDK's sentence. */
function endingOf(error: Error): Ending {
  const code = /^Authentication failed: [\s\S]*\(code: (-?\d+)\)$/.exec(error.message)?.[1]
  if (code !== undefined) return { kind: 'refused', reason: `wecom code ${code}` }
  return { kind: 'lost', reason: 'code' in error && typeof error.code === 'string' ? error.code : error.name }
}

/** The SDK rejects with the platform's frame, or with an Error when no answer came. */
function failureOf(error: unknown): Failure {
  const refused = refusalSchema.safeParse(error)
  if (refused.success) return { kind: 'answered', code: refused.data.errcode, status: 200 }
  const message = error instanceof Error ? error.message : ''
  if (/^WebSocket not connected|exceeds max size/.test(message)) return { kind: 'unreached', reason: '长连接没有接通' }
  return { kind: 'broken', reason: /timeout/.test(message) ? '超时' : '断线' }
}
