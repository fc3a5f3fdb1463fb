/** The platforms that the configuration opens: doors to send by, and for Feishu who the bot is there. */
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './database/client.ts'
import type { Log } from './log.ts'
import type { Door } from './outbox/door.ts'
import { consoleDoor } from './platforms/console/door.ts'
import type { ConsoleFeed } from './platforms/console/feed.ts'
import { type BotMemory, botIdentity } from './platforms/feishu/bot-identity.ts'
import { feishuClient } from './platforms/feishu/client.ts'
import { feishuDoor } from './platforms/feishu/door.ts'
import { openWecom, type Wecom } from './platforms/wecom/open.ts'
import { saveReach } from './services/reach.ts'

export interface Platforms {
  readonly doors: readonly Door[]
  /** The bot's own open_id; null: Feishu is not configured. */
  readonly feishuBot: (() => Promise<string | null>) | null
  /** Null: WeCom is not configured. */
  readonly wecom: Wecom | null
}

export interface PlatformParts {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly feed: ConsoleFeed
  readonly log: Log
}

/** Opens the doors. The console's door is always open: it writes to the database, whoever may read it. */
export async function openPlatforms({ config, db, clock, feed, log }: PlatformParts): Promise<Platforms> {
  const doors: Door[] = [consoleDoor({ db, clock, feed })]
  const wecom =
    config.wecom === null
      ? null
      : openWecom({ config: config.wecom, publicUrl: config.publicUrl, db, clock, log, connection: null })
  await saveReach(db, wecom?.reach ?? null)
  if (wecom !== null) doors.push(wecom.door)
  if (config.feishu === null) return { doors, feishuBot: null, wecom }
  const { appId, appSecret, baseUrl, quota } = config.feishu
  // Half a second and 80 MB of SDK, which a program without Feishu need not pay for.
  const { feishuApi } = await import('./platforms/feishu/sdk.ts')
  const client = feishuClient(feishuApi({ appId, appSecret, baseUrl }, log))
  doors.push(feishuDoor({ client, quota, log }))
  const bot = botIdentity(client, botMemory(db, appId), log)
  // Ahead of the first event, so that its answer need not wait for two calls.
  void bot().catch((error: unknown) => log.warn({ err: error }, 'feishu could not be asked at the start'))
  return { doors, feishuBot: bot, wecom }
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
