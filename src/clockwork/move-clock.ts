/** The demo clock's fast-forward: step by step, as if the time had really passed. */
import type { DemoClock } from '../clock.ts'
import { saveDemoClock } from '../clock-store.ts'
import type { Db } from '../database/client.ts'
import type { SentMessage } from '../outbox/post.ts'
import type { Clockwork, Ran } from './clockwork.ts'

export interface MoveOptions {
  readonly db: Db
  readonly clock: DemoClock
  readonly clockwork: Clockwork
  /** Handles every stored event that may be handled now. */
  readonly inbox: { drain(): Promise<void> }
  /** Sends everything that is due now, and tells what was sent, also by itself between two drains. */
  readonly outbox: { drain(): Promise<void>; listen(listener: (message: SentMessage) => void): () => void }
}

export interface Moved {
  /** Business time after the move. */
  readonly now: Date
  readonly ran: readonly Ran[]
  readonly sent: readonly SentMessage[]
}

/**
 * Moves the clock to `to` (`next`: to the next moment at which something happens to see; with none in sight it stays), stopping
 * at every moment on the way: what is owed goes out, what falls due runs, what that owes goes out. Never goes back.
 */
export function moveClock(options: MoveOptions, to: Date | 'next'): Promise<Moved> {
  const { db, clock, clockwork, inbox, outbox } = options
  return clockwork.alone(async (runDue) => {
    const ran: Ran[] = []
    const sent: SentMessage[] = []
    const catchUp = async (): Promise<void> => {
      await inbox.drain()
      await outbox.drain()
      ran.push(...(await runDue()))
      await outbox.drain()
    }
    const step = async (moment: Date): Promise<void> => {
      clock.moveTo(moment)
      await saveDemoClock(db, clock)
      await catchUp()
    }
    const stopListening = outbox.listen((message) => sent.push(message))
    try {
      await catchUp()
      const goal = to === 'next' ? await clockwork.nextEvent() : to
      while (goal !== null && clock.now() < goal) {
        const next = await clockwork.nextMoment()
        await step(next === null || next > goal ? goal : next)
      }
      return { now: clock.now(), ran, sent }
    } finally {
      stopListening()
    }
  })
}
