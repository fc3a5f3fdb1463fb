/**
 * The long connection of a 智能机器人: one among all copies of the program, because WeCom ends the older of two. The copy
 * that owns it connects; the others wait until it is gone (database/ownership.ts).
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Ownership, Seeking } from '../../../database/ownership.ts'
import type { Log } from '../../../log.ts'
import type { Metrics } from '../../../metrics.ts'
import { type Keeping, type Kept, keepConnected } from '../../keep-connected.ts'
import type { WecomConnection } from '../connection.ts'
import { rememberedCallbacks } from './callbacks.ts'
import { type Receiving, receiver } from './receiving.ts'
import { sendingBy } from './sending.ts'
import type { BotListener, BotSession } from './session.ts'

/** How long the end waits for what runs; the program has ten seconds for everything. */
const PATIENCE_MS = 3_000

export interface LongConnectionParts {
  readonly open: (listener: BotListener) => BotSession
  readonly seek: (told: Pick<Seeking, 'onGained' | 'onLost'>) => Ownership
  /** Wall time. */
  readonly now: () => Date
  readonly log: Log
  readonly waits?: Keeping['waits']
}

interface Handling extends Omit<Receiving, 'callbacks' | 'now' | 'log' | 'metrics'> {
  readonly metrics: Receiving['metrics'] & Pick<Metrics, 'connected'>
  /** This copy alone sends from now on; before that it sends nothing. */
  readonly takeOver: () => Promise<void>
}

export interface LongConnection {
  /** For the door. */
  readonly connection: WecomConnection
  /** Begins to seek the ownership and, as the owner, to listen. */
  start(handling: Handling): { stop(): Promise<void> }
}

export function wecomLongConnection({ open, seek, now, log, waits }: LongConnectionParts): LongConnection {
  const callbacks = rememberedCallbacks()
  /** The session that is up. */
  let session: BotSession | null = null
  /** This copy is the owner, and nothing of an earlier owner's is on its way any more. */
  let sends = false

  return {
    connection: sendingBy({
      isOwner: () => sends,
      session: () => session,
      callbacks,
      now: () => now().getTime(),
    }),
    start(handling) {
      const ears = receiver({ ...handling, callbacks, now, log })
      const closing = new Set<Promise<void>>()
      let kept: Kept | null = null

      function openOne(up: () => void): BotSession {
        const opened = open({
          up() {
            show(opened)
            up()
          },
          heard: (frame) => ears.heard(opened, frame),
        })
        // An older one may end after a newer one is up.
        void opened.ended.then(() => {
          if (session === opened) show(null)
        })
        return opened
      }

      function show(current: BotSession | null): void {
        session = current
        handling.metrics.connected.set({ platform: 'wecom' }, current === null ? 0 : 1)
      }

      function disconnect(): void {
        sends = false
        show(null)
        if (kept === null) return
        const stopped: Promise<void> = kept.stop().finally(() => closing.delete(stopped))
        closing.add(stopped)
        kept = null
      }

      async function takeOver(): Promise<void> {
        await handling.takeOver().catch((error: unknown) => log.error({ err: error }, 'wecom not taken over'))
        // It may have been lost again meanwhile.
        sends = kept !== null
      }

      const ownership = seek({
        onGained() {
          void takeOver()
          kept = keepConnected({ name: 'wecom', open: openOne, log, ...(waits === undefined ? {} : { waits }) })
        },
        onLost: disconnect,
      })
      return {
        async stop() {
          // A click that runs is still answered by the connection; what was heard meanwhile is still stored.
          await Promise.race([ears.idle(), pause(PATIENCE_MS, undefined, { ref: false })])
          disconnect()
          await Promise.all([...closing, Promise.race([ears.idle(), pause(PATIENCE_MS, undefined, { ref: false })])])
          await ownership.stop()
        },
      }
    },
  }
}
