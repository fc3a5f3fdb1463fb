/** The platforms that the configuration opens: doors to send by, and how what people do there comes in. */
import type { PlatformName } from './chat/message.ts'
import type { Clock } from './clock.ts'
import type { Config, FeishuConfig } from './config.ts'
import type { WecomConfig } from './config-wecom.ts'
import type { Db } from './database/client.ts'
import type { FetchFile } from './inbox/fetch-file.ts'
import type { Log } from './log.ts'
import type { Door } from './outbox/door.ts'
import type { Connect } from './platforms/arrivals.ts'
import { consoleDoor } from './platforms/console/door.ts'
import type { ConsoleFeed } from './platforms/console/feed.ts'
import { keptInConsole } from './platforms/console/files.ts'
import type { Feishu } from './platforms/feishu/open.ts'
import type { Wecom } from './platforms/wecom/open.ts'
import { saveReach } from './services/reach.ts'

export interface Platforms {
  readonly doors: readonly Door[]
  /** The bot's own open_id; null: Feishu is not configured. */
  readonly feishuBot: (() => Promise<string | null>) | null
  /** Null: WeCom is not configured. */
  readonly wecom: Wecom | null
  /** How files are fetched that people send. */
  readonly fetchers: ReadonlyMap<PlatformName, FetchFile>
  /** Open the long connections that the configuration wants. */
  readonly connections: readonly Connect[]
}

export interface PlatformParts {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly feed: ConsoleFeed
  readonly log: Log
}

/**
 * Opens the doors. The console's door is always open: it writes to the database, whoever may read it. A platform is
 * loaded only when it is configured: Feishu's SDK is half a second and 80 MB.
 */
export async function openPlatforms({ config, db, clock, feed, log }: PlatformParts): Promise<Platforms> {
  const feishu = config.feishu === null ? null : await openFeishuWith(config.feishu, db, log)
  const wecom = config.wecom === null ? null : await openWecomWith(config.wecom, { config, db, clock, log })
  await saveReach(db, wecom?.reach ?? null)
  const doors = [consoleDoor({ db, clock, feed }), feishu?.door, wecom?.door]
  return {
    doors: doors.filter((door) => door !== undefined),
    feishuBot: feishu?.bot ?? null,
    wecom,
    fetchers: new Map<PlatformName, FetchFile>([
      ['console', keptInConsole(db)],
      ...(feishu === null ? [] : [['feishu', feishu.fetchFile] as const]),
      ...(wecom === null ? [] : [['wecom', wecom.fetchFile] as const]),
    ]),
    connections: [...(feishu?.connections ?? []), wecom?.connect ?? null].filter((connect) => connect !== null),
  }
}

async function openFeishuWith(feishu: FeishuConfig, db: Db, log: Log): Promise<Feishu> {
  const { openFeishu } = await import('./platforms/feishu/open.ts')
  return await openFeishu(feishu, db, log)
}

async function openWecomWith(
  wecom: WecomConfig,
  { config, db, clock, log }: Omit<PlatformParts, 'feed'>,
): Promise<Wecom> {
  const { databaseUrl, publicUrl } = config
  const { openWecom } = await import('./platforms/wecom/open.ts')
  const { openLongConnection } = await import('./platforms/wecom/long-connection/open.ts')
  const bot = wecom.longConnection
  const long = bot === null ? null : await openLongConnection({ bot, databaseUrl, wall: () => clock.wall(), log })
  return openWecom({ config: wecom, publicUrl, db, clock, log, long })
}
