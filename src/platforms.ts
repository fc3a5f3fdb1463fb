/** The platforms that the configuration opens: doors to send by, and for Feishu who the bot is there. */
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Config, FeishuConfig } from './config.ts'
import type { Db } from './database/client.ts'
import { answerClick, type ClickParts } from './inbox/click.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Door } from './outbox/door.ts'
import { consoleDoor } from './platforms/console/door.ts'
import type { ConsoleFeed } from './platforms/console/feed.ts'
import { type BotMemory, botIdentity } from './platforms/feishu/bot-identity.ts'
import { feishuClient } from './platforms/feishu/client.ts'
import { feishuDoor } from './platforms/feishu/door.ts'
import { feishuLongConnection } from './platforms/feishu/long-connection.ts'
import { CLICK_MS } from './platforms/feishu/react.ts'

/** What a connection does with what comes in by it. */
export interface Arrivals extends ClickParts {
  readonly metrics: Metrics
}

/** A connection of ours by which events come in. */
export interface Connection {
  /** Takes no event any more, answers what runs, closes. */
  stop(): Promise<void>
}

export interface Platforms {
  readonly doors: readonly Door[]
  /** The bot's own open_id; null: Feishu is not configured. */
  readonly feishuBot: (() => Promise<string | null>) | null
  /** Open the platforms' long connections, where the configuration has any. */
  readonly connections: readonly ((arrivals: Arrivals) => Connection)[]
}

export interface PlatformParts {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly feed: ConsoleFeed
  readonly log: Log
}

/** Opens the doors. The console's door is always open: it writes to the database, whoever may read it. */
export async function openPlatforms(parts: PlatformParts): Promise<Platforms> {
  const { config, db, clock, feed, log } = parts
  const console = consoleDoor({ db, clock, feed })
  if (config.feishu === null) return { doors: [console], feishuBot: null, connections: [] }
  const feishu = await openFeishu(config.feishu, db, log)
  return { doors: [console, feishu.door], feishuBot: feishu.bot, connections: feishu.connections }
}

async function openFeishu(config: FeishuConfig, db: Db, log: Log) {
  const { appId, quota } = config
  // Half a second and 80 MB of SDK, which a program without Feishu need not pay for.
  const { feishuApi } = await import('./platforms/feishu/sdk.ts')
  const client = feishuClient(feishuApi(config, log))
  const bot = botIdentity(client, botMemory(db, appId), log)
  // Ahead of the first event, so that its answer need not wait for two calls.
  void bot().catch((error: unknown) => log.warn({ err: error }, 'feishu could not be asked at the start'))
  const connections = config.events.by === 'webhook' ? [] : [await feishuConnection(config, bot, log)]
  return { door: feishuDoor({ client, quota, log }), bot, connections }
}

async function feishuConnection(config: FeishuConfig, botOpenId: () => Promise<string | null>, log: Log) {
  const { openFeishuSession } = await import('./platforms/feishu/sdk-events.ts')
  return (arrivals: Arrivals): Connection =>
    feishuLongConnection({
      appId: config.appId,
      open: (take, up) => openFeishuSession(config, take, up, log),
      botOpenId,
      store: (event) => arrivals.store(event),
      act: (event) => answerClick(arrivals, event, CLICK_MS),
      metrics: arrivals.metrics,
      log,
    })
}

function botMemory(db: Db, appId: string): BotMemory {
  const key = `feishu-bot:${appId}`
  return {
    async load() {
      const row = await db.setting.findUnique({ where: { key } })
      return row === null ? null : z.string().parse(row.value)
    },
    async save(openId) {
      await db.setting.upsert({ where: { key }, create: { key, value: openId }, update: { value: openId } })
    },
  }
}
