/**
 * A stand-in for WeCom's long connection of 智能机器人 (wecom.md §2.6, §2.8): one live connection a bot, nothing brought
 * again after it ended. Tests act as people and as a bad network.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { buttonOf, choiceOf, type Pressing } from './presses.ts'
import { type Command, obey, uploadStep } from './ws-commands.ts'
import { type Asked, type BotMessage, BotWorld, newId } from './ws-world.ts'

export type { BotMessage } from './ws-world.ts'

export interface BotServer {
  /** For WECOM_WS_URL. */
  readonly url: string
  readonly messages: readonly BotMessage[]
  /** How often a bot has shown its secret, rightly or wrongly. */
  readonly subscribed: () => number
  /** Whether a connection is live. */
  readonly live: () => boolean
  /** What is wrong with the platform or the network now; all of it may be set. */
  readonly faults: Faults
  /** Somebody writes, in private or to the bot in a group (`wr…`); null: nobody was connected, and it is lost. */
  say(userid: string, text: string, options?: { chat?: string; msgid?: string; file?: SentFile }): string | null
  /** Somebody opens the private chat, the first time today. */
  enter(userid: string): void
  /** Presses the button with that label on a card. */
  press(message: BotMessage, label: string, as: string): void
  /** Chooses the option with that text from a card's list. */
  choose(message: BotMessage, option: string, as: string): void
  /** The connection breaks without a farewell. */
  drop(): void
  /** Somebody else connects as the bot and is live from then on; gives back how he leaves. */
  intrude(): Promise<() => void>
  whenLive(timeoutMs?: number): Promise<void>
  whenSubscribed(times: number, timeoutMs?: number): Promise<void>
  waitForMessage(fits: (message: BotMessage) => boolean, timeoutMs?: number): Promise<BotMessage>
  stop(): Promise<void>
}

/** Instead of a text: a sealed file at an address that dies in five minutes, with the key to it. */
export interface SentFile {
  readonly url: string
  readonly aesKey: string
}

export interface Faults {
  /** The secret is taken in, and nothing comes back. */
  deafToSecret: boolean
  /** Nothing is answered any more, not even a ping; the connection stays. */
  silent: boolean
  /** Commands are carried out and not answered. */
  noAcks: boolean
  /** Commands are carried out, and the connection breaks before the answer. */
  dropAfterActing: boolean
}

const frameSchema = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.unknown(),
})
const secretSchema = z.object({ bot_id: z.string(), secret: z.string() })

export interface BotOptions {
  readonly botId: string
  readonly secret: string
  readonly botName?: string
  /** Messages that a chat takes in a minute; WeCom's 30. */
  readonly perMinute?: number
}

export async function startBotServer(bot: BotOptions): Promise<BotServer> {
  const world = new BotWorld(bot.perMinute ?? 30)
  const faults: Faults = { deafToSecret: false, silent: false, noAcks: false, dropAfterActing: false }
  const sockets = new Set<WebSocket>()
  let live: { readonly socket: WebSocket; readonly number: number } | null = null
  let subscribed = 0
  let connections = 0

  const http = createServer()
  new WebSocketServer({ server: http }).on('connection', (socket) => {
    sockets.add(socket)
    connections += 1
    const number = connections
    socket.on('message', (data) => hear(socket, number, JSON.parse(String(data))))
    socket.on('close', () => {
      sockets.delete(socket)
      if (live?.socket === socket) live = null
      world.changed()
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const url = `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`

  function hear(socket: WebSocket, number: number, raw: unknown): void {
    const frame = frameSchema.safeParse(raw)
    if (!frame.success || faults.silent) return
    const { cmd, headers, body } = frame.data
    const ack = (errcode: number, given?: object): void => {
      const answer = { headers, errcode, errmsg: errcode === 0 ? 'ok' : 'refused' }
      socket.send(JSON.stringify(given === undefined ? answer : { ...answer, body: given }))
    }
    if (cmd === 'aibot_subscribe') subscribe(socket, number, body, ack)
    else if (cmd === 'ping') ack(0)
    else if (live?.socket !== socket) ack(846609)
    else act(socket, number, { cmd, reqId: headers.req_id, body }, ack)
  }

  function act(
    socket: WebSocket,
    number: number,
    command: Command,
    ack: (errcode: number, given?: object) => void,
  ): void {
    const uploaded = uploadStep(world, command)
    const errcode = uploaded === null ? obey(world, command, number, Date.now()) : uploaded.errcode
    if (faults.dropAfterActing) socket.terminate()
    else if (!faults.noAcks) ack(errcode, uploaded?.body)
  }

  function subscribe(socket: WebSocket, number: number, body: unknown, ack: (errcode: number) => void): void {
    subscribed += 1
    const given = secretSchema.safeParse(body)
    if (faults.deafToSecret) {
      world.changed()
      return
    }
    if (given.data?.bot_id !== bot.botId || given.data.secret !== bot.secret) {
      ack(853000)
      world.changed()
      return
    }
    if (live !== null) kick(live.socket)
    live = { socket, number }
    ack(0)
    world.changed()
  }

  function kick(older: WebSocket): void {
    deliver(older, 'aibot_event_callback', newId('req'), {
      msgid: newId('m'),
      create_time: Math.floor(Date.now() / 1000),
      aibotid: bot.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    })
    older.close()
  }

  function deliver(socket: WebSocket, cmd: string, reqId: string, body: object): void {
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }))
  }

  function happen(asked: Asked, cmd: string, body: object): void {
    if (live === null) return
    const reqId = newId('req')
    world.asked.set(reqId, asked)
    deliver(live.socket, cmd, reqId, body)
  }

  function said(userid: string, text: string, chat: string | undefined, msgid: string, file?: SentFile): void {
    const where = chat ?? (userid.startsWith('wo') ? userid : userid.toLowerCase())
    world.open.add(where)
    const chatKind = chat === undefined ? 'private' : 'group'
    const asked = {
      msgid,
      kind: 'message',
      chat: where,
      chatKind,
      at: Date.now(),
      on: null,
    } as const
    happen(asked, 'aibot_msg_callback', {
      msgid,
      aibotid: bot.botId,
      ...(chat === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chat }),
      from: { userid },
      response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=never-to-be-logged',
      ...(file === undefined
        ? { msgtype: 'text', text: { content: chat === undefined ? text : `@${bot.botName ?? '赛马助手'} ${text}` } }
        : { msgtype: 'file', file: { url: file.url, aeskey: file.aesKey } }),
    })
  }

  function pressed(message: BotMessage, { key, taskId, cardType, selected }: Pressing, userid: string): void {
    const msgid = newId('m')
    const asked = {
      msgid,
      kind: 'click',
      chat: message.chat,
      chatKind: message.kind,
      at: Date.now(),
      on: message,
    } as const
    const items = selected.map(([question_key, option_id]) => ({ question_key, option_ids: { option_id } }))
    happen(asked, 'aibot_event_callback', {
      msgid,
      create_time: Math.floor(Date.now() / 1000),
      aibotid: bot.botId,
      ...(message.kind === 'group' ? { chattype: 'group', chatid: message.chat } : { chattype: 'single' }),
      from: { userid },
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: cardType,
          event_key: key,
          task_id: taskId,
          ...(items.length === 0 ? {} : { selected_items: { selected_item: items } }),
        },
      },
    })
  }

  return {
    url,
    messages: world.messages,
    subscribed: () => subscribed,
    live: () => live !== null,
    faults,
    say(userid, text, options = {}) {
      if (live === null) return null
      const msgid = options.msgid ?? newId('m')
      said(userid, text, options.chat, msgid, options.file)
      return msgid
    },
    enter(userid) {
      const msgid = newId('m')
      const asked = { msgid, kind: 'enter', chat: userid, chatKind: 'private', at: Date.now(), on: null } as const
      happen(asked, 'aibot_event_callback', {
        msgid,
        create_time: Math.floor(Date.now() / 1000),
        aibotid: bot.botId,
        from: { userid },
        msgtype: 'event',
        event: { eventtype: 'enter_chat' },
      })
    },
    press: (message, label, as) => pressed(message, buttonOf(cardOf(message), label), as),
    choose: (message, option, as) => pressed(message, choiceOf(cardOf(message), option), as),
    drop() {
      for (const socket of sockets) socket.terminate()
    },
    async intrude() {
      const { WebSocket: Client } = await import('ws')
      const client = new Client(url)
      await once(client, 'open')
      const body = { bot_id: bot.botId, secret: bot.secret }
      client.send(JSON.stringify({ cmd: 'aibot_subscribe', headers: { req_id: 'intruder' }, body }))
      await once(client, 'message')
      return () => client.terminate()
    },
    async whenLive(timeoutMs = 10_000) {
      await world.until(() => live !== null, timeoutMs)
    },
    async whenSubscribed(times, timeoutMs = 10_000) {
      await world.until(() => subscribed >= times, timeoutMs)
    },
    waitForMessage: (fits, timeoutMs = 5_000) => world.until(() => world.messages.find(fits), timeoutMs),
    async stop() {
      for (const socket of sockets) socket.terminate()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

function cardOf({ card, markdown }: BotMessage): NonNullable<BotMessage['card']> {
  if (card === null) throw new Error(`nothing to press on: ${markdown ?? ''}`)
  return card
}
