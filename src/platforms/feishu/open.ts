/** Opens Feishu as it is configured: the door to send by, who the bot is, and the long connection where there is one. */
import { z } from 'zod'
import type { FeishuConfig } from '../../config.ts'
import type { Db } from '../../database/client.ts'
import { answerClick } from '../../inbox/click.ts'
import type { FetchFile } from '../../inbox/fetch-file.ts'
import type { Log } from '../../log.ts'
import type { Door } from '../../outbox/door.ts'
import type { Arrivals, Connect } from '../arrivals.ts'
import { type BotMemory, botIdentity } from './bot-identity.ts'
import { feishuClient } from './client.ts'
import { feishuDoor } from './door.ts'
import { fileFrom } from './file-from.ts'
import { feishuLongConnection } from './long-connection.ts'
import { CLICK_MS } from './react.ts'
import { feishuApi } from './sdk.ts'

export interface Feishu {
  readonly door: Door
  /** The bot's own open_id. */
  readonly bot: () => Promise<string | null>
  readonly fetchFile: FetchFile
  /** Empty: events come by webhook. */
  readonly connections: readonly Connect[]
}

export async function openFeishu(config: FeishuConfig, db: Db, log: Log): Promise<Feishu> {
  const client = feishuClient(feishuApi(config, log))
  const bot = botIdentity(client, botMemory(db, config.appId), log)
  // Ahead of the first event, so that its answer need not wait for two calls.
  void bot().catch((error: unknown) => log.warn({ err: error }, 'feishu could not be asked at the start'))
  const door = feishuDoor({ client, quota: config.quota, log })
  const fetchFile = fileFrom(client)
  return {
    door,
    bot,
    fetchFile,
    connections: config.events.by === 'webhook' ? [] : [await longConnection(config, bot, log)],
  }
}

async function longConnection(config: FeishuConfig, botOpenId: Feishu['bot'], log: Log): Promise<Connect> {
  const { openFeishuSession } = await import('./sdk-events.ts')
  return (arrivals: Arrivals) =>
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
