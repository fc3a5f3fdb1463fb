/** The emulated Feishu's end of the long connection: where to connect, and events by it. */
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Answered } from './deliver.ts'
import { decodeFrame, encodeFrame, type Frame } from './frames.ts'

const SERVICE = 33554678
const PATIENCE_MS = 3_000
/** Larger payloads come in pieces. */
const PIECE_BYTES = 2_000

const answerSchema = z.object({ code: z.number(), data: z.string().optional() })

export class LongLine {
  /** Seconds; what Feishu tells the client. */
  pingSeconds = 120
  /** The code with which a connection is refused; null: it is given. */
  refuse: number | null = null
  /** Pings are not answered, nor anything else. */
  silent = false
  /** How often a connection was asked for. */
  asked = 0
  private readonly open = new Set<WebSocket>()
  private readonly tickets = new Set<string>()
  private readonly changes = new EventEmitter()
  private readonly answers = new EventEmitter()

  /** Open connections. */
  get size(): number {
    return this.open.size
  }

  /** POST /callback/ws/endpoint. Feishu puts `data` into an error too; without it the SDK would retry for ever. */
  endpoint(origin: string, isApp: boolean): object {
    this.asked += 1
    this.changes.emit('change')
    const code = isApp ? this.refuse : 514
    if (code !== null) return { code, msg: code === 514 ? 'app secret invalid' : 'refused', data: {} }
    const ticket = randomBytes(8).toString('hex')
    this.tickets.add(ticket)
    const query = `ticket=${ticket}&device_id=${ticket}&service_id=${SERVICE}`
    return {
      code: 0,
      msg: '',
      data: { URL: `${origin.replace('http', 'ws')}/ws?${query}`, ClientConfig: this.config() },
    }
  }

  listen(server: Server): void {
    const sockets = new WebSocketServer({ server, path: '/ws' })
    sockets.on('connection', (socket, request) => {
      const ticket = new URL(request.url ?? '', 'http://feishu').searchParams.get('ticket') ?? ''
      if (!this.tickets.delete(ticket)) return socket.close()
      // The SDK pings at once, and loses what comes before that together with the handshake.
      socket.once('message', () => {
        this.open.add(socket)
        this.changes.emit('change')
      })
      socket.on('message', (data) => this.hear(socket, decodeFrame(bytesOf(data))))
      socket.on('close', () => {
        this.open.delete(socket)
        this.changes.emit('change')
      })
    })
  }

  /** One of the app's connections, no matter which, gets the event. */
  async deliver(body: object): Promise<Answered> {
    const all = [...this.open]
    const socket = all[Math.floor(Math.random() * all.length)]
    if (socket === undefined) return { status: 0, body: null }
    const id = randomBytes(8).toString('hex')
    const heard = once(this.answers, id, { signal: AbortSignal.timeout(PATIENCE_MS) })
    for (const frame of piecesOf(id, Buffer.from(JSON.stringify(body)))) socket.send(encodeFrame(frame))
    const given = await heard.catch(() => null)
    if (given === null) return { status: 0, body: null }
    const { code, data } = answerSchema.parse(given[0])
    return { status: code, body: data === undefined ? {} : JSON.parse(Buffer.from(data, 'base64').toString('utf8')) }
  }

  /** The network breaks: connections end without a farewell. */
  drop(): void {
    for (const socket of this.open) socket.terminate()
  }

  /** Resolves when so many connections are open. */
  async whenOpen(count: number, timeoutMs = 10_000): Promise<void> {
    await this.until(() => this.open.size === count, timeoutMs)
  }

  /** Resolves when a connection has been asked for so often. */
  async whenAsked(times: number, timeoutMs = 10_000): Promise<void> {
    await this.until(() => this.asked >= times, timeoutMs)
  }

  private async until(is: () => boolean, timeoutMs: number): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs)
    while (!is()) await once(this.changes, 'change', { signal })
  }

  private hear(socket: WebSocket, frame: Frame): void {
    if (this.silent) return
    if (frame.method === 0) {
      const payload = Buffer.from(JSON.stringify(this.config()))
      socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }))
      return
    }
    this.answers.emit(frame.headers.message_id ?? '', JSON.parse(frame.payload.toString('utf8')))
  }

  private config(): object {
    return { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: this.pingSeconds }
  }
}

function piecesOf(id: string, payload: Buffer): Frame[] {
  const sum = Math.ceil(payload.length / PIECE_BYTES)
  return Array.from({ length: sum }, (_, seq) => ({
    seqId: 1,
    logId: 1,
    service: SERVICE,
    method: 1,
    headers: { type: 'event', message_id: id, sum: String(sum), seq: String(seq), trace_id: `trace-${id}` },
    payload: payload.subarray(seq * PIECE_BYTES, (seq + 1) * PIECE_BYTES),
  }))
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
