/**
 * Work that is waiting in the database, done until there is none: when somebody says there is more, and on a tick for
 * what other copies of the program stored. Inbox and outbox are both driven by one.
 */

export interface PumpOptions {
  /** One piece of work. True: something was done, there may be more. It must not take the same piece twice. */
  readonly step: () => Promise<boolean>
  /** How many steps may run side by side. */
  readonly width: number
  /** Milliseconds between looks at the database without being told; null: only when told (tests). */
  readonly tickMs: number | null
  /** A step that throws counts as nothing done: the next tick tries again. */
  readonly onError: (error: unknown) => void
}

export interface Pump {
  /** There may be work now. */
  poke(): void
  /** Resolves when nothing runs and the last look found nothing. */
  idle(): Promise<void>
  /** Looks now and resolves when there is nothing left to do. */
  drain(): Promise<void>
  /** Takes no new work and waits for what runs. */
  stop(): Promise<void>
}

export function startPump({ step, width, tickMs, onError }: PumpOptions): Pump {
  let running = 0
  let stopped = false
  // A poke during a look must not get lost: a runner that found nothing looks again when the number has changed.
  let pokes = 0
  let waiting: (() => void)[] = []

  async function run(): Promise<void> {
    try {
      for (let seen = -1; !stopped && seen !== pokes; ) {
        seen = pokes
        while (!stopped && (await step())) widen()
      }
    } catch (error) {
      onError(error)
    } finally {
      running -= 1
      if (running === 0) {
        const resolved = waiting
        waiting = []
        for (const resolve of resolved) resolve()
      }
    }
  }

  function widen(): void {
    if (stopped || running >= width) return
    running += 1
    void run()
  }

  function poke(): void {
    pokes += 1
    widen()
  }

  function idle(): Promise<void> {
    return running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
  }

  const timer = tickMs === null ? null : setInterval(poke, tickMs)
  timer?.unref()
  return {
    poke,
    idle,
    drain() {
      poke()
      return idle()
    },
    async stop() {
      stopped = true
      if (timer !== null) clearInterval(timer)
      await idle()
    },
  }
}
