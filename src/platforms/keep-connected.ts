/**
 * A connection to a platform that is to stay: opened again whenever it ends, for ever, with growing waits. Each attempt
 * is a session of its own, so nothing of a broken one lives on in the next.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../log.ts'

/** How a session ended. */
export interface Ending {
  /**
   * `lost`: network or platform failed. `refused`: the platform does not take this connection, a person has to put
   * something right. `kicked`: another connection has taken its place.
   */
  readonly kind: 'lost' | 'refused' | 'kicked'
  /** For the log: no secret, no text. */
  readonly reason: string
}

export interface Session {
  /** Resolves once, also after `close`. */
  readonly ended: Promise<Ending>
  close(): void
}

/** Milliseconds: the wait after the first such ending in a row, and the longest. */
export interface Waits {
  readonly first: number
  readonly longest: number
}

export interface Keeping {
  /** For the log. */
  readonly name: string
  /** Begins a session; it calls `up` once the platform has taken it. */
  readonly open: (up: () => void) => Session
  /** Called with true when a session is up, with false when it has ended. */
  readonly onChange?: (up: boolean) => void
  readonly log: Log
  readonly waits?: Partial<Readonly<Record<Ending['kind'], Waits>>>
  readonly random?: () => number
}

export interface Kept {
  /** Ends the session and opens no other. */
  stop(): Promise<void>
}

/**
 * After a kick somebody else holds the place, so coming back soon would be a duel that neither wins; staying away for
 * ever would leave the bot dead after one mistake of a colleague's.
 */
const WAITS: Readonly<Record<Ending['kind'], Waits>> = {
  lost: { first: 1_000, longest: 60_000 },
  refused: { first: 30_000, longest: 600_000 },
  kicked: { first: 120_000, longest: 1_800_000 },
}

/** A session that was up for so long makes up for earlier failures. */
const STEADY_MS = 60_000

/** Opens a session and keeps one open until it is stopped. */
export function keepConnected(keeping: Keeping): Kept {
  const { name, open, onChange = () => undefined, log, random = Math.random } = keeping
  const waits = { ...WAITS, ...keeping.waits }
  const stopping = new AbortController()
  let current: Session | null = null

  async function hold(): Promise<{ readonly ending: Ending; readonly upMs: number }> {
    let upAt: number | null = null
    const session = open(() => {
      upAt = performance.now()
      log.info({ connection: name }, 'long connection is up')
      onChange(true)
    })
    current = session
    if (stopping.signal.aborted) session.close()
    const ending = await session.ended
    current = null
    if (upAt !== null) onChange(false)
    return { ending, upMs: upAt === null ? 0 : performance.now() - upAt }
  }

  async function run(): Promise<void> {
    const inARow = { lost: 0, refused: 0, kicked: 0 }
    while (!stopping.signal.aborted) {
      const { ending, upMs } = await hold()
      if (stopping.signal.aborted) return
      if (upMs > 0) inARow.refused = 0
      if (upMs > STEADY_MS) inARow.lost = 0
      // Kicks are forgotten only when the place was really ours again.
      if (upMs > waits.kicked.longest) inARow.kicked = 0
      const { first, longest } = waits[ending.kind]
      const full = Math.min(longest, first * 2 ** inARow[ending.kind])
      inARow[ending.kind] += 1
      // Apart from other copies and from other bots that lost the same server.
      const afterMs = Math.round(full * (0.5 + random() / 2))
      const level = ending.kind === 'lost' ? 'warn' : 'error'
      log[level]({ connection: name, ended: ending.kind, reason: ending.reason, afterMs }, 'long connection is down')
      await pause(afterMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = run().catch((error: unknown) =>
    log.error({ err: error, connection: name }, 'long connection given up'),
  )
  return {
    async stop() {
      stopping.abort()
      current?.close()
      await running
    },
  }
}
