/**
 * The long connection of a 智能机器人: one among all copies of the program, because WeCom ends the older of two. The copy
 * that owns it connects; the others wait until it is gone (database/ownership.ts).
 */
import type { Ownership, Seeking } from '../../../database/ownership.ts'
import type { Log } from '../../../log.ts'
import type { Metrics } from '../../../metrics.ts'
import { type Keeping, type Kept, keepConnected } from '../../keep-connected.ts'
import type { WecomConnection } from '../connection.ts'
import { rememberedCallbacks } from './callbacks.ts'
import { type Receiving, receiver } from './receiving.ts'
import { sendingBy } from './sending.ts'
import type { BotListener, BotSession } from './session.ts'

export interface LongConnectionParts {
  readonly open: (listener: BotListener) => BotSession
  readonly seek: (told: Pick<Seeking, 'onGained' | 'onLost'>) => Ownership
  /** Wall time. */
  readonly now: () => Date
  readonly log: Log
  readonly waits?: Keeping['waits']
}

type Handling = Omit<Receiving, 'callbacks' | 'now' | 'log'> & { readonly metrics: Pick<Metrics, 'connected'> }

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
  let ownership: Ownership | null = null

  return {
    connection: sendingBy({
      isOwner: () => ownership?.isOwner() ?? false,
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
        show(null)
        if (kept === null) return
        const stopped: Promise<void> = kept.stop().finally(() => closing.delete(stopped))
        closing.add(stopped)
        kept = null
      }

      const sought = seek({
        onGained() {
          kept = keepConnected({ name: 'wecom', open: openOne, log, ...(waits === undefined ? {} : { waits }) })
        },
        onLost: disconnect,
      })
      ownership = sought
      return {
        async stop() {
          // A click that runs is still answered by the connection; what was heard meanwhile is still stored.
          await ears.idle()
          disconnect()
          await Promise.all([...closing, ears.idle()])
          await sought.stop()
        },
      }
    },
  }
}
