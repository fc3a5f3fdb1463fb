/** What the program gives to a platform's long connection, and what it gets for it. */
import type { PlatformName } from '../chat/message.ts'
import type { ClickParts } from '../inbox/click.ts'
import type { Metrics } from '../metrics.ts'

/** What is done with what comes in. */
export interface Arrivals extends ClickParts {
  readonly metrics: Metrics
  /** This copy alone sends on the platform from now on. */
  takeOver(platform: PlatformName): Promise<void>
}

/** A connection of ours by which events come in. */
export interface OpenConnection {
  /** Takes no event any more, answers what runs, closes. */
  stop(): Promise<void>
}

/** Connects, once the program can take what comes in. */
export type Connect = (arrivals: Arrivals) => OpenConnection
