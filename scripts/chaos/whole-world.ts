/**
 * The whole program under chaos, as in operation: an emulated Feishu delivers signed, encrypted events to its webhook and
 * takes what it sends through the SDK. The writers are liaisons of the demo district; each event is one 提意见, which
 * makes one row, one answer to the writer and one message to each of 项目办.
 */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { openDatabase } from '../../src/database/open.ts'
import { makeLog } from '../../src/log.ts'
import { type FeishuEmulator, type Said, startFeishuEmulator } from '../../test/emulators/feishu/index.ts'
import { startChild } from './child.ts'
import type { ChaosEvent, Count, World } from './engine.ts'

/** Within working hours of the demo district, so that messages to 项目办 go out at once. */
const DEMO_NOW = '2023-09-08T10:00:00+08:00'
const WRITERS = ['演示王联络', '演示张联络', '演示刘联络', '演示吴联络']
const TOKEN = 'chaos-console-token'
/** Wide enough not to hold anything back: what a crash does is looked at, not the quotas. */
const WIDE = '100000'

export interface WholeWorld extends World {
  /** Ends the emulator. */
  close(): Promise<void>
}

/** `folder` takes the database. */
export async function wholeWorld(folder: string): Promise<WholeWorld> {
  const dataDir = join(folder, 'data')
  const app = {
    appId: 'cli_c4a05c4a05c4a05c',
    appSecret: 'chaos-secret',
    encryptKey: 'chaos-encrypt-key',
    verificationToken: 'chaos-verification-token',
  }
  const feishu = await startFeishuEmulator({
    ...app,
    quota: { chatPerSecond: Number(WIDE), appPerSecond: Number(WIDE), appPerMinute: Number(WIDE) },
  })
  const said = new Map<string, Said>()
  let url = ''
  let bound = false

  /** Binds the writers' accounts to people of the roster, once. */
  async function bindWriters(): Promise<void> {
    for (const [index, name] of WRITERS.entries()) {
      await feishu.say('ou_admin', `绑定 feishu:${accountOf(index + 1)} ${name}`)
      await feishu.waitForMessage(({ text }) => text.includes(`就是${name}`), 60_000)
    }
    bound = true
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}/console/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path} answers ${response.status}`)
    return response.json()
  }

  /** Moves the clock by a few minutes, which handles and sends first what is due; gives how many messages that were. */
  async function drain(): Promise<number> {
    const { now } = z.object({ now: z.string() }).parse(await ask('state'))
    const moved = await ask('clock', { to: new Date(Date.parse(now) + 300_000).toISOString() })
    return z.object({ sent: z.array(z.unknown()) }).parse(moved).sent.length
  }

  return {
    async start() {
      const child = await startChild({
        script: 'src/main.ts',
        env: {
          PORT: '0',
          DATA_DIR: dataDir,
          DATABASE_URL: '',
          LOG_LEVEL: 'silent',
          DEMO: 'on',
          DEMO_NOW,
          CONSOLE: 'on',
          CONSOLE_TOKEN: TOKEN,
          ADMIN_USERS: 'feishu:ou_admin',
          FEISHU_APP_ID: app.appId,
          FEISHU_APP_SECRET: app.appSecret,
          FEISHU_ENCRYPT_KEY: app.encryptKey,
          FEISHU_VERIFICATION_TOKEN: app.verificationToken,
          FEISHU_BASE_URL: feishu.baseUrl,
          FEISHU_APP_QPS: WIDE,
          FEISHU_APP_PER_MINUTE: WIDE,
          FEISHU_CHAT_QPS: WIDE,
        },
        ready: /(http:\/\/127\.0\.0\.1:\d+)/,
      })
      url = child.said
      feishu.connect(`${url}/webhook/feishu`)
      if (!bound) await bindWriters()
      return child
    },
    async deliver(event) {
      const before = said.get(textOf(event))
      if (before !== undefined) return (await feishu.sayAgain(before)).status === 200
      const now = await feishu.say(accountOf(event.writer), textOf(event))
      said.set(textOf(event), now)
      return now.answer.status === 200
    },
    async settle() {
      while ((await drain()) > 0) await wait(200)
    },
    count: (acknowledged) => count(dataDir, feishu, said, acknowledged),
    close: () => feishu.stop(),
  }
}

function accountOf(writer: number): string {
  return `ou_writer_${writer}`
}

function textOf({ writer, number }: ChaosEvent): string {
  return `提意见 第${writer}人的第${number}条`
}

async function count(
  dataDir: string,
  feishu: FeishuEmulator,
  said: ReadonlyMap<string, Said>,
  acknowledged: readonly ChaosEvent[],
): Promise<Count> {
  const database = await openDatabase({ dataDir, log: makeLog('silent') })
  try {
    const { db } = database
    const suggestions = await db.suggestion.findMany({ select: { text: true } })
    const owed = await db.outboxMessage.findMany({ orderBy: { id: 'asc' }, include: { chat: true } })
    const undone = await db.inboxEvent.count({ where: { state: { not: 'DONE' } } })
    const arrived = new Set(feishu.messages.map(({ messageId }) => messageId))
    const lost = owed.filter(({ state, chat, externalId }) => {
      if (state !== 'SENT') return true
      return chat?.platform === 'FEISHU' && !arrived.has(externalId ?? '')
    })
    return {
      effects: suggestions.length,
      owed: owed.length,
      repeated: null,
      faults: [
        ...(undone > 0 ? [`${undone} stored events were not handled`] : []),
        ...lost.map(({ key, state }) => `${key} did not arrive, it is ${state}`),
        ...acknowledged.flatMap((event) => {
          const text = textOf(event)
          const rows = suggestions.filter((row) => `提意见 ${row.text}` === text).length
          const answers = feishu.messages.filter(({ replyTo }) => replyTo === said.get(text)?.messageId).length
          return rows === 1 && answers === 1 ? [] : [`${text}: ${rows} rows, ${answers} answers`]
        }),
        ...orderFaults(feishu, said),
      ],
    }
  } finally {
    await database.close()
  }
}

/** Each writer got his answers in the order of what he wrote. */
function orderFaults(feishu: FeishuEmulator, said: ReadonlyMap<string, Said>): string[] {
  const place = new Map([...said.values()].map(({ messageId }, index) => [messageId, index]))
  const last = new Map<string, number>()
  return feishu.messages.flatMap(({ openId, replyTo }) => {
    const index = replyTo === null ? undefined : place.get(replyTo)
    if (openId === null || index === undefined) return []
    const earlier = last.get(openId) ?? -1
    last.set(openId, index)
    return index > earlier ? [] : [`${openId} got an answer out of order`]
  })
}
