/**
 * A stand-in for Feishu that speaks its protocol over HTTP: the API that the SDK calls, and the events that Feishu
 * sends. Tests act as people: they say, click, fill in, and wait for what the program sends.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { api } from './api.ts'
import { type Clicked, choiceOf, pressOf, readClick, submissionOf } from './clicks.ts'
import { type Answered, Courier } from './deliver.ts'
import { type Delivery, unsigned } from './envelope.ts'
import { type Call, type Fault, faultQueue } from './faults.ts'
import { LongLine } from './long-line.ts'
import { actionEvent, botChatEvent, menuEvent, messageEvent, type SaidOptions } from './people-acts.ts'
import { newId, privateChatOf, type SentMessage, World } from './world.ts'

export { faults } from './faults.ts'
export type { SentMessage } from './world.ts'

export interface EmulatorSettings {
  /** cli_ and 16 hex digits. */
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string | null
  readonly verificationToken: string
  /** Wall time in ms. */
  readonly now?: () => number
  readonly quota?: { readonly chatPerSecond: number; readonly appPerSecond: number; readonly appPerMinute: number }
}

/** What came of something said. */
export interface Said {
  readonly messageId: string
  readonly answer: Answered
}

export interface FeishuEmulator {
  /** For FEISHU_BASE_URL. */
  readonly baseUrl: string
  readonly botOpenId: string
  /** What the program sent, in order. */
  readonly messages: readonly SentMessage[]
  /** How often a token was asked for. */
  readonly tokenRequests: () => number
  /** Uploaded images and files by key. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Where the events go; without it they go by the long connection. */
  connect(webhookUrl: string): void
  /** The long connections of the app. */
  readonly line: LongLine
  /** Feishu asks whether the address is the program's; true: it answered rightly. */
  verifyUrl(): Promise<boolean>
  say(openId: string, text: string, options?: SaidOptions): Promise<Said>
  /** Sends the bot a file in private. */
  sendFile(openId: string, name: string, content: Buffer): Promise<Said & { readonly fileKey: string }>
  /** Delivers the same message again, under the same or another event id. */
  sayAgain(said: Said, as?: 'same event' | 'another event'): Promise<Answered>
  click(messageId: string, label: string, as: string): Promise<Clicked>
  /** Chooses an option of a drop-down list. */
  choose(messageId: string, option: string, as: string): Promise<Clicked>
  /** Fills in and submits a form; `form` null: the card's only one. */
  submit(messageId: string, form: string | null, values: Readonly<Record<string, string>>, as: string): Promise<Clicked>
  tapMenu(key: string, as: string): Promise<Answered>
  addBot(chat: string, operator: string, options?: { name?: string; external?: boolean }): Promise<Answered>
  removeBot(chat: string, operator: string): Promise<Answered>
  disband(chat: string): Promise<Answered>
  recall(said: Said): Promise<Answered>
  /** Any other event. */
  event(type: string, event: object): Promise<Answered>
  /** Raw bytes, as a stranger would send them. */
  post(delivery: Delivery): Promise<Answered>
  /** Delivers again what the webhook did not take and what is due by the clock. */
  retryDue(): Promise<Answered[]>
  undelivered(): number
  /** The next `times` calls of a kind go wrong, after `skip` of them went well. */
  inject(fault: Fault, on?: Call | 'any', times?: number, skip?: number): void
  addPerson(openId: string, person: { name: string; mobile?: string }): void
  /** A person is in a group without having written there. */
  join(chat: string, openId: string): void
  /** Nothing can be sent to this person or group any more; `code` as Feishu's, null: it can again. */
  refuse(id: string, code: number | null): void
  chatOf(openId: string): string
  /** The first message that fits, now or when it comes. */
  waitForMessage(fits: (message: SentMessage) => boolean, timeoutMs?: number): Promise<SentMessage>
  stop(): Promise<void>
}

const BOT_OPEN_ID = 'ou_b07b07b07b07b07b07b07b07b07b07b0'
const FEISHU_QUOTA = { chatPerSecond: 5, appPerSecond: 50, appPerMinute: 1000 }

/** Starts it on a free port of this machine. */
export async function startFeishuEmulator(settings: EmulatorSettings): Promise<FeishuEmulator> {
  if (!/^cli_[0-9a-f]{16}$/.test(settings.appId)) throw new Error('appId must be cli_ and 16 hex digits')
  const now = settings.now ?? Date.now
  const world = new World(now)
  const queue = faultQueue()
  const line = new LongLine()
  const courier = new Courier(settings, line, now)
  const app = { appId: settings.appId, appSecret: settings.appSecret, botOpenId: BOT_OPEN_ID }
  const server = createServer(api({ world, app, line, faults: queue, quota: settings.quota ?? FEISHU_QUOTA }))
  line.listen(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const told = new Map<string, { event: object; eventId: string }>()

  async function act(messageId: string, as: string, actionOn: (card: NonNullable<SentMessage['card']>) => object) {
    const message = world.find(messageId)
    if (message?.card == null) throw new Error(`no card ${messageId}`)
    const event = actionEvent(as, message, { ...actionOn(message.card) })
    const clicked = readClick(await courier.event('card.action.trigger', event, newId('ev')))
    if (clicked.card !== null) world.replaceCard(message, clicked.card)
    return clicked
  }

  const emulator: FeishuEmulator = {
    baseUrl: `http://127.0.0.1:${port}`,
    botOpenId: BOT_OPEN_ID,
    messages: world.messages,
    files: world.files,
    tokenRequests: () => world.tokenRequests,
    line,
    connect(webhookUrl) {
      courier.webhookUrl = webhookUrl
    },
    async verifyUrl() {
      const body = { challenge: newId('challenge'), token: settings.verificationToken, type: 'url_verification' }
      const answered = await courier.post(unsigned(settings, body))
      return answered.status === 200 && JSON.stringify(answered.body) === JSON.stringify({ challenge: body.challenge })
    },
    async say(openId, text, options = {}) {
      const messageId = options.messageId ?? newId('om')
      const place = { chatId: options.chat ?? privateChatOf(openId), kind: options.chat ? 'group' : 'private' } as const
      world.person(openId)
      if (options.chat !== undefined) world.group(options.chat).members.add(openId)
      world.hear(messageId, { ...place, openId: options.chat === undefined ? openId : null })
      const event = messageEvent(openId, text, BOT_OPEN_ID, now(), messageId, options)
      const eventId = newId('ev')
      told.set(messageId, { event, eventId })
      return { messageId, answer: await courier.event('im.message.receive_v1', event, eventId) }
    },
    async sendFile(openId, name, content) {
      const [messageId, fileKey] = [newId('om'), newId('file_v3')]
      world.resources.set(`${messageId} ${fileKey}`, content)
      return { ...(await emulator.say(openId, '', { messageId, file: { key: fileKey, name } })), fileKey }
    },
    async sayAgain(said, as = 'same event') {
      const known = told.get(said.messageId)
      if (known === undefined) throw new Error('nobody said that')
      return courier.event('im.message.receive_v1', known.event, as === 'same event' ? known.eventId : newId('ev'))
    },
    click: (messageId, label, as) => act(messageId, as, (card) => pressOf(card, label)),
    choose: (messageId, option, as) => act(messageId, as, (card) => choiceOf(card, option)),
    submit: (messageId, form, values, as) => act(messageId, as, (card) => submissionOf(card, form, values)),
    tapMenu: (key, as) => courier.event('application.bot.menu_v6', menuEvent(as, key, now()), newId('ev')),
    addBot(chat, operator, options = {}) {
      const group = world.group(chat)
      group.refuse = null
      group.name = options.name ?? group.name
      const event = botChatEvent(chat, operator, group.name, options.external ?? false)
      return courier.event('im.chat.member.bot.added_v1', event, newId('ev'))
    },
    removeBot(chat, operator) {
      const group = world.group(chat)
      group.refuse = 230002
      const event = botChatEvent(chat, operator, group.name, false)
      return courier.event('im.chat.member.bot.deleted_v1', event, newId('ev'))
    },
    disband(chat) {
      const group = world.group(chat)
      group.refuse = 232009
      return courier.event('im.chat.disbanded_v1', botChatEvent(chat, 'ou_owner', group.name, false), newId('ev'))
    },
    recall(said) {
      const chatId = world.placeOf(said.messageId)?.chatId ?? ''
      world.recall(said.messageId)
      const event = {
        message_id: said.messageId,
        chat_id: chatId,
        recall_time: String(now()),
        recall_type: 'message_owner',
      }
      return courier.event('im.message.recalled_v1', event, newId('ev'))
    },
    event: (type, event) => courier.event(type, event, newId('ev')),
    post: (delivery) => courier.post(delivery),
    retryDue: () => courier.retryDue(),
    undelivered: () => courier.undelivered,
    inject(fault, on = 'any', times = 1, skip = 0) {
      queue.add(fault, on, times, skip)
    },
    addPerson(openId, person) {
      Object.assign(world.person(openId), { name: person.name, mobile: person.mobile ?? null })
    },
    join(chat, openId) {
      world.group(chat).members.add(openId)
    },
    refuse(id, code) {
      if (id.startsWith('ou_')) world.person(id).refuse = code
      else world.group(id).refuse = code
    },
    chatOf: privateChatOf,
    waitForMessage: (fits, timeoutMs = 5_000) => world.waitFor(fits, timeoutMs),
    async stop() {
      line.drop()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return emulator
}
