/** The long connection through the real SDK to an emulated Feishu, with a store in memory. */
import { onTestFinished } from 'vitest'
import type { Incoming } from '../../../src/chat/message.ts'
import type { SyncAnswer } from '../../../src/inbox/handle.ts'
import { makeMetrics } from '../../../src/metrics.ts'
import { feishuLongConnection, type LongConnection } from '../../../src/platforms/feishu/long-connection.ts'
import { openFeishuSession, type SessionSettings } from '../../../src/platforms/feishu/sdk-events.ts'
import { type FeishuEmulator, startFeishuEmulator } from '../../emulators/feishu/index.ts'
import { listeningLog } from './harness.ts'

export const APP = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-app-secret',
  encryptKey: 'demo-Encrypt-Key-2026',
  verificationToken: 'the-verification-token',
}

/** Soon, so that a test need not wait. */
const WAITS = { lost: { first: 20, longest: 40 }, refused: { first: 50, longest: 100 } }

export interface Connected {
  readonly feishu: FeishuEmulator
  readonly stored: Incoming[]
  readonly lines: string[]
  up(): Promise<number>
  counted(outcome: string): Promise<number>
  stop(): Promise<void>
}

/** An emulated Feishu, stopped with the test. */
export async function startFeishu(): Promise<FeishuEmulator> {
  const feishu = await startFeishuEmulator(APP)
  onTestFinished(() => feishu.stop())
  return feishu
}

/** Connects to it, without waiting until the connection is up. */
export function connectTo(
  feishu: FeishuEmulator,
  parts: Partial<LongConnection> = {},
  settings: Partial<SessionSettings> = {},
): Connected {
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
    return { toast: { tone: 'good', text: '已发布' } }
  }
  const session = { appId: APP.appId, appSecret: APP.appSecret, baseUrl: feishu.baseUrl, ...settings }
  const connection = feishuLongConnection({
    appId: APP.appId,
    open: (take, up) => openFeishuSession(session, take, up, log),
    botOpenId: async () => feishu.botOpenId,
    store,
    act,
    metrics,
    log,
    waits: WAITS,
    ...parts,
  })
  onTestFinished(() => connection.stop())
  const metricOf = async (name: 'received' | 'connected', labels: Record<string, string>) => {
    const { values } = await metrics[name].get()
    return (
      values.find((one) =>
        Object.entries(labels).every(([key, value]) =>
          Object.entries(one.labels).some(([k, v]) => k === key && v === value),
        ),
      )?.value ?? 0
    )
  }
  return {
    feishu,
    stored,
    lines,
    up: () => metricOf('connected', { platform: 'feishu' }),
    counted: (outcome) => metricOf('received', { outcome }),
    stop: () => connection.stop(),
  }
}

/** Connects to an emulated Feishu and waits until the connection is up. */
export async function connect(parts: Partial<LongConnection> = {}): Promise<Connected> {
  const connected = connectTo(await startFeishu(), parts)
  await connected.feishu.line.whenOpen(1)
  return connected
}
