/**
 * Kill -9 under traffic: a program is fed events without a pause, killed at random moments, started again, and at the
 * end everything it acknowledged is counted. What "everything" is, a World knows: a small program around inbox and
 * outbox (small-world.ts), or the whole one with an emulated platform (whole-world.ts).
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Child } from './child.ts'

export interface World {
  /** Starts the program; resolves when it takes events. */
  start(): Promise<Child>
  /** Delivers the event; true: acknowledged. Events of one writer are in one chat, in the order of their numbers. */
  deliver(event: ChaosEvent): Promise<boolean>
  /** Resolves when the program has nothing left to do. */
  settle(): Promise<void>
  /** After the program has ended: what became of what it acknowledged. */
  count(acknowledged: readonly ChaosEvent[]): Promise<Count>
}

export interface ChaosEvent {
  readonly writer: number
  readonly number: number
}

export interface Count {
  /** Changes that handled events made. */
  readonly effects: number
  /** Messages that the changes owed. */
  readonly owed: number
  /** Messages sent a second time under the same idempotency key (the platform shows them once); null: not seen. */
  readonly repeated: number | null
  /** One line for each thing that must not be. */
  readonly faults: readonly string[]
}

export interface ChaosOptions {
  readonly world: World
  readonly kills: number
  /** At least so many events, however fast the kills are over. */
  readonly events: number
  readonly writers: number
  /** 0 ≤ x < 1 */
  readonly random: () => number
  /** At most so many acknowledgements between a start and the next kill: a life is measured in work, not in time. */
  readonly longestLife?: number
  readonly onKill?: (kill: number, acknowledged: number) => void
}

export interface ChaosResult extends Count {
  readonly kills: number
  readonly acknowledged: number
  /** Deliveries that got no acknowledgement because the program was dead or dying. */
  readonly refused: number
  /** Deliveries of events that were acknowledged already. */
  readonly again: number
}

/** Runs the whole of it; the result's `faults` are empty when nothing was lost and nothing happened twice. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { world, kills, events, writers, random, longestLife = 40, onKill } = options
  const acknowledged: ChaosEvent[] = []
  const watchers = new Set<() => void>()
  let refused = 0
  let again = 0
  let ending = false

  async function delivered(event: ChaosEvent): Promise<boolean> {
    const taken = await world.deliver(event).catch(() => false)
    if (!taken) refused += 1
    return taken
  }

  /** As a platform does: the next event of a chat only after this one, and every fifth one delivered twice. */
  async function write(writer: number): Promise<void> {
    for (let number = 1; !ending || acknowledged.length < events; number += 1) {
      const event = { writer, number }
      while (!(await delivered(event))) await wait(50)
      acknowledged.push(event)
      for (const wake of watchers) wake()
      if (random() < 0.2 && (await delivered(event))) again += 1
      await wait(random() * 20)
    }
  }

  /** Resolves when there are so many. */
  function acknowledgements(wanted: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (acknowledged.length < wanted) return
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
      look()
    })
  }

  let program = await world.start()
  const traffic = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer + 1)))
  for (let kill = 1; kill <= kills; kill += 1) {
    await acknowledgements(acknowledged.length + Math.floor(random() * longestLife))
    // Somewhere within what follows an acknowledgement: handling, committing, sending, recording.
    await wait(random() * 30)
    await program.kill()
    onKill?.(kill, acknowledged.length)
    program = await world.start()
  }
  ending = true
  await traffic
  await world.settle()
  await program.stop()
  return { ...(await world.count(acknowledged)), kills, acknowledged: acknowledged.length, refused, again }
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
