/** A small program around the router: what Feishu's events do to it, without a database. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Writable } from 'node:stream'
import express from 'express'
import { pino } from 'pino'
import type { Incoming } from '../../../src/chat/message.ts'
import type { SyncAnswer } from '../../../src/inbox/handle.ts'
import type { Log } from '../../../src/log.ts'
import { makeMetrics } from '../../../src/metrics.ts'
import { type FeishuWebhook, feishuWebhook } from '../../../src/platforms/feishu/receive.ts'

/** A log that a test can read. */
export function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: pino({ level: 'trace' }, stream), lines }
}

export interface Program {
  readonly url: string
  /** What was stored, once per key. */
  readonly stored: Incoming[]
  readonly lines: string[]
  counted(outcome: string): Promise<number>
  stop(): Promise<void>
}

type Parts = Pick<FeishuWebhook, 'settings'> & Partial<FeishuWebhook>

/** Starts it; whatever is not given behaves like a program that works. */
export async function startProgram(parts: Parts): Promise<Program> {
  const stored: Incoming[] = []
  const metrics = makeMetrics()
  const { log, lines } = listeningLog()
  const store = async (incoming: Incoming) => {
    const fresh = !stored.some((one) => one.key === incoming.key)
    if (fresh) stored.push(incoming)
    return { fresh }
  }
  const act = async (incoming: Incoming): Promise<SyncAnswer> => {
    await store(incoming)
    return {}
  }
  const app = express()
  app.use(feishuWebhook({ botOpenId: async () => null, store, act, now: () => new Date(), log, metrics, ...parts }))
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/webhook/feishu`,
    stored,
    lines,
    async counted(outcome) {
      const { values } = await metrics.received.get()
      return values.find((value) => value.labels.outcome === outcome)?.value ?? 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
