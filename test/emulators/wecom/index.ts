/**
 * A stand-in for WeCom that speaks its protocol over HTTP: the interface that the program calls, and the callbacks of a
 * bot and an app. Tests act as people: they say, press, choose, and read what arrived.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { App } from './app.ts'
import { Bot, type SaidOptions } from './bot.ts'
import { type Answered, Courier } from './courier.ts'
import { type Call, type Fault, faultQueue } from './faults.ts'
import { buttonOf, choiceOf, type Pressing } from './presses.ts'
import { type Quotas, rest } from './rest.ts'
import { type Arrived, newId, World } from './world.ts'

export type { Arrived } from './world.ts'

export const CORP = {
  corpId: 'ww1a2b3c4d5e6f7890',
  agentId: '1000002',
  secret: 'the-agent-secret',
  appToken: 'tESTtOKEN4app0001',
  appAesKey: '58yvInkxuBUlfUGjoJpQ4KgUwqQxvJTJSwdSVTEmLVw',
  botId: 'AIBOTID0001',
  botName: '赛马助手',
  botToken: 'tESTtOKEN4bot0001',
  botAesKey: '9rnwjE9zspgf0uRLc9FziBYpp14PL5nuLdUtSPXhzn0',
} as const

export interface WecomSettings {
  /** Wall time in ms. */
  readonly now?: () => number
  readonly quotas?: Partial<Quotas>
}

export interface WecomEmulator {
  /** For WECOM_BASE_URL. */
  readonly baseUrl: string
  /** What arrived, in order. */
  readonly arrived: readonly Arrived[]
  readonly world: World
  readonly bot: Bot
  readonly app: App
  readonly botCourier: Courier
  readonly appCourier: Courier
  /** Where the callbacks go: the program's own address. */
  connect(programUrl: string): void
  /** Adds a robot to a group; its address. */
  addRobot(group: string): string
  /** Says it to the bot, in private or in a group, and waits until its stream has ended. */
  ask(userId: string, text: string, options?: SaidOptions): Promise<Answered>
  press(message: Arrived, label: string, as: string): Promise<void>
  choose(message: Arrived, option: string, as: string): Promise<void>
  /** The next `times` calls of a kind go wrong. */
  inject(fault: Fault, on: Call, times?: number): void
  waitFor(fits: (message: Arrived) => boolean, timeoutMs?: number): Promise<Arrived>
  stop(): Promise<void>
}

/** Starts it on a free port of this machine. */
export async function startWecomEmulator(settings: WecomSettings = {}): Promise<WecomEmulator> {
  const now = settings.now ?? Date.now
  const world = new World(now)
  const queue = faultQueue()
  const quotas = { memberPerMinute: 30, hookPerMinute: 20, ...settings.quotas }
  const server = createServer(rest({ world, corp: CORP, quotas, faults: queue }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const botCourier = new Courier({ token: CORP.botToken, aesKey: CORP.botAesKey, receiveId: '' }, now)
  const appCourier = new Courier({ token: CORP.appToken, aesKey: CORP.appAesKey, receiveId: CORP.corpId }, now)
  const { botId, botName } = CORP
  const bot = new Bot({ world, courier: botCourier, botId, botName, baseUrl: () => baseUrl, pollMs: 40 })
  const app = new App(world, appCourier, CORP)

  async function act(message: Arrived, pressing: Pressing, as: string): Promise<void> {
    if (message.by === 'app') {
      message.responseCode = newId('code')
      await app.press(pressing, as, message.responseCode)
      return
    }
    const face = await bot.press(pressing, as, message.kind === 'group' ? message.to : undefined)
    if (face !== null) message.card = face
  }

  return {
    baseUrl,
    arrived: world.arrived,
    world,
    bot,
    app,
    botCourier,
    appCourier,
    connect(programUrl) {
      botCourier.url = `${programUrl}/webhook/wecom/bot`
      appCourier.url = `${programUrl}/webhook/wecom/app`
    },
    addRobot(group) {
      const key = newId('robot')
      world.robots.set(key, group)
      return `${baseUrl}/cgi-bin/webhook/send?key=${key}`
    },
    async ask(userId, text, options = {}) {
      const answered = await bot.say(userId, text, options)
      await bot.quiet()
      return answered
    },
    press: (message, label, as) => act(message, buttonOf(cardOf(message), label), as),
    choose: (message, option, as) => act(message, choiceOf(cardOf(message), option), as),
    inject(fault, on, times = 1) {
      queue.add(fault, on, times)
    },
    waitFor: (fits, timeoutMs = 5_000) => world.waitFor(fits, timeoutMs),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function cardOf({ card, text }: Arrived): NonNullable<Arrived['card']> {
  if (card === null) throw new Error(`nothing to press on: ${text}`)
  return card
}
