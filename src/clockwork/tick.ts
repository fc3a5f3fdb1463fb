/** The tick: only asks what is due; what is due is decided by the calendar and the record of runs. */
import { schedule } from 'node-cron'
import type { Log } from '../log.ts'

export interface TickOptions {
  /** Runs on every tick, never twice at once. */
  readonly runDue: () => Promise<unknown>
  /** Runs once an hour and at the start: what keeps the house clean (erasing old texts). */
  readonly housekeeping: () => Promise<unknown>
  /** Runs every two minutes and at the start, also while nothing else gets on: what looks after the program itself. */
  readonly supervise: () => Promise<unknown>
  readonly log: Log
}

export interface Tick {
  /** No further tick; waits for the one that runs. */
  stop(): Promise<void>
}

/** Every five seconds: a minute's slot starts in its minute also on a busy machine. */
const EVERY_FIVE_SECONDS = '*/5 * * * * *'
const EVERY_HOUR = '17 * * * *'
const EVERY_TWO_MINUTES = '40 */2 * * * *'

export function startTick({ runDue, housekeeping, supervise, log }: TickOptions): Tick {
  const running = new Set<Promise<void>>()

  function guarded(work: () => Promise<unknown>, what: string): () => Promise<void> {
    return () => {
      const run = work()
        .then(() => undefined)
        .catch((error: unknown) => log.error({ err: error }, what))
        .finally(() => running.delete(run))
      running.add(run)
      return run
    }
  }

  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const due = guarded(runDue, 'the calendar was not looked at')
  const clean = guarded(housekeeping, 'housekeeping failed')
  const look = guarded(supervise, 'the program could not be looked at')
  const options = { noOverlap: true, timezone: 'Asia/Shanghai', logger: quiet }
  const tasks = [
    schedule(EVERY_FIVE_SECONDS, due, options),
    schedule(EVERY_HOUR, clean, options),
    schedule(EVERY_TWO_MINUTES, look, options),
  ]
  let stopped = false
  const unlessStopped = (work: () => Promise<void>) => () => (stopped ? undefined : work())
  // One after the other: at the start everybody wants the database, and whoever opens the page waits for it too.
  const first = due().then(unlessStopped(clean)).then(unlessStopped(look))
  return {
    async stop() {
      stopped = true
      await first
      await Promise.all(tasks.map((task) => task.destroy()))
      await Promise.all(running)
    },
  }
}

/** node-cron's own notes about late and overlapping ticks mean nothing here: the next tick finds what is due. */
function ignore(): void {
  // on purpose
}
