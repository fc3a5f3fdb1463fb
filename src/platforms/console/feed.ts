/**
 * What open pages hear: new and changed messages, and the clock. In one process only; a page that missed something
 * (another copy of the bot wrote it, the line was cut) reads it from the database when it comes back.
 */
import type { ShownMessage } from './message-log.ts'

export type ConsoleEvent =
  | { readonly kind: 'message'; readonly message: ShownMessage }
  | { readonly kind: 'clock'; readonly now: string }

export interface ConsoleFeed {
  publish(event: ConsoleEvent): void
  /** Hears every event from now on; gives back how to stop hearing. */
  subscribe(listener: (event: ConsoleEvent) => void): () => void
}

/** An empty feed. One a program: the door and the router share it. */
export function consoleFeed(): ConsoleFeed {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
