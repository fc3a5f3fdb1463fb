/** The long connection through the real SDK to an emulated WeCom, with a store in memory. */
import { onTestFinished } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import type { Incoming } from '../../../src/chat/message.ts'
import type { Seeking } from '../../../src/database/ownership.ts'
import { makeMetrics } from '../../../src/metrics.ts'
import type { Waits } from '../../../src/platforms/keep-connected.ts'
import { wecomLongConnection } from '../../../src/platforms/wecom/long-connection/long-connection.ts'
import type { Receiving } from '../../../src/platforms/wecom/long-connection/receiving.ts'
import { type BotSettings, openBotSession } from '../../../src/platforms/wecom/long-connection/session.ts'
import { renderOneCard } from '../../../src/platforms/wecom/render/render.ts'
import { botLimits } from '../../../src/platforms/wecom/render/template-card.ts'
import { type BotServer, startBotServer } from '../../emulators/wecom/ws-server.ts'
import { listeningLog } from '../feishu/harness.ts'

export const BOT = { botId: 'aib-bot', secret: 'the-bot-secret' }

const SOON: Waits = { first: 20, longest: 40 }

/** An emulated WeCom, stopped with the test. */
export async function startWecom(): Promise<BotServer> {
  const wecom = await startBotServer(BOT)
  onTestFinished(() => wecom.stop())
  return wecom
}

export interface Options extends Partial<Omit<Receiving, 'metrics'>> {
  readonly settings?: Partial<BotSettings>
  readonly kicked?: Waits
}

/** Connects to it as the owner, without waiting until the connection is up. */
export function connectTo(wecom: BotServer, { settings, kicked = SOON, ...handling }: Options = {}) {
  const stored: Incoming[] = []
  const metrics = makeMetrics()
  const { log, lines } = listeningLog()
  const told: Pick<Seeking, 'onGained' | 'onLost'>[] = []
  const owner = { is: true }
  const long = wecomLongConnection({
    open: (listener) => openBotSession({ ...BOT, url: wecom.url, ...settings }, listener),
    seek(callbacks) {
      told.push(callbacks)
      callbacks.onGained()
      return { isOwner: () => owner.is, stop: async () => callbacks.onLost() }
    },
    now: () => new Date(),
    log,
    waits: { lost: SOON, refused: SOON, kicked },
  })
  const store = async (incoming: Incoming) => {
    const fresh = !stored.some((one) => one.key === incoming.key)
    if (fresh) stored.push(incoming)
    return { fresh }
  }
  const running = long.start({
    store,
    act: async (incoming) => {
      await store(incoming)
      return { card: say('已发布') }
    },
    face: (card, click) => renderOneCard(card, { ...click, limits: botLimits, link: 'https://work.weixin.qq.com' }),
    takeOver: async () => undefined,
    knownAs: async (id) => id,
    welcome: '您好',
    botName: '赛马助手',
    metrics,
    ...handling,
  })
  onTestFinished(() => running.stop())
  return {
    wecom,
    stored,
    lines,
    door: long.connection,
    loseOwnership: () => told[0]?.onLost(),
    async up() {
      return (await metrics.connected.get()).values[0]?.value ?? 0
    },
    async counted(outcome: string) {
      const { values } = await metrics.received.get()
      return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
    },
    /** What the log says of the connection's endings, in order. */
    endings: () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'long connection is down'),
    stop: () => running.stop(),
  }
}

export type Connected = ReturnType<typeof connectTo>

/** Connects to an emulated WeCom and waits until the connection is up at both ends. */
export async function connect(options: Options = {}): Promise<Connected> {
  const connected = connectTo(await startWecom(), options)
  await whenReady(connected)
  return connected
}

export async function whenReady(connected: Connected): Promise<void> {
  await connected.wecom.whenLive()
  await eventually(() => connected.door.ready())
}

/** Waits until it is so; the test's own time limit ends it. */
export async function eventually(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 5))
}
