/**
 * The console around stand-in commands: a real database, inbox, outbox and clockwork, the real router and page. What is
 * said is answered from a short list, so that tests of the console do not depend on what the real commands say.
 */
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Incoming } from '../../../src/chat/message.ts'
import { demoClock } from '../../../src/clock.ts'
import { makeClockwork } from '../../../src/clockwork/clockwork.ts'
import { moveClock } from '../../../src/clockwork/move-clock.ts'
import type { Database } from '../../../src/database/connection.ts'
import { stateCalendar } from '../../../src/domain/workday.ts'
import { storeEvent } from '../../../src/inbox/store.ts'
import { inboxWorker } from '../../../src/inbox/worker.ts'
import { makeLog } from '../../../src/log.ts'
import { outboxSender } from '../../../src/outbox/sender.ts'
import { consoleDoor } from '../../../src/platforms/console/door.ts'
import { consoleFeed } from '../../../src/platforms/console/feed.ts'
import { consoleRouter } from '../../../src/platforms/console/router.ts'
import { readFile } from '../../../src/services/files.ts'
import type { AccessRules } from '../../../src/web/access.ts'
import { consoleSite } from '../../../src/web/console-site.ts'
import { answerFromList } from './answers.ts'
import { suggestible } from './commands.ts'
import { reminderJob } from './job.ts'

export interface StandIn {
  readonly url: string
  /** Events as the inbox got them, in order. */
  readonly events: readonly Incoming[]
  readonly feed: ReturnType<typeof consoleFeed>
  stop(): Promise<void>
}

export interface StandInOptions {
  readonly access?: Partial<AccessRules>
  readonly operators?: readonly string[]
  /** False: business time is wall time. */
  readonly movable?: boolean
}

const OPEN: AccessRules = { token: null, tokenRequired: false, publicUrl: null }

/** Starts it on a free port of 127.0.0.1. It closes neither the database nor what is in it. */
export async function startStandIn({ db }: Database, options: StandInOptions = {}): Promise<StandIn> {
  const clock = demoClock(Date.parse('2023-09-08T08:58:00+08:00') - Date.now())
  const log = makeLog('silent')
  const feed = consoleFeed()
  const events: Incoming[] = []
  const sender = outboxSender({
    ...{ db, clock, log, alone: true },
    doors: [consoleDoor({ db, clock, feed })],
    readFile: (id) => readFile(db, id),
  })
  const handle = answerFromList(clock)
  const worker = inboxWorker({ db, clock, handle, log, onHandled: sender.poke, width: 1 })
  const clockwork = makeClockwork({ db, clock, jobs: [reminderJob], log, onRan: sender.poke })
  const api = consoleRouter({
    db,
    clock,
    feed,
    log,
    commands: suggestible,
    operators: options.operators ?? [],
    store: async (event) => {
      events.push(event)
      const stored = await storeEvent(db, event, clock.wall())
      if (stored !== null) worker.poke()
      return stored
    },
    whenDone: worker.whenDone,
    moveClock:
      options.movable === false ? null : (to) => moveClock({ db, clock, clockwork, inbox: worker, outbox: sender }, to),
    upcoming: clockwork.upcoming,
    calendar: async () => stateCalendar(),
  })
  const app = express()
  app.disable('x-powered-by')
  app.use(consoleSite({ ...OPEN, ...options.access }, api))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    events,
    feed,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await worker.stop()
      await sender.stop()
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
