/**
 * FEISHU_MODE=websocket: events and clicks come in by a connection of ours, so no public address is needed. Feishu gives
 * each event to one of the app's connections, so every copy of the program holds one; what a copy does not acknowledge
 * is delivered again. They take the webhook's way: stored before acknowledged, once per event.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Metrics } from '../../metrics.ts'
import type { OpenConnection } from '../arrivals.ts'
import { keepConnected, type Session, type Waits } from '../keep-connected.ts'
import { envelopeSchema } from './envelope.ts'
import { type Intake, type Reaction, reactTo } from './react.ts'
import type { Take } from './sdk-events.ts'

export interface LongConnection extends Intake {
  readonly appId: string
  readonly open: (take: Take, up: () => void) => Session
  readonly metrics: Pick<Metrics, 'received' | 'answered' | 'connected'>
  readonly waits?: { readonly lost?: Waits; readonly refused?: Waits }
}

/** How long the end waits for what runs; the program has ten seconds for everything. */
const PATIENCE_MS = 5_000
/** The SDK writes an answer a moment after it was given one. */
const LAST_ANSWERS_MS = 100

/** Connects and stays connected. */
export function feishuLongConnection(parts: LongConnection): OpenConnection {
  const { open, metrics, log, waits } = parts
  const running = new Set<Promise<unknown>>()
  let stopping = false

  const take: Take = async (delivery) => {
    // Feishu gives it to another copy, or again when this one is back.
    if (stopping) throw new Error('the program is stopping')
    const stop = metrics.answered.startTimer({ platform: 'feishu' })
    const work = react(parts, delivery)
    running.add(work)
    try {
      const { outcome, status, body } = await work
      metrics.received.inc({ platform: 'feishu', outcome })
      if (status !== 200) throw new Error('not stored')
      return body === undefined || Object.keys(body).length === 0 ? undefined : body
    } finally {
      running.delete(work)
      stop()
    }
  }

  const kept = keepConnected({
    name: 'feishu',
    open: (up) => open(take, up),
    onChange: (up) => metrics.connected.set({ platform: 'feishu' }, up ? 1 : 0),
    log,
    ...(waits ? { waits } : {}),
  })
  return {
    async stop() {
      stopping = true
      await Promise.race([Promise.allSettled([...running]), pause(PATIENCE_MS, undefined, { ref: false })])
      await pause(LAST_ANSWERS_MS)
      await kept.stop()
    },
  }
}

async function react(parts: LongConnection, delivery: unknown): Promise<Reaction> {
  const envelope = envelopeSchema.safeParse(delivery)
  if (!envelope.success || envelope.data.header.app_id !== parts.appId) {
    parts.log.warn({ platform: 'feishu' }, 'long connection: not an event of this app')
    return { status: 200, outcome: 'refused' }
  }
  return await reactTo(parts, envelope.data).catch((error: unknown): Reaction => {
    parts.log.error({ err: error }, 'feishu event not stored')
    return { status: 503, outcome: 'failed' }
  })
}
