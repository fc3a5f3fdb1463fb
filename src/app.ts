/** The program's HTTP side: webhooks, health, metrics, and the console when it is on. */
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Command } from './chat/command.ts'
import type { Incoming } from './chat/message.ts'
import type { Clock } from './clock.ts'
import type { Clockwork } from './clockwork/clockwork.ts'
import type { Moved } from './clockwork/move-clock.ts'
import type { Config } from './config.ts'
import type { Db } from './database/client.ts'
import { answerClick } from './inbox/click.ts'
import type { Outcome } from './inbox/outcome.ts'
import type { Stored } from './inbox/store.ts'
import { localRouter } from './local/router.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { ConsoleFeed } from './platforms/console/feed.ts'
import { consoleRouter } from './platforms/console/router.ts'
import { CLICK_MS } from './platforms/feishu/react.ts'
import { feishuWebhook } from './platforms/feishu/receive.ts'
import type { Wecom } from './platforms/wecom/open.ts'
import { shownCalendar } from './services/districts.ts'
import type { AccessRules } from './web/access.ts'
import { boardSite } from './web/board/site.ts'
import type { BoardWatch } from './web/board/watch.ts'
import { consoleSite } from './web/console-site.ts'
import { enterpriseSite } from './web/enterprise/site.ts'

export interface AppParts {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly feed: ConsoleFeed
  readonly log: Log
  readonly metrics: Metrics
  readonly commands: readonly Command[]
  readonly boardWatch: BoardWatch
  readonly clockwork: Pick<Clockwork, 'upcoming'>
  readonly feishuBot: (() => Promise<string | null>) | null
  readonly wecom: Pick<Wecom, 'routers'> | null
  /** Known to the scripts of this machine (local/running.ts). */
  readonly localToken: string
  /** Null: business time is wall time. */
  readonly moveClock: ((to: Date | 'next') => Promise<Moved>) | null
  /** Stores an event and wakes the worker; null: it was not for the bot. */
  store(event: Incoming): Promise<Stored | null>
  whenDone(inboxId: number, timeoutMs: number): Promise<Outcome | null>
}

/** The Express application; it listens to nothing yet. */
export function makeApp(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  // Forwarded headers are read only to refuse (access.ts), never to trust.
  app.set('trust proxy', false)
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true })
  })
  app.get('/readyz', async (_request, response) => {
    const reason = await notReady(parts.db)
    response.status(reason === null ? 200 : 503).json(reason === null ? { ok: true } : { ok: false, reason })
  })
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics())
  })
  app.use('/local', localRouter({ db: parts.db, clock: parts.clock, token: parts.localToken }))
  mountFeishu(app, parts)
  mountWecom(app, parts)
  const rules = consoleRules(parts.config)
  app.use(boardSite({ db: parts.db, clock: parts.clock, watch: parts.boardWatch, console: rules }))
  app.use(enterpriseSite({ db: parts.db, clock: parts.clock, console: rules }))
  if (rules !== null) mountConsole(app, parts, rules)
  app.use((_request, response) => {
    response.status(404).json({ error: '没有这个地址' })
  })
  app.use(answerError(parts.log))
  return app
}

/** Migrations are applied before the program listens, so the database only has to answer. */
async function notReady(db: Db): Promise<string | null> {
  try {
    await db.$queryRaw`SELECT 1`
    return null
  } catch {
    return '数据库没有应答'
  }
}

function mountFeishu(app: Express, parts: AppParts): void {
  const { config, feishuBot, log, metrics, clock } = parts
  // With the long connection the address stays closed: nothing that comes there would be proven by a key.
  if (config.feishu?.events.by !== 'webhook' || feishuBot === null) return
  const { appId, events } = config.feishu
  const { encryptKey, verificationToken } = events
  app.use(
    feishuWebhook({
      settings: { appId, encryptKey, verificationToken },
      botOpenId: feishuBot,
      store: (event) => parts.store(event),
      act: (event) => answerClick(parts, event, CLICK_MS),
      now: () => clock.wall(),
      log,
      metrics,
    }),
  )
}

function mountWecom(app: Express, parts: AppParts): void {
  const store = (event: Incoming) => parts.store(event)
  const routers = parts.wecom?.routers({
    store,
    act: (event, ms) => answerClick(parts, event, ms),
    metrics: parts.metrics,
  })
  for (const router of routers ?? []) app.use(router)
}

/** Null: the console is off. */
function consoleRules({ console, publicUrl }: Config): AccessRules | null {
  return console.on ? { token: console.token, tokenRequired: console.tokenRequired, publicUrl } : null
}

function mountConsole(app: Express, parts: AppParts, rules: AccessRules): void {
  const { config, db, clock, feed, log, commands, moveClock } = parts
  const api = consoleRouter({
    db,
    clock,
    feed,
    log,
    commands,
    operators: config.adminUsers.filter(({ platform }) => platform === 'console').map(({ id }) => id),
    store: (event) => parts.store(event),
    whenDone: (id, timeoutMs) => parts.whenDone(id, timeoutMs),
    moveClock,
    upcoming: (limit) => parts.clockwork.upcoming(limit),
    calendar: () => shownCalendar(db),
  })
  app.use(consoleSite(rules, api))
}

/** What went wrong goes to the log; who asked gets a sentence. */
function answerError(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    log.error({ err: error, path: request.path }, 'request failed')
    response.status(500).json({ error: '服务器出错了，请稍后再试' })
  }
}
