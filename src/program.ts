/**
 * The whole program: database, clock, platforms, inbox, outbox, clockwork, HTTP. The only place besides main.ts that
 * knows all of them; everything it builds can be stopped again, so tests start and stop it many times.
 */
import type { AddressInfo } from 'node:net'
import { commands } from '../commands/index.ts'
import { makeApp } from './app.ts'
import type { Incoming } from './chat/message.ts'
import { makeRouter } from './chat/router.ts'
import type { Clock } from './clock.ts'
import { isDemoClock } from './clock.ts'
import { makeClockwork } from './clockwork/clockwork.ts'
import { jobs } from './clockwork/jobs/index.ts'
import { type Moved, moveClock } from './clockwork/move-clock.ts'
import { selfAudit } from './clockwork/self-audit.ts'
import { startTick } from './clockwork/tick.ts'
import type { Config } from './config.ts'
import type { Db } from './database/client.ts'
import { openDatabase } from './database/open.ts'
import { stopDrawing } from './documents/pictures/draw.ts'
import { fileCollector } from './inbox/file-collector.ts'
import { eraseOldTexts } from './inbox/retention.ts'
import { type Stored, storeEvent } from './inbox/store.ts'
import { inboxWorker } from './inbox/worker.ts'
import { announce, newToken, withdraw } from './local/running.ts'
import { type Log, makeLog } from './log.ts'
import { makeMetrics } from './metrics.ts'
import { outboxSender } from './outbox/sender.ts'
import { consoleFeed } from './platforms/console/feed.ts'
import { openPlatforms } from './platforms.ts'
import { type Opening, prepareData } from './prepare-data.ts'
import { dropOldFiles, readFile } from './services/files.ts'
import { startImporter } from './services/imports/background.ts'
import { pictureFailed } from './services/kept-figure.ts'
import { tellUnconfirmed } from './services/unconfirmed-told.ts'
import { boardWatch } from './web/board/watch.ts'

export interface Program {
  /** Where it listens, "http://127.0.0.1:3000". */
  readonly url: string
  readonly db: Db
  readonly clock: Clock
  /** What the terminal is to be told: a claim code, or that the demo district is loaded. */
  readonly opening: Opening
  /** For the terminal: which doors of WeCom are open and what is missing; null: it is not configured. */
  readonly wecomDoors: string | null
  /** Moves a demo clock, doing on the way what falls due; throws on a wall clock. */
  moveClock(to: Date | 'next'): Promise<Moved>
  /** Resolves when everything stored is handled and everything due is sent. */
  settle(): Promise<void>
  /** Stops taking events, finishes what runs, closes the database. */
  stop(): Promise<void>
}

/** Starts the program. Throws a ConfigError of one line when it cannot. */
export async function startProgram(config: Config, log: Log = makeLog(config.logLevel)): Promise<Program> {
  const metrics = makeMetrics()
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log })
  const { db } = database
  const { clock, opening } = await prepareData(db, config).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const feed = consoleFeed()
  const platforms = await openPlatforms({ config, db, clock, feed, log })

  const sender = outboxSender({
    db,
    clock,
    doors: platforms.doors,
    readFile: (id) => readFile(db, id),
    log,
    metrics,
    alone: database.kind === 'embedded',
  })
  const importer = startImporter({ db, clock, log, onTold: sender.poke })
  const worker = inboxWorker({
    db,
    clock,
    handle: makeRouter({ commands, clock }),
    log,
    metrics,
    onHandled: () => {
      sender.poke()
      collector.poke()
      importer.poke()
    },
    width: database.kind === 'embedded' ? 1 : 4,
  })
  const collector = fileCollector({
    db,
    clock,
    fetchers: platforms.fetchers,
    log,
    onDone: () => {
      worker.poke()
      sender.poke()
    },
  })
  const clockwork = makeClockwork({ db, clock, jobs, log, metrics, onRan: sender.poke })
  const move = (to: Date | 'next'): Promise<Moved> => {
    if (!isDemoClock(clock)) throw new Error('a wall clock cannot be moved')
    return moveClock({ db, clock, clockwork, inbox: worker, outbox: sender }, to)
  }

  const store = async (event: Incoming): Promise<Stored | null> => {
    const stored = await storeEvent(db, event, clock.wall())
    if (stored !== null) worker.poke()
    return stored
  }
  const localToken = newToken()
  const watch = boardWatch({ db, clock, log })
  const app = makeApp({
    config,
    localToken,
    db,
    clock,
    feed,
    log,
    metrics,
    commands,
    boardWatch: watch,
    feishuBot: platforms.feishuBot,
    wecom: platforms.wecom,
    clockwork,
    moveClock: isDemoClock(clock) ? move : null,
    whenDone: worker.whenDone,
    store,
  })
  const server = app.listen(config.port, config.host)
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  }).catch(async (error: unknown) => {
    await Promise.all([collector.stop(), worker.stop(), importer.stop(), sender.stop()])
    await database.close()
    throw error
  })
  const tick = startTick({
    runDue: async () => {
      await clockwork.runDue()
      if ((await tellUnconfirmed(db, clock.now())) > 0) sender.poke()
    },
    housekeeping: async () => {
      await eraseOldTexts(db, clock.wall())
      await dropOldFiles(db, clock.now())
    },
    supervise: selfAudit({ db, clock, jobs, log, metrics, onTold: sender.poke }).look,
    log,
  })
  const onPictureFailed = (message: unknown): void => log.warn(message, 'a picture was not drawn')
  pictureFailed.subscribe(onPictureFailed)
  const arrivals = { store, whenDone: worker.whenDone, metrics, takeOver: sender.takeOver }
  const connections = platforms.connections.map((connect) => connect(arrivals))
  worker.poke()
  sender.poke()

  const url = addressOf(server.address(), config.host)
  await announce(config.dataDir, { pid: process.pid, url: reachable(url), token: localToken })

  return {
    url,
    db,
    clock,
    opening,
    wecomDoors: platforms.wecom?.summary ?? null,
    moveClock: async (to) => await move(to),
    async settle() {
      await worker.drain()
      await collector.drain()
      await worker.drain()
      await importer.idle()
      await sender.drain()
    },
    async stop() {
      await withdraw(config.dataDir)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      // A click that runs is answered by the worker, so the connections close before it stops.
      await Promise.all(connections.map((connection) => connection.stop()))
      await tick.stop()
      await collector.stop()
      await worker.stop()
      await importer.stop()
      await sender.stop()
      pictureFailed.unsubscribe(onPictureFailed)
      await stopDrawing()
      await watch.stop()
      // Streams of open console pages never end by themselves.
      server.closeAllConnections()
      await closed
      await database.close()
    },
  }
}

function addressOf(address: string | AddressInfo | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  const shown = host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${address.port}`
}

/** A wildcard address is listened at, not called. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}
