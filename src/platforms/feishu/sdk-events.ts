/**
 * Feishu's long connection through the SDK, one session at a time. Of the SDK's client this takes the protocol alone:
 * its own reconnecting waits up to two minutes, its dispatcher loses events that nobody registered for, and it goes
 * silent without a word when a connection ends.
 */
import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import type { Log } from '../../log.ts'
import type { Ending, Session } from '../keep-connected.ts'
import { type ApiSettings, httpClient, quietLogger } from './sdk.ts'

/** Takes one delivery and gives what is sent back. Feishu delivers again what throws. */
export type Take = (delivery: unknown) => Promise<object | undefined>

/** Without it the SDK would wait for a stuck handshake for ever. */
const HANDSHAKE_MS = 15_000
/** Seconds from a ping to the conclusion that nobody is there; Feishu says how often to ping (mostly 2 min). */
const PONG_SECONDS = 10
/** The SDK says nothing when a connection ends: it has to be asked. */
const ASK_MS = 250

/** Hands over every delivery as it came: the SDK's own dispatch mixes header and event into one object. */
class Deliveries extends EventDispatcher {
  private readonly take: Take

  constructor(take: Take, log: Log) {
    super({ logger: quietLogger(log), loggerLevel: LoggerLevel.error })
    this.take = take
  }

  override invoke(delivery: unknown): Promise<object | undefined> {
    return this.take(delivery)
  }
}

export interface SessionSettings extends ApiSettings {
  readonly pongSeconds?: number
}

/** Opens one session of the app's long connection. */
export function openFeishuSession(settings: SessionSettings, take: Take, up: () => void, log: Log): Session {
  let end: (ending: Ending) => void = () => undefined
  const ended = new Promise<Ending>((resolve) => {
    end = resolve
  })
  const client = new WSClient({
    appId: settings.appId,
    appSecret: settings.appSecret,
    domain: settings.baseUrl,
    httpInstance: httpClient(settings),
    logger: quietLogger(log),
    loggerLevel: LoggerLevel.error,
    autoReconnect: false,
    handshakeTimeoutMs: HANDSHAKE_MS,
    wsConfig: { pingTimeout: settings.pongSeconds ?? PONG_SECONDS },
    onReady: up,
    onError: (error) => close(refusal(error)),
  })
  const watch = setInterval(() => {
    // "reconnecting" is what the SDK calls a connection that has ended and that it does not open again.
    if (client.getConnectionStatus().state === 'reconnecting') close({ kind: 'lost', reason: 'connection ended' })
  }, ASK_MS)

  function close(ending: Ending): void {
    clearInterval(watch)
    client.close({ force: true })
    end(ending)
  }

  client
    .start({ eventDispatcher: new Deliveries(take, log) })
    .catch((error: unknown) => close({ kind: 'lost', reason: error instanceof Error ? error.name : 'unknown' }))
  return { ended, close: () => close({ kind: 'lost', reason: 'closed by the program' }) }
}

/** Of the SDK's sentence the code is kept; without one there was no connection at all. */
function refusal(error: Error): Ending {
  const code = /code=(\d+)/.exec(error.message)?.[1]
  if (code === undefined) return { kind: 'lost', reason: 'no connection' }
  // 1: the platform is busy.
  return { kind: code === '1' ? 'lost' : 'refused', reason: `feishu code ${code}` }
}
