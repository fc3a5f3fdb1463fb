/** What the console needs of the program around it. */
import type { Command } from '../../chat/command.ts'
import type { Incoming } from '../../chat/message.ts'
import type { Clock } from '../../clock.ts'
import type { Moved } from '../../clockwork/move-clock.ts'
import type { Upcoming } from '../../clockwork/next.ts'
import type { Db } from '../../database/client.ts'
import type { WorkCalendar } from '../../domain/workday.ts'
import type { Outcome } from '../../inbox/outcome.ts'
import type { Log } from '../../log.ts'
import type { ConsoleFeed } from './feed.ts'

export interface ConsoleDeps {
  readonly db: Db
  readonly clock: Clock
  readonly feed: ConsoleFeed
  readonly log: Log
  /** Console ids of ADMIN_USERS. */
  readonly operators: readonly string[]
  readonly commands: readonly Command[]
  /** Stores an event and wakes the worker; null: it was not for the bot. */
  store(event: Incoming): Promise<{ readonly id: number } | null>
  /** Resolves when the stored event is handled; with null when the time is up. */
  whenDone(inboxId: number, timeoutMs: number): Promise<Outcome | null>
  /** Null: this program has no demo clock. */
  readonly moveClock: ((to: Date | 'next') => Promise<Moved>) | null
  /** What fires next, soonest first. */
  upcoming(limit: number): Promise<readonly Upcoming[]>
  /** The working days that the clock's mark shows. */
  calendar(): Promise<WorkCalendar>
}
